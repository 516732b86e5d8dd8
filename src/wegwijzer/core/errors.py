"""Errors of the core. Each says what is wrong, where, what was expected and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches


class WegwijzerError(Exception):
    """Something the person who gave the input can mend; its text is meant to be shown to them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input.

    `where` is a file with a line, or a path inside the input; `problem` what is wrong there; `expected` what
    would have been right.
    """

    where: str
    problem: str
    expected: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.problem}" if self.where else self.problem
        return f"{text} Expected: {self.expected}" if self.expected else text


class InputError(WegwijzerError):
    """An input with one or more faults, all of them reported together."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class UnknownEntryError(WegwijzerError):
    """A measure, organisation or fact that there is not; it names the nearest ones there are."""

    def __init__(self, kind: str, wanted: str, known: Sequence[str]) -> None:
        self.kind, self.wanted = kind, wanted
        self.nearest = tuple(get_close_matches(wanted.casefold(), known, n=3, cutoff=0.5))
        hint = f"Nearest: {', '.join(self.nearest)}." if self.nearest else f"There are {len(known)}."
        super().__init__(f'unknown {kind} "{wanted}". {hint}')


class NoPeriodError(WegwijzerError):
    """No version of the measure covers the day; it names the periods there are, and never picks the nearest."""

    def __init__(self, measure_id: str, on: date, periods: Sequence[str]) -> None:
        self.measure_id, self.on, self.periods = measure_id, on, tuple(periods)
        super().__init__(
            f"{measure_id}: no period covers {on.isoformat()}. "
            f"Documented periods: {'; '.join(periods)}. Give a day inside one of them."
        )
