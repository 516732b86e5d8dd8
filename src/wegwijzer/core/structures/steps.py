"""The steps of a firm's road at which somebody can help, and which of them a role of an organisation covers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Step(Enum):
    """Solving a problem, testing something, developing it, bringing it to the market; in the order of the road."""

    PROBLEM = "problem"
    TEST = "test"
    DEVELOP = "develop"
    MARKET = "market"


class Basis(Enum):
    """Whether a text says so, or we judged so."""

    SOURCE = "source"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class RoleSteps:
    """The steps at which organisations of a role help; none: no desk for the substance of a question.

    `source` is the text that says so, "" for our own judgement; `why` is our reading of it.
    """

    role: str
    steps: tuple[Step, ...]
    basis: Basis
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class MapRules:
    """What the map is made with: steps by role, from how many structures one speaks of an overlap, which provinces."""

    roles: dict[str, RoleSteps]
    many: int
    provinces: tuple[str, ...]
