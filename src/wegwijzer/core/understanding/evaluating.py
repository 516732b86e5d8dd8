"""How well problems are understood and answered: the figures of a file of labelled problems over a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, quantiles

from wegwijzer.core.understanding.labelled import micro_f1

_FIVE = 5


@dataclass(frozen=True, slots=True)
class Expected:
    """A problem with what should come of it: domains, the entry to see first, and others that are useful too."""

    id: str
    text: str
    business: frozenset[str]
    expertise: frozenset[str]
    best: str | None
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it: entries and domains, likeliest first, and how long that took, in milliseconds.

    `said_business` and `said_expertise` are the domains that are said; the chips are the first of all domains.
    """

    entries: tuple[str, ...]
    business: tuple[str, ...]
    expertise: tuple[str, ...]
    said_business: frozenset[str]
    said_expertise: frozenset[str]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or a mean with its 95 % interval (normal, over problems; for F1 by leaving out one problem at a time)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one file.

    Over the problems with a best entry (`ranked` of them): `recall_at_1` and `recall_at_5`, the share whose best entry
    is first or among the first five; `any_at_5`, the share with the best or another useful entry there; `mrr`, the mean
    of one over the place of the best entry; `recall_all_at_5`, the mean share of all useful entries there. Over all:
    micro-F1 of what is said, and the share with a right domain among the first three.
    """

    n: int
    ranked: int
    recall_at_1: Figure
    recall_at_5: Figure
    any_at_5: Figure
    mrr: Figure
    recall_all_at_5: Figure
    business_micro_f1: Figure
    expertise_micro_f1: Figure
    business_in_three: Figure
    expertise_in_three: Figure
    p50_ms: float
    p95_ms: float


def evaluate(problems: Sequence[Expected], answer: Callable[[str], Answered]) -> Figures:
    """Answer every problem and count. Raises ValueError when there are none."""
    if not problems:
        raise ValueError("no problems to score")
    pairs = [(problem, answer(problem.text)) for problem in problems]
    ranked = [(problem, given) for problem, given in pairs if problem.best is not None]
    times = [given.milliseconds for _, given in pairs]
    return Figures(
        n=len(pairs),
        ranked=len(ranked),
        recall_at_1=_mean([float(problem.best in given.entries[:1]) for problem, given in ranked]),
        recall_at_5=_mean([float(problem.best in given.entries[:_FIVE]) for problem, given in ranked]),
        any_at_5=_mean([float(bool(_useful(problem) & set(given.entries[:_FIVE]))) for problem, given in ranked]),
        mrr=_mean([_one_over_place(problem.best, given.entries) for problem, given in ranked]),
        recall_all_at_5=_mean(
            [len(_useful(problem) & set(given.entries[:_FIVE])) / len(_useful(problem)) for problem, given in ranked]
        ),
        business_micro_f1=_f1([(problem.business, given.said_business) for problem, given in pairs]),
        expertise_micro_f1=_f1([(problem.expertise, given.said_expertise) for problem, given in pairs]),
        business_in_three=_mean(
            [float(bool(problem.business & set(given.business[:3]))) for problem, given in pairs if problem.business]
        ),
        expertise_in_three=_mean(
            [float(bool(problem.expertise & set(given.expertise[:3]))) for problem, given in pairs if problem.expertise]
        ),
        p50_ms=round(quantiles(times, n=100)[49], 2) if len(times) > 1 else round(times[0], 2),
        p95_ms=round(quantiles(times, n=100)[94], 2) if len(times) > 1 else round(times[0], 2),
    )


def _useful(problem: Expected) -> frozenset[str]:
    return problem.also | ({problem.best} if problem.best else frozenset())


def _one_over_place(best: str | None, entries: Sequence[str]) -> float:
    return 1 / (entries.index(best) + 1) if best in entries else 0.0


def _mean(values: Sequence[float]) -> Figure:
    if not values:
        return Figure(0.0, 0.0, 1.0)
    middle = mean(values)
    spread = sum((value - middle) ** 2 for value in values) / max(len(values) - 1, 1)
    return _figure(middle, sqrt(spread / len(values)))


def _f1(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Figure:
    """Micro-F1 with a jackknife error over problems."""
    sets = [(set(right), set(found)) for right, found in pairs]
    whole, count = micro_f1(sets), len(sets)
    without = [micro_f1(sets[:place] + sets[place + 1 :]) for place in range(count)] if count > 1 else [whole]
    middle = mean(without)
    return _figure(whole, sqrt((count - 1) / count * sum((value - middle) ** 2 for value in without)))


def _figure(value: float, error: float) -> Figure:
    return Figure(round(value, 4), round(max(0.0, value - 1.96 * error), 4), round(min(1.0, value + 1.96 * error), 4))
