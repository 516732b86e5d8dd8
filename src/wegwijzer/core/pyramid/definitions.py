"""Other definitions of an innovative firm beside the pyramid, for many firms at once.

Every rule is a list of conditions that must all hold, each of which names answers of which one is enough; `not` before
a name means that the answer must be no. No rule wants the same answer to be both yes and no, so that reading a missing
answer in the rule's favour, and then against it, is exact: a firm is undecided only when some completion of its
missing answers meets the rule and another does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.firm.facts import Text
from wegwijzer.core.pyramid.answers import (
    DEFINITION_QUESTIONS,
    EXTRA_QUESTIONS,
    MISSING,
    NO,
    QUESTIONS,
    YES,
    Trits,
)
from wegwijzer.core.pyramid.segments import PRINTED, Reading, Segment, place_in_pyramid

Flags = npt.NDArray[np.bool_]
Rule = tuple[tuple[str, ...], ...]

WHERE_ASKED = ("completed", "organisation", "marketing")
"""Answers that a rule leaves out where the survey has no such question at all."""

PYRAMID, EUROSTAT, EUROSTAT_2018 = "pyramid", "eurostat", "eurostat_2018"

_PRODUCT = ("q8a", "q8b")
_PROCESS = ("q14a", "q14b", "q14c")
_INTRODUCED = (*_PRODUCT, *_PROCESS, "organisation", "marketing")
_UNFINISHED = ("ongoing", "abandoned", "completed")
_NOTHING_INTRODUCED: Rule = tuple((f"not {name}",) for name in (*_INTRODUCED, "q10a", "q16a"))
_NOTHING_DONE: Rule = (*_NOTHING_INTRODUCED, *((f"not {name}",) for name in _UNFINISHED))

RULES: Mapping[str, Rule] = {
    EUROSTAT: ((*_PRODUCT, *_PROCESS, "ongoing", "abandoned"),),
    EUROSTAT_2018: ((*_INTRODUCED, *_UNFINISHED),),
    "profile_1": (("q10a",), ("q11a",)),
    "profile_2": (("q10a",), ("not q11a",)),
    "profile_3": (("q16a",), ("not q10a",)),
    "profile_4": (_INTRODUCED, ("not q10a",), ("not q16a",)),
    "profile_5": (*_NOTHING_INTRODUCED, _UNFINISHED),
    "profile_6": (*_NOTHING_DONE, ("potential",)),
    "profile_7": (*_NOTHING_DONE, ("not potential",)),
    "panteia_zzp": (("not has_staff",),),
    "panteia_zzp_product": (("not has_staff",), ("sells_products",)),
    "panteia_zzp_labour": (("not has_staff",), ("not sells_products",)),
    "panteia_young": (("young",),),
    "panteia_starter": (("young",), ("starter",)),
    "panteia_surviving_starter": (("young",), ("not starter",)),
    "panteia_innovative": (("innovative",),),
    "panteia_innovative_growth": (("innovative",), ("strong_growth",)),
    "panteia_innovative_no_growth": (("innovative",), ("not strong_growth",)),
    "panteia_regular": (("has_staff",),),
    "panteia_family": (("has_staff",), ("family_firm",)),
    "panteia_non_family": (("has_staff",), ("not family_firm",)),
}
"""The rule of each definition but the pyramid, whose own table says it. Sources stand with the names, in the data."""

DEFINITIONS = (PYRAMID, *RULES)
"""All definitions that say yes or no of a firm, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What is to be said of a definition.

    `group` is pyramid, eurostat, profiles, panteia or rogers. `is_verified` says whether the rule was found in a
    public source; `note` says what was not, or how the rule is read. `shares` are percentages of all firms, for a
    yardstick that is a fixed distribution and classifies nobody.
    """

    id: str
    group: str
    names: Text
    source: str
    url: str
    is_verified: bool
    note: Text
    needs: tuple[str, ...]
    shares: Mapping[str, float]
    share_names: Mapping[str, Text]


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """For many firms: which meet a definition, and which do not; a firm in neither is undecided."""

    met: Flags
    not_met: Flags

    @property
    def is_undecided(self) -> Flags:
        """Which firms' missing answers could change the outcome."""
        return ~(self.met | self.not_met)


def needs_of(definition: str) -> tuple[str, ...]:
    """The answers that a definition uses."""
    if definition == PYRAMID:
        return PRINTED.questions
    return tuple(dict.fromkeys(name for condition in RULES[definition] for name in _names(condition)))


