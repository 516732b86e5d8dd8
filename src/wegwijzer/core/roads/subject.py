"""Subjects: what a firm can get stuck on, what to do first, and which doors a solved problem opens (report §3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from wegwijzer.core.firm.facts import Text


class Basis(Enum):
    """What a subject rests on: a paragraph of the 2016 report, an entry of the catalogue, or our own judgement."""

    REPORT = "report"
    CATALOGUE = "facts"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do this week. `who` are ids of roles or organisations, the one to try first in front.

    The last of `who` is one that every firm can call, wherever it is and whatever it makes. `pays` are ids of
    measures that may pay for the step.
    """

    do: Text
    who: tuple[str, ...]
    pays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A neighbouring subject that opens once this one is solved, and why in one sentence."""

    to: str
    because: Text


@dataclass(frozen=True, slots=True)
class Subject:
    """One problem in a firm's words. The first of `business_domains` is the one it is mainly about.

    `name` is what it is called where it opens as a door, `label` how a firm says that it has the problem. `sayings` are
    a few other ways of saying so, in Dutch: whatever reads a need compares with them, and they are shown to nobody.
    `sectors` are the sectors that meet it more than others; empty means any. `reference` names the paragraph or the
    catalogue entry of its basis, and is empty for our own judgement.
    """

    id: str
    name: Text
    label: Text
    when: Text
    sayings: tuple[str, ...]
    business_domains: tuple[str, ...]
    expertise_domains: tuple[str, ...]
    sectors: tuple[str, ...]
    first_steps: tuple[FirstStep, ...]
    next_doors: tuple[Door, ...]
    asks_more: tuple[Text, ...]
    basis: Basis
    reference: str = ""

    @property
    def main_domain(self) -> str:
        """The business domain that the subject is mainly about."""
        return self.business_domains[0]


@dataclass(frozen=True, slots=True)
class Roads:
    """All subjects by id, in the order of their files."""

    subjects: Mapping[str, Subject] = field(hash=False)

    def __getitem__(self, subject_id: str) -> Subject:
        return self.subjects[subject_id]

    def reachable_from(self, start: str) -> frozenset[str]:
        """The subjects that a firm can come to, door after door, the start included."""
        return reachable(
            {id_: [door.to for door in subject.next_doors] for id_, subject in self.subjects.items()}, start
        )


def reachable(doors: Mapping[str, list[str]], start: str) -> frozenset[str]:
    """Every id that doors lead to from a start, the start included.

    >>> sorted(reachable({"a": ["b"], "b": ["a"], "c": ["a"]}, "a"))
    ['a', 'b']
    """
    found, waiting = {start}, [start]
    while waiting:
        for door in doors.get(waiting.pop(), []):
            if door not in found:
                found.add(door)
                waiting.append(door)
    return frozenset(found)
