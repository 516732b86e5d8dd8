"""How far two coders agree: Cohen's kappa, sentence by sentence, over the notes that both have read to the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijzer.core.interviews.sentences import sentences
from wegwijzer.core.interviews.study import CODERS, Case, Study


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two yes-or-no judgements of the same `n` units: both yes, only the first, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def n(self) -> int:
        """How many units both judged."""
        return self.both + self.first + self.second + self.neither

    @property
    def observed(self) -> float | None:
        """The share of units on which they say the same; None without units."""
        return (self.both + self.neither) / self.n if self.n else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960): agreement beyond chance, 1 at most.

        None where it is not defined: without units, and where both give the same answer to every unit, so that chance
        alone would make them agree.

        >>> Agreement(both=20, first=5, second=10, neither=15).kappa
        0.4
        """
        if not self.n:
            return None
        yes = (self.both + self.first) * (self.both + self.second)
        no = (self.second + self.neither) * (self.first + self.neither)
        by_chance = yes + no
        whole = self.n * self.n
        if by_chance == whole:
            return None
        return ((self.both + self.neither) * self.n - by_chance) / (whole - by_chance)


def agreement(study: Study) -> dict[str, Agreement]:
    """For each code of the study, how far the two coders agree."""
    return {code.id: _on_code(study.cases, code.id) for code in study.codes}


def pooled(found: Iterable[Agreement]) -> Agreement:
    """All codes together: every pair of a sentence and a code is one judgement."""
    counts = [(one.both, one.first, one.second, one.neither) for one in found]
    return Agreement(*(sum(column) for column in zip(*counts, strict=True))) if counts else Agreement(0, 0, 0, 0)


def _on_code(cases: Iterable[Case], code: str) -> Agreement:
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for case in cases:
        for note in case.notes:
            if not all(case.has_read(coder, note.id) for coder in CODERS):
                continue
            spans = {
                coder: [
                    passage.span
                    for passage in case.passages
                    if passage.note == note.id and passage.coder == coder and code in passage.codes
                ]
                for coder in CODERS
            }
            for unit in sentences(note.text):
                first, second = (any(span.overlaps(unit) for span in spans[coder]) for coder in CODERS)
                counts[first, second] += 1
    return Agreement(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