def lacking(definition: str, given: Collection[str]) -> tuple[str, ...]:
    """The answers for want of which no firm can meet a definition, or none can fail to; none where it can decide.

    `given` are the answers that a survey holds, whatever the firms answered.

    >>> lacking("profile_2", {"q10a"}), lacking("eurostat", {"q8a", "q8b"})[:2]
    (('q11a',), ('q14a', 'q14b'))
    """
    if definition == PYRAMID:
        return () if given else PRINTED.questions
    known = set(given)
    if definition != EUROSTAT and "innovative" not in known and not lacking(EUROSTAT, known):
        known.add("innovative")
    asked = [[name for name in _names(condition) if _is_asked(name, known)] for condition in RULES[definition]]
    asked = [condition for condition in asked if condition]
    can_meet = all(any(name in known for name in condition) for condition in asked)
    can_fail = any(all(name in known for name in condition) for condition in asked)
    if can_meet and can_fail:
        return ()
    return tuple(dict.fromkeys(name for condition in asked for name in condition if name not in known))


def definitions_of(answers: Mapping[str, Trits], reading: Reading = PRINTED) -> dict[str, Decided]:
    """How firms stand under each definition, by id; `reading` is that of table 12, for the pyramid.

    An answer that is not given is missing for every firm; those of `WHERE_ASKED` are then no part of the rule. Raises
    ValueError for a name that is no answer.

    >>> import numpy as np
    >>> found = definitions_of({"q8a": np.array([1, 0, 2], np.int8)})
    >>> found["eurostat"].met.tolist(), found["eurostat"].not_met.tolist()
    ([True, False, False], [False, False, False])
    """
    strange = sorted(set(answers) - {*QUESTIONS, *EXTRA_QUESTIONS, *DEFINITION_QUESTIONS})
    if strange:
        raise ValueError(f"no such answer: {', '.join(strange)}")
    placed = place_in_pyramid(answers, reading)
    result = {PYRAMID: Decided(~placed.may_be(Segment.NIET_INNOVATIEF), placed.of(Segment.NIET_INNOVATIEF))}
    rows = len(placed.possible)
    known = dict(answers)
    for definition, rule in RULES.items():
        result[definition] = _decide(rule, known, rows)
        if definition == EUROSTAT and "innovative" not in known:
            known["innovative"] = _as_answer(result[definition])
    return result


def firm_answers(
    *, staff: npt.NDArray[np.float64] | None = None, age: npt.NDArray[np.float64] | None = None, young_below: float
) -> dict[str, Trits]:
    """Answers that follow from figures: staff in persons beside the owner, age and `young_below` in years.

    A figure that is NaN gives a missing answer.

    >>> import numpy as np
    >>> firm_answers(age=np.array([2, 9, np.nan]), young_below=5)["young"].tolist()
    [1, 0, 2]
    """
    found = {}
    if staff is not None:
        found["has_staff"] = _where_known(staff, staff > 0)
    if age is not None:
        found["young"] = _where_known(age, age < young_below)
    return found


def _where_known(figures: npt.NDArray[np.float64], holds: Flags) -> Trits:
    return np.where(np.isnan(figures), MISSING, np.where(holds, YES, NO)).astype(np.int8)


def _as_answer(decided: Decided) -> Trits:
    return np.where(decided.met, YES, np.where(decided.not_met, NO, MISSING)).astype(np.int8)


def _decide(rule: Rule, answers: Mapping[str, Trits], rows: int) -> Decided:
    met, possible = np.ones(rows, np.bool_), np.ones(rows, np.bool_)
    for condition in rule:
        asked = [literal for literal in condition if _is_asked(literal, answers)]
        if not asked:
            continue
        surely, maybe = np.zeros(rows, np.bool_), np.zeros(rows, np.bool_)
        for literal in asked:
            name = literal.removeprefix("not ")
            wanted = NO if literal != name else YES
            answer = answers.get(name)
            if answer is None:
                maybe[:] = True
                continue
            surely |= answer == wanted
            maybe |= (answer == wanted) | (answer == MISSING)
        met &= surely
        possible &= maybe
    return Decided(met, ~possible)


def _names(condition: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(literal.removeprefix("not ") for literal in condition)


def _is_asked(literal: str, answers: Collection[str]) -> bool:
    name = literal.removeprefix("not ")
    return name in answers or name not in WHERE_ASKED
