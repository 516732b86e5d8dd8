"""For whom: the requirements of a version as sentences, by who can tell whether they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.catalogue.measure import NamedCriterion, Version
from wegwijzer.core.criteria.nodes import All, AnyOf, Criterion
from wegwijzer.core.firm.facts import FactDictionary, Nature
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.language import local, say

GROUPS = ("objective", "declaration", "judgement")
_HARDEST_FIRST = (Nature.JUDGEMENT, Nature.DECLARATION, Nature.OBJECTIVE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sentence generated from a criterion, with what is documented beside it.

    A criterion that offers a choice is an opening sentence with one sentence per choice.
    """

    id: str
    sentence: str
    choices: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirements:
    """The requirements by group, and the documented lines that decide nothing but must be known."""

    groups: Mapping[str, tuple[Requirement, ...]]
    information: tuple[str, ...]


def requirements(version: Version, words: AdviceWording) -> Requirements:
    """The requirements of a version whose limits and rules are filled in."""
    criteria = {criterion.id: criterion for criterion in version.criteria}
    groups: dict[str, list[Requirement]] = {group: [] for group in GROUPS}
    information: list[str] = []
    for condition in version.conditions:
        note = local(condition.information, words.language)
        if note and not condition.criteria:
            information.append(note)
        for place, criterion_id in enumerate(condition.criteria, start=1):
            criterion = criteria[criterion_id]
            is_last = place == len(condition.criteria)
            groups[nature_of(criterion, words.facts).value].append(
                _requirement(criterion, words, (note,) if note and is_last else ())
            )
    return Requirements({group: tuple(lines) for group, lines in groups.items()}, tuple(dict.fromkeys(information)))


def _requirement(criterion: NamedCriterion, words: AdviceWording, notes: tuple[str, ...]) -> Requirement:
    test = criterion.test
    if not isinstance(test, AnyOf) or len(test.parts) < 2:
        return Requirement(criterion.id, words.criteria.requirement(test), (), notes)
    choices = tuple(_joined(part, words) for part in test.parts)
    return Requirement(criterion.id, say("catalogue.requirements.any", words.language), choices, notes)


def _joined(choice: Criterion, words: AdviceWording) -> str:
    """A choice that asks several things, as one sentence after the other."""
    parts = choice.parts if isinstance(choice, All) else (choice,)
    return " ".join(words.criteria.requirement(part) for part in parts)


def nature_of(criterion: NamedCriterion, facts: FactDictionary) -> Nature:
    """Who can say whether it holds; the least certain of its facts decides."""
    natures = {facts[fact].nature for fact in criterion.test.facts() if fact in facts}
    return next((nature for nature in _HARDEST_FIRST if nature in natures), Nature.OBJECTIVE)
