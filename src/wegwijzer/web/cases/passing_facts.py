"""The facts of a firm that go along with its question: what helpers and figures need, and no more."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.errors import InputError, UnknownEntryError
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.known_firms import known_firm
from wegwijzer.readers.places import place_of
from wegwijzer.readers.registers import registers_folder
from wegwijzer.wording.language import local
from wegwijzer.wording.results import fact_data
from wegwijzer.wording.values import value_text

PASSED_ON = ("legal_form", "postal_code", "province", "sector", "nace", "nace_version", "fte", "size_class", "theme")
"""Never a firm's amounts: whoever helps asks for them."""
_SHOWN = tuple(fact for fact in PASSED_ON if fact not in ("nace_version", "postal_code"))
_UNKNOWN_SIZE = "unknown"


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact that goes along, in words."""

    label: str
    value: str


def facts_of(picture: FirmPicture) -> dict[str, dict[str, object]]:
    """The facts that go along, each {value, source, as_of}."""
    facts = shipped_catalogue().facts
    return {fact: fact_data(facts[fact], picture.known[fact]) for fact in PASSED_ON if _is_known(picture, fact)}


def shown_facts(picture: FirmPicture, language: str) -> tuple[ShownFact, ...]:
    """The same in words."""
    facts = shipped_catalogue().facts
    return tuple(
        ShownFact(local(facts[fact].subject, language), value_text(facts[fact], picture.known[fact].value, language))
        for fact in _SHOWN
        if _is_known(picture, fact)
    )


def value_of(picture: FirmPicture, fact: str) -> str | None:
    """A fact that is a code; None where it is not known."""
    value = picture.values.get(fact)
    return value if isinstance(value, str) and value != _UNKNOWN_SIZE else None


def filled_in(picture: FirmPicture, *, number: str, postal_code: str, on: date) -> FirmPicture:
    """The picture with what the registers know of a number that was typed, and a postal code that was.

    A register that cannot be read counts as not loaded: the question goes on without it.
    """
    known = dict(picture.profile.facts)
    if postal_code:
        known["postal_code"] = KnownFact(postal_code, FactSource.STATED, on)
    profile = Profile(known, previous_years=picture.profile.previous_years)
    if number:
        with contextlib.suppress(InputError):
            profile = known_firm(number, folder=registers_folder(), read_on=on).fill_in(profile)
    placed = Profile(_placed(profile.facts, is_typed=bool(postal_code), on=on), previous_years=profile.previous_years)
    return derive(placed, shipped_day(on).derivation)


def _placed(facts: Mapping[str, KnownFact], *, is_typed: bool, on: date) -> dict[str, KnownFact]:
    """The facts with the province and region of the postal code; one that was typed goes before what was known."""
    code = facts.get("postal_code")
    try:
        place = place_of(str(code.value), on=on) if code is not None else None
    except UnknownEntryError:  # kept under older tables
        place = None
    if code is None or place is None:
        return dict(facts)
    told = {fact: KnownFact(getattr(place, fact), code.source, code.as_of) for fact in ("province", "region")}
    return {**facts, **told} if is_typed else {**told, **facts}


def nothing_known(on: date) -> FirmPicture:
    """The picture of a firm of which nothing is known."""
    return derive(Profile({}), shipped_day(on).derivation)


def is_postal_code(text: str, *, on: date) -> bool:
    """Whether there is a municipality with that postal code."""
    try:
        place_of(text, on=on)
    except UnknownEntryError:
        return False
    return True


def _is_known(picture: FirmPicture, fact: str) -> bool:
    known: Mapping[str, KnownFact] = picture.known
    return fact in known and not (fact == "size_class" and known[fact].value == _UNKNOWN_SIZE)
