"""What a list of events told that could not be taken as it was, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.agenda.event import Event

FATAL_FINDINGS = ("not_calendar", "too_large", "too_many", "cut_off", "no_columns", "no_text")
"""Findings for which nothing of a list is taken: what was known of it stays as it was."""
FINDINGS = (
    *FATAL_FINDINGS,
    *("encoding", "no_title", "no_begin", "bad_time", "ends_early", "too_long_event", "unknown_zone", "repeats_fast"),
    *("repeats_strangely", "repeats_often", "twice", "bad_address", "bad_price"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: its code of `FINDINGS`, where (a title, a row), and the value it is about."""

    code: str
    where: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A list of events as it was read.

    `told` is how many entries it held, `past` how many of those are over or beyond the days ahead that are looked at.
    """

    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    told: int = 0
    past: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the list as a whole could be read."""
        return not any(finding.code in FATAL_FINDINGS for finding in self.findings)


def refused(code: str, value: str = "") -> Reading:
    """A list of which nothing is taken, and why."""
    return Reading(findings=(Finding(code, value=value),))


def in_short(findings: Sequence[Finding], most: int) -> list[Finding]:
    """At most `most` findings, of each kind the first, then the others in order."""
    first = list({finding.code: finding for finding in reversed(findings)}.values())[::-1]
    rest = [finding for finding in findings if finding not in first]
    return [*first, *rest][:most]
