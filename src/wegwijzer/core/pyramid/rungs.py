"""What the next rung of the pyramid asks of a firm: the smallest change of answers that lifts it.

Every test of table 12 asks for something to be there, so only answers that become yes lift a firm. What it does not
know counts as absent here; the caller says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

from wegwijzer.core.pyramid.answers import NO, YES
from wegwijzer.core.pyramid.placing import PLAIN_QUESTIONS, QUESTION_IDS, counting, standing
from wegwijzer.core.pyramid.segments import Segment

Way = tuple[str, ...]

_FOLLOWS = {question.id: question.follows for question in PLAIN_QUESTIONS}


@dataclass(frozen=True, slots=True)
class Rung:
    """A higher segment, and what must become true for it: one question of every group, in the order of the survey.

    `ways` are all the smallest sets of answers that would have to be yes. When the ways cannot be told as groups,
    `groups` are those of the first way, a question each.
    """

    segment: Segment
    ways: tuple[Way, ...]
    groups: tuple[Way, ...]


def next_rungs(known: Mapping[str, int]) -> tuple[Rung, ...]:
    """The segments that the smallest change gives, above the lowest that is still possible; the nearest first.

    Mostly there is one. Where the same number of answers also gives a segment higher up, that one follows. A koploper
    has none.

    >>> (rung,) = next_rungs(dict.fromkeys(("product", "process", "research", "bought_knowledge", "together"), NO))
    >>> rung.segment.id, rung.ways[:2]
    ('volger', (('product',), ('process',)))
    """
    counted = {name: answer for name, answer in counting(known).items() if answer == YES}
    here = segment_with(counted)
    missing = [name for name in QUESTION_IDS if name not in counted]
    for size in range(1, len(missing) + 1):
        reached: dict[Segment, list[Way]] = {}
        for way in combinations(missing, size):
            segment = segment_with({**counted, **dict.fromkeys(way, YES)}) if _is_possible(way, counted) else here
            if segment < here:
                reached.setdefault(segment, []).append(way)
        if reached:
            return tuple(
                Rung(segment, tuple(ways), _groups(tuple(ways)))
                for segment, ways in sorted(reached.items(), key=lambda item: -item[0])
            )
    return ()


def segment_with(yes: Mapping[str, int]) -> Segment:
    """The segment of a firm that does what it says yes to, and nothing else."""
    answers = dict.fromkeys(QUESTION_IDS, NO)
    for name in yes:
        answers[name] = YES
        parent = _FOLLOWS[name]
        if parent is not None:
            answers[parent] = YES
    return standing(answers).possible[0]


def _is_possible(way: Way, counted: Mapping[str, int]) -> bool:
    """Whether nothing in it presupposes a change that is not in it; what a yes presupposes is a yes already."""
    presupposed = {_FOLLOWS[name] for name in counted}
    return all(
        (parent := _FOLLOWS[name]) is None or parent in way or parent in counted or parent in presupposed
        for name in way
    )


def _groups(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """The ways as a choice from each of some groups, where they are exactly that: names that never go together."""
    names = [name for name in QUESTION_IDS if any(name in way for way in ways)]
    groups: list[list[str]] = []
    for name in names:
        for group in groups:
            if not any(name in way and other in way for way in ways for other in group):
                group.append(name)
                break
        else:
            groups.append([name])
    told = {frozenset(choice) for choice in product(*groups)}
    if told == {frozenset(way) for way in ways}:
        return tuple(tuple(group) for group in groups)
    return tuple((name,) for name in ways[0])
