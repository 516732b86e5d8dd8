"""Answer the problems that ship with the package, over its own catalogue, in the names that their labels use."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from wegwijzer.core.understanding.evaluating import Answered, Expected
from wegwijzer.core.understanding.labelled import LabelledProblem
from wegwijzer.readers.reader_model import shipped_reader
from wegwijzer.readers.search_index.learnt_entries import label_of
from wegwijzer.readers.search_index.shipped import shipped_search


def expected_of(problems: Iterable[LabelledProblem]) -> tuple[Expected, ...]:
    """What the first person to label each problem expects."""
    return tuple(
        Expected(
            problem.id,
            problem.text,
            frozenset(problem.labellings[0].business),
            frozenset(problem.labellings[0].expertise),
            problem.labellings[0].best,
            frozenset(problem.labellings[0].also),
        )
        for problem in problems
    )


def answered(text: str) -> Answered:
    """What the search and the reader that ship say of a problem."""
    begun = perf_counter()
    searcher = shipped_search().searcher
    candidates = searcher.candidates(text)
    ranked = searcher.ranked(candidates)
    reading = shipped_reader().read(candidates.text)
    milliseconds = 1000 * (perf_counter() - begun)
    return Answered(
        tuple(dict.fromkeys(label_of(one.candidate.id) for one in ranked)),
        tuple(one.id for one in reading.business),
        tuple(one.id for one in reading.expertise),
        frozenset(one.id for one in reading.business if one.is_said),
        frozenset(one.id for one in reading.expertise if one.is_said),
        milliseconds,
    )
