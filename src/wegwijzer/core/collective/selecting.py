"""Which projects firms want most: each firm weighs the same, however many projects it likes.

The report's firms ask to choose among possible projects within their trade (§2.6.4, §3.11); this turns their answers
into an order that no single firm can carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

INTEREST = (0, 1, 2, 3)
"""From no interest to very much."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one firm says of the projects it was shown: interest by project, and those it would do first, in order.

    Only projects with interest count; naming one without interest first does not.
    """

    firm: str
    interest: Mapping[str, int]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """How much one project is wanted. `votes` is the sum of the firms' shares: a firm's shares add up to one."""

    project: str
    firms: int
    strongly: int
    votes: Fraction


def support_of(ballots: Iterable[Ballot], projects: Iterable[str]) -> tuple[Support, ...]:
    """The projects, most wanted first: by votes, then by firms, then by name, so that ties do not depend on order.

    A firm's one vote is shared over what it likes, by interest; the first of its priorities counts double, the second
    one and a half. A firm that sends two ballots is heard once, by the last. Raises ValueError for an interest outside
    the scale.
    """
    last = {ballot.firm: ballot for ballot in ballots}
    votes = dict.fromkeys(projects, Fraction(0))
    firms, strongly = dict.fromkeys(votes, 0), dict.fromkeys(votes, 0)
    for ballot in last.values():
        weights = {
            project: interest * _priority(ballot, project) for project, interest in _liked(ballot, votes).items()
        }
        whole = sum(weights.values())
        for project, weight in weights.items():
            votes[project] += weight / whole
            firms[project] += 1
            strongly[project] += ballot.interest[project] == INTEREST[-1]
    found = [Support(project, firms[project], strongly[project], votes[project]) for project in votes]
    return tuple(sorted(found, key=lambda one: (-one.votes, -one.firms, one.project)))


def _liked(ballot: Ballot, projects: Iterable[str]) -> dict[str, int]:
    for project, interest in ballot.interest.items():
        if interest not in INTEREST:
            raise ValueError(f"interest in {project} is {interest}; it goes from {INTEREST[0]} to {INTEREST[-1]}")
    return {project: ballot.interest[project] for project in projects if ballot.interest.get(project, 0) > 0}


def _priority(ballot: Ballot, project: str) -> Fraction:
    if ballot.first[:1] == (project,):
        return Fraction(2)
    return Fraction(3, 2) if ballot.first[1:2] == (project,) else Fraction(1)
