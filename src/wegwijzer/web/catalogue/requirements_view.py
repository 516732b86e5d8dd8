"""For whom: the requirements of a version as sentences, by who can tell whether they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.catalogue.measure import NamedCriterion, Version
from wegwijzer.core.firm.facts import FactDictionary, Nature
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.language import local

GROUPS = ("objective", "declaration", "judgement")
_HARDEST_FIRST = (Nature.JUDGEMENT, Nature.DECLARATION, Nature.OBJECTIVE)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One sentence generated from a criterion, with what is documented beside it."""

    id: str
    sentence: str
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
                Requirement(
                    criterion.id,
                    words.criteria.requirement(criterion.test),
                    (note,) if note and is_last else (),
                )
            )
    return Requirements({group: tuple(lines) for group, lines in groups.items()}, tuple(dict.fromkeys(information)))


def nature_of(criterion: NamedCriterion, facts: FactDictionary) -> Nature:
    """Who can say whether it holds; the least certain of its facts decides."""
    natures = {facts[fact].nature for fact in criterion.test.facts() if fact in facts}
    return next((nature for nature in _HARDEST_FIRST if nature in natures), Nature.OBJECTIVE)
