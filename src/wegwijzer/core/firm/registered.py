"""A firm as the register of enterprises (KBO) knows it, and the facts that follow from that.

Of a natural person the register keeps no address: only province and region, and whether there is an establishment in
Flanders. Legal forms and situations are told apart by their labels; what no row of the vocabulary holds gives no fact.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.band import exactly
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact

DETAIL = "kbo"
"""What a fact of this register names as its source."""
SOLE_TRADER = "eenmanszaak"
FLANDERS = "vlaanderen"
NACE_VERSIONS = ("2008", "2025", "2003")
"""Which version of the activity code is taken first: our code lists are written in NACE-BEL 2008, the rest by age."""
_FEWEST_DIGITS, _MOST_DIGITS = 2, 5


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its labels by language (nl, fr, and where given en, de)."""

    code: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class RegisteredName:
    """One name: what it is (name, abbreviation, commercial name) and in which language."""

    text: str
    kind: Coded
    language: Coded


@dataclass(frozen=True, slots=True)
class RegisteredActivity:
    """One activity: the register that gave it, the NACE version, and MAIN, SECO or ANCI (ancillary)."""

    group: Coded
    version: str
    nace: Coded
    classification: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the registered office of a legal person is; empty text for what is not known."""

    postal_code: str
    municipality: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class RegisteredFirm:
    """One enterprise on the day of the register.

    `seat`, `establishment_count` and `establishment_postal_codes` are of legal persons only. `activities` are the
    enterprise's own; those of its establishments where it has none (`activities_are_of_establishments`).
    `province` and `region` are those of the seat, and of a natural person those of its establishments where they agree.
    `establishment_in_flanders` is None where the places of establishments are not all known.
    """

    number: str
    as_of: date
    is_natural_person: bool
    is_active: bool
    status: Coded
    situation: Coded
    legal_form: Coded | None
    started: date | None
    names: tuple[RegisteredName, ...]
    province: str | None
    region: str | None
    seat: Seat | None
    activities: tuple[RegisteredActivity, ...]
    activities_are_of_establishments: bool
    establishment_in_flanders: bool | None
    establishment_count: int | None
    establishment_postal_codes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name to know the firm by; empty where the register may not tell it."""
        return self.names[0].text if self.names else ""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """Labels, folded (`plain_label`) and per language, that stand for one value; a * at the end: it may go on."""

    value: FactValue
    labels: Mapping[str, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class RegisterVocabulary:
    """How labels of the register are read."""

    legal_forms: tuple[LabelRow, ...]
    situations: tuple[LabelRow, ...]


def plain_label(text: str) -> str:
    """A label without case, accents and punctuation, in which labels are compared.

    >>> plain_label("Coöperatieve vennootschap (oud statuut)")
    'cooperatieve vennootschap oud statuut'
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", bare))


def value_of(labels: Mapping[str, str], rows: Iterable[LabelRow]) -> FactValue | None:
    """The value that the labels stand for; None when no row holds them, or when two languages say different things."""
    plain = {language: plain_label(label) for language, label in labels.items()}
    found = {row.value for row in rows for language, label in plain.items() if _holds(row, language, label)}
    return found.pop() if len(found) == 1 else None


def registered_facts(firm: RegisteredFirm, vocabulary: RegisterVocabulary) -> dict[str, KnownFact]:
    """The facts of facts.yaml that the register knows, as of its day."""
    values: dict[str, FactValue | None] = {
        "legal_form": _legal_form(firm, vocabulary),
        "postal_code": firm.seat.postal_code or None if firm.seat else None,
        "province": firm.province,
        "region": firm.region,
        "founded": exactly(firm.started.toordinal()) if firm.started else None,
        "establishment_in_flanders": _in_flanders(firm),
        "insolvency_proceedings": value_of(firm.situation.labels, vocabulary.situations),
    }
    activity = main_activity(firm.activities)
    if activity is not None:
        values["nace"], values["nace_version"] = activity
    return {
        fact: KnownFact(value, FactSource.REGISTER, firm.as_of, DETAIL)
        for fact, value in values.items()
        if value is not None
    }


def main_activity(activities: Iterable[RegisteredActivity]) -> tuple[str, str] | None:
    """The code and version of the main activity; None where there is none, or where several have nothing in common.

    Several main activities of one register give the digits that they share: 10711 and 10712 give 1071.
    """
    main = [activity for activity in activities if activity.classification == "MAIN"]
    for version in NACE_VERSIONS:
        of_version = [activity for activity in main if activity.version == version]
        if not of_version:
            continue
        group = min(activity.group.code for activity in of_version)
        shared = _shared_beginning({activity.nace.code for activity in of_version if activity.group.code == group})
        return (shared[:_MOST_DIGITS], version) if len(shared) >= _FEWEST_DIGITS else None
    return None


def _shared_beginning(codes: set[str]) -> str:
    first, last = min(codes), max(codes)
    length = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:length]


def _legal_form(firm: RegisteredFirm, vocabulary: RegisterVocabulary) -> FactValue | None:
    if firm.is_natural_person:
        return SOLE_TRADER
    return value_of(firm.legal_form.labels, vocabulary.legal_forms) if firm.legal_form else None


def _in_flanders(firm: RegisteredFirm) -> bool | None:
    """False only where the seat is not there either: a seat in Flanders counts as an establishment."""
    if firm.establishment_in_flanders is False and firm.region in (None, FLANDERS):
        return None
    return firm.establishment_in_flanders


def _holds(row: LabelRow, language: str, label: str) -> bool:
    return any(
        label.startswith(wanted[:-1]) if wanted.endswith("*") else label == wanted
        for wanted in row.labels.get(language, ())
    )
