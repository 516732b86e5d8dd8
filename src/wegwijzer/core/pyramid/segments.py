"""Place firms in the innovation pyramid by table 12 of the report (ECOOM, after Gibcus & de Jong 2008).

The tests go from the top: koploper, ontwikkelaar, toepasser, volger, niet-innovatief. A firm whose missing answers
could change its segment is undecided, with the segments that are still possible. This is exact: every pattern of
yes, no and missing is worked out beforehand from all its completions, and a firm is looked up in that table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from wegwijzer.core.pyramid.answers import EXTRA_QUESTIONS, MISSING, QUESTIONS, Trits

Masks = npt.NDArray[np.uint8]
"""A set of segments a firm, a bit each (bit 0: koploper)."""

UNDECIDED = "undecided"


class Segment(IntEnum):
    """The five layers, from the top. The value is the layer's place; the id is what files and contracts use."""

    KOPLOPER = 0
    ONTWIKKELAAR = 1
    TOEPASSER = 2
    VOLGER = 3
    NIET_INNOVATIEF = 4

    @property
    def id(self) -> str:
        """The name in files and contracts."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Reading:
    """How the open ends of table 12 are read; the defaults are the table as printed (ADR 15).

    `spending_makes_volger` and `staff_makes_volger`: 22f and 25 count as a sign of innovation for a volger, though the
    table leaves them out of that list. `ongoing_makes_volger` and `abandoned_makes_volger`: so do activities under way
    and abandoned ones. `own_makes_volger`: so do 10a and 16a, own development. `own_makes_ontwikkelaar`: whoever
    developed an innovation is an ontwikkelaar, also without R&D, spending or staff for it.
    """

    spending_makes_volger: bool = False
    staff_makes_volger: bool = False
    ongoing_makes_volger: bool = False
    abandoned_makes_volger: bool = False
    own_makes_volger: bool = False
    own_makes_ontwikkelaar: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """The answers that decide under this reading."""
        extra = {"ongoing": self.ongoing_makes_volger, "abandoned": self.abandoned_makes_volger}
        return (*QUESTIONS, *(name for name in EXTRA_QUESTIONS if extra[name]))


PRINTED = Reading()
"""Table 12 as printed."""

_INTRODUCED = ("q8a", "q8b", "q14a", "q14b", "q14c")
_SIGNS = (*_INTRODUCED, "q11a", "q21a", "q21d", "q29")


def segment_of(answers: Mapping[str, bool], reading: Reading = PRINTED) -> Segment:
    """The segment of a firm all of whose answers are known.

    >>> firm = dict.fromkeys(PRINTED.questions, False)
    >>> segment_of({**firm, "q14c": True, "q29": True}).id
    'toepasser'
    """
    own_process, own_product = answers["q16a"], answers["q10a"]
    research, spending, staff = answers["q21a"], answers["q22f"], answers["q25"]
    if ((own_product and answers["q11a"]) or own_process) and research and spending and staff:
        return Segment.KOPLOPER
    if (own_product or own_process) and (research or spending or staff or reading.own_makes_ontwikkelaar):
        return Segment.ONTWIKKELAAR
    if any(answers[name] for name in _INTRODUCED) and (answers["q21d"] or answers["q29"]):
        return Segment.TOEPASSER
    signs = [answers[name] for name in _SIGNS]
    signs += [spending] if reading.spending_makes_volger else []
    signs += [staff] if reading.staff_makes_volger else []
    signs += [own_product, own_process] if reading.own_makes_volger else []
    signs += [answers["ongoing"]] if reading.ongoing_makes_volger else []
    signs += [answers["abandoned"]] if reading.abandoned_makes_volger else []
    return Segment.VOLGER if any(signs) else Segment.NIET_INNOVATIEF


@lru_cache(maxsize=8)
def possible_by_pattern(reading: Reading) -> Masks:
    """The segments that some completion gives, for every pattern of answers: an axis a question, no, yes, missing."""
    names = reading.questions
    table = np.zeros((3,) * len(names), np.uint8)
    for pattern in product((0, 1), repeat=len(names)):
        answers = dict(zip(names, map(bool, pattern), strict=True))
        table[pattern] = 1 << segment_of(answers, reading)
    for axis in range(len(names)):
        by_answer = np.moveaxis(table, axis, 0)
        by_answer[MISSING] = by_answer[0] | by_answer[1]
    return table.reshape(-1)


@dataclass(frozen=True, slots=True)
class Placed:
    """Many firms placed: the segments still possible of each, one bit a segment."""

    possible: Masks

    @property
    def is_decided(self) -> npt.NDArray[np.bool_]:
        """Which firms have one segment left."""
        single: npt.NDArray[np.bool_] = (self.possible & (self.possible - 1)) == 0
        return single

    def of(self, segment: Segment) -> npt.NDArray[np.bool_]:
        """Which firms are decidedly in a segment."""
        found: npt.NDArray[np.bool_] = self.possible == 1 << segment
        return found

    def may_be(self, segment: Segment) -> npt.NDArray[np.bool_]:
        """Which firms may be in a segment."""
        return (self.possible >> segment & 1).astype(np.bool_)


def place_in_pyramid(answers: Mapping[str, Trits], reading: Reading = PRINTED) -> Placed:
    """Place firms by their answers; a question that is not given is missing for all of them."""
    names = reading.questions
    rows = len(next(iter(answers.values()))) if answers else 0
    index = np.zeros(rows, np.int32)
    for name in names:
        index *= 3
        given = answers.get(name)
        index += MISSING if given is None else given
    return Placed(possible_by_pattern(reading)[index])


def out_of_reach(absent: Collection[str], reading: Reading = PRINTED) -> tuple[Segment, ...]:
    """The segments that no firm is decidedly in while these answers are missing for every firm.

    >>> [segment.id for segment in out_of_reach(["q25"])]
    ['koploper']
    """
    names = reading.questions
    axes = tuple(MISSING if name in absent else slice(None) for name in names)
    left = np.unique(possible_by_pattern(reading).reshape((3,) * len(names))[axes])
    return tuple(segment for segment in Segment if 1 << segment not in left)


def segments_in(mask: int) -> tuple[Segment, ...]:
    """The segments of a mask, from the top."""
    return tuple(segment for segment in Segment if mask >> segment & 1)


def deciding_answers(answers: Mapping[str, int], reading: Reading = PRINTED) -> tuple[str, ...]:
    """A smallest set of a firm's answers that leaves the same segments possible: what decided it.

    No answer can be taken away from it. Where several sets are as small in this sense, answers from the end of the
    questionnaire are dropped first, so that what is kept is what was asked first.
    """
    names = reading.questions
    table = possible_by_pattern(reading).reshape((3,) * len(names))
    pattern = [answers.get(name, MISSING) for name in names]
    wanted = table[tuple(pattern)]
    for place in reversed(range(len(names))):
        kept, pattern[place] = pattern[place], MISSING
        if table[tuple(pattern)] != wanted:
            pattern[place] = kept
    return tuple(name for name, answer in zip(names, pattern, strict=True) if answer != MISSING)


def moved(answers: Mapping[str, Trits], reading: Reading) -> npt.NDArray[np.bool_]:
    """Which firms another reading of table 12 places otherwise than the printed one."""
    moves: npt.NDArray[np.bool_] = place_in_pyramid(answers, reading).possible != place_in_pyramid(answers).possible
    return moves
