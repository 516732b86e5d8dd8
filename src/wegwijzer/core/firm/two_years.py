"""The two-year rule: one year over or under a ceiling does not change a firm's class yet.

Recommendation 2003/361/EC, annex, art. 4(2): passing a ceiling costs or gives a status only when it holds
for two consecutive accounting periods. That is so for each ceiling apart: small, medium, large in three
years makes medium, for the ceiling of small was passed twice and that of medium once.

The new status is therefore, by rank, the middle one of this year's class, last year's class and last year's
status. The oldest year known stands for its own status.

The rule is applied whatever the cause of the change. The Commission's user guide makes an exception for a
merger or acquisition; the text has none, and the General Court went by two accounting periods in such a case
(T-745/17, Kerkosand). A change of ownership is noted instead. That public bodies control 25 % (art. 3(4)) is
no ceiling and works at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

Rank = int
"""The rank of a class: 0 micro, 1 small, 2 medium, 3 large."""

YearAndStatus = tuple[Rank, Rank]
"""The class that a year's figures show, and the status after that year."""


def status_after(rank: Rank, before: YearAndStatus) -> Rank:
    """The status after a year whose figures show `rank`.

    >>> status_after(3, (1, 1)), status_after(3, (2, 1)), status_after(3, (3, 1)), status_after(1, (3, 1))
    (1, 2, 3, 1)
    """
    return sorted((rank, *before))[1]


def statuses_after(rank: Rank, before: Collection[YearAndStatus]) -> set[Rank]:
    """Every status that is possible, when one of `before` holds; the class itself when no year is known."""
    return {status_after(rank, pair) for pair in before} or {rank}


def one_year_on(
    before: Collection[YearAndStatus], classes: Collection[Rank], statuses: Collection[Rank] | None = None
) -> set[YearAndStatus]:
    """Every pair of class and status after a further year that can show any of `classes`.

    `statuses` are those of the oldest year, where its own history decided them; without, its class is its
    status.
    """
    if before:
        return {(rank, status_after(rank, pair)) for rank in classes for pair in before}
    if statuses is None:
        return {(rank, rank) for rank in classes}
    return {(rank, status) for rank in classes for status in statuses}


def notes_on_years(classes: Collection[Rank], outcome: Iterable[Rank], *, years_before: int) -> set[str]:
    """What there is to say of the rule's effect: ids, explained at `SizeAssessment`."""
    possible = set(outcome)
    if len(classes) > 1:
        return set()
    if len(possible) > 1:
        return {"two_year_rule_undecided"}
    if possible == set(classes):
        return set()
    return {"two_year_rule_kept_previous"} | ({"third_year_unknown"} if years_before == 1 else set())
