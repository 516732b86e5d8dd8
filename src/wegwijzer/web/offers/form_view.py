"""The form of an offering: its fields by kind, what was typed, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from wegwijzer.core.language.words import words_of
from wegwijzer.core.offers.draft import FieldFault
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.readers.offerings import FIELDS, LISTS, Cells, tidy
from wegwijzer.readers.typed_days import day_field
from wegwijzer.web.offers.models import LONGEST_NAME, OfferingRow
from wegwijzer.web.offers.words import fault_text, options
from wegwijzer.wording.language import say

_LONGEST_KEPT = 4000
_TICKED = frozenset(LISTS)
_AREAS, _DAYS = frozenset({"text"}), frozenset({"valid_from", "valid_until", "term_from", "term_until"})
_CHOICES = frozenset({"price_per", "operator", "level", "field", "theme"})
_NARROW = frozenset({"price_eur"})
_FOLDED = frozenset({"sectors", "provinces"})
_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.HALF_DAY: (),
    Kind.EXPERTISE: ("price_eur", "price_per"),
    Kind.EQUIPMENT: ("operator", "price_eur", "price_per"),
    Kind.TRAINING: ("sessions", "theme", "price_eur", "price_per", "registered"),
    Kind.TOPIC: ("level", "field", "term_from", "term_until"),
}
_LEAST_FIRM_WORD = 4


class Posted(Protocol):
    """A form as Django gives it."""

    def get(self, key: str, default: str) -> str:
        """One field."""

    def getlist(self, key: str) -> list[str]:
        """All values of one field."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a field."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: `form` says how it is filled in (line, area, day, choice, ticks, yes).

    A long list in which nothing is ticked means everything, and is folded away.
    """

    name: str
    form: str
    label: str
    hint: str
    value: str
    options: tuple[Option, ...]
    fault: str
    is_narrow: bool
    can_fold: bool = False
    is_unfolded: bool = False


def fields_of(kind: Kind, side: Side) -> tuple[str, ...]:
    """The fields of a kind, in the order in which they are asked."""
    page = () if side is Side.FIRM else ("page",)
    name = ("firm_name",) if side is Side.FIRM else ()
    return (
        *(*name, "title", "text"),
        *_OF_KIND[kind],
        *("steps", "business_domains", "expertise", "sectors", "provinces", "languages"),
        *page,
        *("valid_from", "valid_until"),
    )


def cells_of_post(sent: Posted, kind: Kind) -> dict[str, list[str]]:
    """What was typed, by field."""
    cells = {name: sent.getlist(name)[:100] if name in _TICKED else [sent.get(name, "")] for name in FIELDS}
    cells["kind"] = [kind.value]
    cells["firm_name"] = [sent.get("firm_name", "")]
    return cells


def cells_of_row(row: OfferingRow) -> dict[str, list[str]]:
    """What a row holds, as one would type it."""
    cells = {name: [str(value)] for name, value in row.details.items()}
    for name in ("term_from", "term_until"):
        if cells.get(name):
            year, month, day = cells[name][0].split("-")
            cells[name] = [f"{int(day)}/{int(month)}/{year}"]
    cells |= {name: list(getattr(row, name)) for name in LISTS}
    cells |= {name: [getattr(row, name)] for name in ("kind", "title", "text", "page", "firm_name")}
    return cells | {"valid_from": [day_field(row.first)], "valid_until": [day_field(row.last)]}


def firm_name_of(cells: Cells) -> str:
    """The name of the firm as it was typed, on one line."""
    return " ".join(tidy((cells.get("firm_name") or [""])[0]).split())


def firm_faults(cells: Cells) -> Iterator[FieldFault]:
    """What is wrong with the firm's name, also that it stands in what everybody can read."""
    name = firm_name_of(cells)
    if not 2 <= len(name) <= LONGEST_NAME:
        yield FieldFault("firm_name", "length", {"count": str(len(name)), "least": "2", "most": str(LONGEST_NAME)})
        return
    for field in ("title", "text"):
        if names_firm((cells.get(field) or [""])[0], name):
            yield FieldFault(field, "names_firm")


def names_firm(text: str, name: str) -> bool:
    """Whether a text gives the firm away: its whole name as words, or without what many firms are called."""
    words, told = words_of(text), tuple(word for word in words_of(name) if word not in _LEGAL)
    if not told or (len(told) == 1 and len(told[0]) < _LEAST_FIRM_WORD):
        return False
    return any(words[place : place + len(told)] == told for place in range(len(words)))


_LEGAL = frozenset(
    {"bv", "nv", "bvba", "cv", "vof", "vzw", "comm", "commv", "srl", "sa", "asbl", "en", "zoon", "zonen"}
)


def form_fields(
    kind: Kind, side: Side, cells: Mapping[str, Sequence[str]], faults: Sequence[FieldFault], language: str
) -> tuple[FieldView, ...]:
    """The form as it is shown."""
    wrong: dict[str, str] = {}
    for fault in faults:
        wrong.setdefault(fault.name, fault_text(fault, language))
    return tuple(_field(name, kind, side, cells, wrong.get(name, ""), language) for name in fields_of(kind, side))


def owner_key(owner: Owner) -> str:
    """How an owner stands in the address: the id of the desk, or "zaak" for one's own firm."""
    return owner.id if owner.side is Side.STRUCTURE else "zaak"


def _field(
    name: str, kind: Kind, side: Side, cells: Mapping[str, Sequence[str]], fault: str, language: str
) -> FieldView:
    typed = [str(value)[:_LONGEST_KEPT] for value in cells.get(name) or ()]
    value = typed[0] if typed and name not in _TICKED else ""
    if name in _TICKED:
        form, known = "ticks", tuple(Option(id, text, id in typed) for id, text in options(name, language))
    elif name in _CHOICES:
        form, known = "choice", tuple(Option(id, text, id == value) for id, text in options(name, language))
    else:
        form = "area" if name in _AREAS else "day" if name in _DAYS else "yes" if name == "registered" else "line"
        known = ()
    return FieldView(
        name,
        form,
        say(f"offers.field.{name}", language),
        _hint(name, kind, side, language),
        value,
        known,
        fault,
        name in _NARROW | _DAYS,
        name in _FOLDED,
        name in _FOLDED and bool(typed or fault),
    )


def _hint(name: str, kind: Kind, side: Side, language: str) -> str:
    if name == "title":
        return say(f"offers.hint.title_{kind.value}", language)
    if name == "text" and side is Side.FIRM:
        return say("offers.hint.text_firm", language)
    return say(f"offers.hint.{name}", language) if name in _HINTED else ""


_HINTED = frozenset(
    {
        *(
            "text",
            "steps",
            "business_domains",
            "expertise",
            "sectors",
            "provinces",
            "page",
            "valid_until",
            "valid_from",
        ),
        *("price_eur", "theme", "registered", "sessions", "term_from", "firm_name"),
    }
)
