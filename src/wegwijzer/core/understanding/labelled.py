"""Problems of firms with what people said they are about: what the reader of needs learns from and is judged on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.language.words import words_of

ALSO = 0.4
"""How right an entry is that is useful but not the one to see first."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What one person says of a problem.

    `business` and `expertise` are ids of domains, the main one first; `best` is the entry to see first (None: nothing
    fits) and `also` what is really useful too.
    """

    business: tuple[str, ...]
    expertise: tuple[str, ...]
    best: str | None
    also: tuple[str, ...] = ()

    @property
    def relevant(self) -> frozenset[str]:
        """The best entry and those that are useful too."""
        return frozenset(self.also) | ({self.best} if self.best else frozenset())


@dataclass(frozen=True, slots=True)
class LabelledProblem:
    """A problem as somebody typed it, with one or more independent labellings, the author's first.

    `business_again` are the domains of business that another reader named, who was asked for nothing else: only to
    learn from, beside the labellings. Empty where nobody was asked.
    """

    id: str
    text: str
    labellings: tuple[Labels, ...]
    language: str = "nl"
    sector: str | None = None
    business_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree on the same problems: the ceiling of what a reader can reach.

    `business_f1` and `expertise_f1` are the micro-F1 of the second labelling against the first, `same_best` the share
    of problems with the same first entry, `near_best` the share where the second's first entry is among the first's.
    """

    n: int
    business_f1: float
    expertise_f1: float
    same_best: float
    near_best: float


def agreement(problems: Sequence[LabelledProblem]) -> Agreement:
    """How far the first two labellings agree; problems with one labelling are left out."""
    pairs = [(one.labellings[0], one.labellings[1]) for one in problems if len(one.labellings) > 1]
    if not pairs:
        return Agreement(0, 0.0, 0.0, 0.0, 0.0)
    return Agreement(
        len(pairs),
        micro_f1([(set(first.business), set(second.business)) for first, second in pairs]),
        micro_f1([(set(first.expertise), set(second.expertise)) for first, second in pairs]),
        sum(first.best == second.best for first, second in pairs) / len(pairs),
        sum(second.best == first.best or second.best in first.relevant for first, second in pairs) / len(pairs),
    )


def disagreements(problems: Iterable[LabelledProblem]) -> tuple[LabelledProblem, ...]:
    """The problems whose first two labellings differ in a domain or in the entry to see first."""
    return tuple(
        one
        for one in problems
        if len(one.labellings) > 1
        and (
            set(one.labellings[0].business) != set(one.labellings[1].business)
            or set(one.labellings[0].expertise) != set(one.labellings[1].expertise)
            or one.labellings[0].best != one.labellings[1].best
        )
    )


def micro_f1(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    """F1 over all labels of all problems together, of (right, said) pairs; 0 when nothing is right or said.

    >>> micro_f1([({"a", "b"}, {"a"}), ({"c"}, {"c"})])
    0.8
    """
    both = right = said = 0
    for expected, found in pairs:
        both += len(expected & found)
        right += len(expected)
        said += len(found)
    return 2 * both / (right + said) if right + said else 0.0


def without_texts(problems: Iterable[LabelledProblem], texts: Iterable[str]) -> tuple[LabelledProblem, ...]:
    """The problems whose words are not, in the same order, those of one of the texts: nothing is judged on itself."""
    known = {words_of(text) for text in texts}
    return tuple(one for one in problems if words_of(one.text) not in known)


def soft_entries(problem: LabelledProblem) -> dict[str, float]:
    """Entry to how right it is for a problem: the one to see first whole, another useful one by `ALSO`."""
    right: dict[str, float] = {}
    share = 1 / len(problem.labellings) if problem.labellings else 0.0
    for labels in problem.labellings:
        for entry in labels.relevant:
            right[entry] = right.get(entry, 0.0) + share * (1.0 if entry == labels.best else ALSO)
    return right


def soft_domains(problem: LabelledProblem, kind: str) -> Mapping[str, float]:
    """Domain to the share of those asked who name it; `kind` is `business` or `expertise`."""
    said = [getattr(labels, kind) for labels in problem.labellings]
    if kind == "business" and problem.business_again:
        said.append(problem.business_again)
    return {name: sum(name in names for names in said) / len(said) for names in said for name in names}
