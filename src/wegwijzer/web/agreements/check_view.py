"""Who can look an agreement over: the firm's own lawyer, its federation, and technology-transfer offices.

The organisations are those of the catalogue that exist on the day; who fits the firm's sector and province comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.agreements.models import Draft
from wegwijzer.web.guide.queries import taken_along
from wegwijzer.wording.language import local

_GROUPS = (
    ("lawyer", ("legal_adviser",)),
    ("federation", ("sector_federation", "entrepreneurs_organisation")),
    ("transfer", ("tech_transfer",)),
)
_SHOWN = 3
_SMALL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Checker:
    """An organisation that can look it over. `is_partner` says that its name looks like one of the parties."""

    id: str
    name: str
    plain_name: str
    what: str
    to_say: str
    is_partner: bool


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Those of one kind: the best, and the others folded."""

    id: str
    best: tuple[Checker, ...]
    others: tuple[Checker, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The whole page. `sectors` are to choose from; `sector` is the one that counts."""

    groups: tuple[CheckGroup, ...]
    sectors: tuple[tuple[str, str], ...]
    sector: str


def check_view(request: HttpRequest, draft: Draft, sector: str, language: str, *, on: date) -> CheckView:
    """Everything the page shows; the sector as asked, else that of the visitor's own roadmap."""
    catalogue = shipped_catalogue()
    known = taken_along(request, language, on=on)
    picture = known.picture if known is not None else None
    options = tuple((one.id, local(one.label, language)) for one in catalogue.facts["sector"].options)
    chosen = sector if sector in dict(options) else _text(picture, "sector")
    province = _text(picture, "province")
    parties = {word for key, name in draft.answers.items() if key.endswith(".name") for word in _words(name)}
    groups = []
    for id, roles in _GROUPS:
        found = [one for one in catalogue.organisations.values() if one.role.id in roles and one.exists_on(on)]
        fitting = [one for one in found if not (chosen and one.sectors and chosen not in one.sectors)]
        ranked = sorted(fitting, key=lambda one: _rank(one, chosen, province, parties))
        checkers = tuple(_checker(one, parties, language) for one in ranked)
        groups.append(CheckGroup(id, checkers[:_SHOWN], checkers[_SHOWN:]))
    return CheckView(tuple(groups), options, chosen)


def _rank(one: Organisation, sector: str, province: str, parties: set[str]) -> tuple[bool, bool, bool, str]:
    """A partner's own office first, then the firm's sector, then its province."""
    return (
        not _is_partner(one, parties),
        not (sector and sector in one.sectors),
        not (province and province in one.provinces),
        one.id,
    )


def _checker(one: Organisation, parties: set[str], language: str) -> Checker:
    return Checker(
        one.id,
        local(one.name, language),
        local(one.plain_name, language),
        local(one.what_it_does, language),
        local(one.role.what_to_say, language),
        _is_partner(one, parties),
    )


def _is_partner(one: Organisation, parties: set[str]) -> bool:
    """Whether the first telling words of its name are among those of the parties."""
    own = _words(local(one.name, "nl"))
    return bool(own) and any(word in parties for word in list(own)[:2])


def _words(name: str) -> list[str]:
    cleaned = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return [word for word in cleaned.split() if len(word) > _SMALL_WORDS and word not in _COMMON]


_COMMON = {"research", "development", "university", "universiteit", "hogeschool", "group", "groep", "tech", "transfer"}


def _text(picture: FirmPicture | None, fact: str) -> str:
    value = picture.values.get(fact) if picture is not None else None
    return value if isinstance(value, str) else ""
