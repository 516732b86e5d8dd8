"""Three-valued truth: a criterion is met, not met, or unknown while facts are missing.

Combination follows Kleene's strong logic (Kleene, *Introduction to Metamathematics*, 1952, §64): a result is
decided as soon as no completion of the unknown parts could change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Verdict(Enum):
    """What can be said of a criterion or a measure for one firm, on what is known of it."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


MET = Verdict.MET
NOT_MET = Verdict.NOT_MET
UNKNOWN = Verdict.UNKNOWN


def verdict_of(truth: bool) -> Verdict:
    """Turn a decided yes or no into a verdict."""
    return MET if truth else NOT_MET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when every part is met; one part not met decides, whatever else is unknown.

    >>> all_of([MET, UNKNOWN]) is UNKNOWN, all_of([UNKNOWN, NOT_MET]) is NOT_MET, all_of([]) is MET
    (True, True, True)
    """
    result = MET
    for verdict in verdicts:
        if verdict is NOT_MET:
            return NOT_MET
        if verdict is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met when one part is met, whatever else is unknown.

    >>> any_of([NOT_MET, UNKNOWN]) is UNKNOWN, any_of([UNKNOWN, MET]) is MET, any_of([]) is NOT_MET
    (True, True, True)
    """
    result = NOT_MET
    for verdict in verdicts:
        if verdict is MET:
            return MET
        if verdict is UNKNOWN:
            result = UNKNOWN
    return result


def negation(verdict: Verdict) -> Verdict:
    """Swap met and not met; what is unknown stays unknown."""
    if verdict is MET:
        return NOT_MET
    if verdict is NOT_MET:
        return MET
    return UNKNOWN
