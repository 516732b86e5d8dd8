"""How well clashes are found, on labelled pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.agenda.clashes import Clash, ClashRules, Meaning, clash_of
from wegwijzer.readers.agenda.labelled_events import LabelledPair


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of pairs that were rightly found, wrongly found and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found; None when there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class ClashScore:
    """Duplicates, and clashes of themes; in those a pair that is the same event counts as no mistake either way."""

    pairs: int
    same: Score
    theme: Score


def score_clashes(pairs: Sequence[LabelledPair], rules: ClashRules, meaning: Meaning | None = None) -> ClashScore:
    """Compare every pair and count."""
    found = [(pair, clash_of(pair.one, pair.other, rules, meaning)) for pair in pairs]
    same = [(pair.is_same, clash is not None and clash[0] is Clash.SAME) for pair, clash in found]
    theme = [
        (pair.is_clash_of_themes, clash is not None and clash[0] is Clash.THEME)
        for pair, clash in found
        if not pair.is_same
    ]
    return ClashScore(len(pairs), _counted(same), _counted(theme))


def _counted(told: Sequence[tuple[bool, bool]]) -> Score:
    return Score(
        right=sum(is_so and found for is_so, found in told),
        wrong=sum(found and not is_so for is_so, found in told),
        missed=sum(is_so and not found for is_so, found in told),
    )
