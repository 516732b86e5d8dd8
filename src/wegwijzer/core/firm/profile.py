"""What is known of one firm, with provenance, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.firm.facts import FactValue, KnownFact
from wegwijzer.core.firm.size import Figures, Relation, SizeAssessment


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of an earlier accounting year, for the two-year rule."""

    figures: Figures
    relations: tuple[Relation, ...] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A firm as stated or as registers know it; nothing in it is derived.

    `previous_years` are the accounting years before the current figures, newest first. `overruled` is what a register
    says of a fact on which the firm said something else.
    """

    facts: Mapping[str, KnownFact] = field(hash=False)
    name: str = ""
    enterprise_number: str = ""
    relations: tuple[Relation, ...] = ()
    previous_years: tuple[YearFigures, ...] = ()
    overruled: Mapping[str, KnownFact] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FirmPicture:
    """A profile with its derived facts, ready for criteria to read.

    `values` holds what criteria read; `known` the same with provenance; `behind` the base facts that would have to
    be known to decide a derived fact; `assumptions` what was taken for granted in deriving (ids, for wording).
    """

    profile: Profile
    values: Mapping[str, FactValue] = field(hash=False)
    known: Mapping[str, KnownFact] = field(hash=False)
    behind: Mapping[str, tuple[str, ...]] = field(hash=False)
    size: SizeAssessment
    assumptions: tuple[str, ...] = ()
