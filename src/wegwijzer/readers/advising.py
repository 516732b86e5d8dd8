"""Advice from what somebody gives: a firm as in a firm file, and a need in words. The commands and the API share it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wegwijzer.core.advice.advising import Advice, advise
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.deriving import derive, sector_known
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.firm.size import SizeAssessment
from wegwijzer.core.matching.need import LONGEST_NEED
from wegwijzer.readers.catalogue import checked_day, shipped_catalogue, shipped_day
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.known_firms import known_firm
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.registers import registers_folder
from wegwijzer.readers.yaml_file import LocatedData


def advice_for(
    firm: LocatedData, need: str | None, *, on: date, registers: Path | None = None, need_name: str = "need"
) -> Advice:
    """The advice for a firm on a day, with what the loaded registers know of its enterprise number filled in.

    Raises InputError with every fault of the firm; `need_name` is how a fault of the need is located.
    """
    day = shipped_day(checked_day(on))
    profile = profile_of(firm, on=on, registers=registers)
    understood = None
    if need is not None:
        understood = read_need(checked_need(need, name=need_name), sector_known(profile, day.derivation))
    return advise(profile, day, need=understood)


def size_for(firm: LocatedData, *, on: date, registers: Path | None = None) -> SizeAssessment:
    """The EU size class of a firm with its group. Raises InputError."""
    day = shipped_day(checked_day(on))
    return derive(profile_of(firm, on=on, registers=registers), day.derivation).size


def profile_of(firm: LocatedData, *, on: date, registers: Path | None = None) -> Profile:
    """The firm with what the loaded registers know of it; what the file says goes first. Raises InputError."""
    profile = read_firm(firm, shipped_catalogue().facts, on=on)
    if not profile.enterprise_number:
        return profile
    return known_firm(profile.enterprise_number, folder=registers_folder(registers), read_on=on).fill_in(profile)


def checked_need(need: str, *, name: str = "need") -> str:
    """The need without surrounding space. Raises InputError when it is empty or too long."""
    text = need.strip()
    if not text:
        raise InputError([Fault(name, "is empty.", f"the problem in a few words, or no {name} at all.")])
    if len(text) > LONGEST_NEED:
        raise InputError([Fault(name, f"is {len(text):,} characters long.", f"at most {LONGEST_NEED:,}.")])
    return text
