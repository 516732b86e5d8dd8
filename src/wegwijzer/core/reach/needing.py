"""Needs that stayed unmet, by reason, and what became of referrals: counts of events, small ones hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.disclosing import hidden_counts, hidden_grouped
from wegwijzer.core.reach.intervals import rate
from wegwijzer.core.reach.results import OutcomeCount, ReasonCount, Unmet, Waiting, WaitingPoint
from wegwijzer.core.reach.waiting import median_wait, replied_by, waiting_curve

REASONS = ("no_answer", "declined", "one_criterion", "dropped_question")
"""Why a need stays unmet: a search that finds nothing, an offer that is declined, one criterion that alone stands in
the way (its `detail` says which), and a question at which somebody stopped (its `detail` says which)."""

UNSPECIFIED = "unspecified"
"""The detail of a count without one, where others of its reason have one."""

Integers = npt.NDArray[np.int64]

OUTCOMES = ("helped", "referred_on", "refused", "withdrawn", "unanswered", "open")
"""How a referral ended; `unanswered` was closed without a reply."""

GRID = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0)
"""The days at which the share with a reply is told."""


@dataclass(frozen=True, eq=False)
class Referrals:
    """Referrals, one a row: day numbers (`date.toordinal`) of sending and of the first reply (0: none yet), and how it
    ended, as a place in `OUTCOMES`."""

    sent: Integers
    replied: Integers
    outcome: Integers
    is_synthetic: bool = False


def waiting_of(referrals: Referrals, year: int, *, on: date, rules: DisclosureRules) -> Waiting:
    """The referrals sent in a year, as they stand at the end of a day. A later reply is not known on that day."""
    first, last, today = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), on.toordinal()
    chosen = (referrals.sent >= first) & (referrals.sent <= min(last, today))
    sent, reply = referrals.sent[chosen], referrals.replied[chosen]
    has_reply = (reply > 0) & (reply <= today)
    days = np.where(has_reply, reply, today) - sent
    # What ended after that day was still open on it.
    outcome = np.where((reply > today), OUTCOMES.index("open"), referrals.outcome[chosen])
    places, counts = np.unique(outcome, return_counts=True)
    outcomes = {OUTCOMES[int(place)]: int(count) for place, count in zip(places, counts, strict=True)}
    return waiting(year, days.astype(np.float64), has_reply, outcomes, rules)


def unmet(year: int, counts: Mapping[tuple[str, str], int], rules: DisclosureRules) -> Unmet:
    """The unmet needs of a year; `counts` are by reason and detail ("" for none).

    Each reason comes with its sum, and below it its details, the most frequent first.
    """
    whole = _tidied(counts)
    total = sum(whole.values())
    if total < rules.minimum_count:
        return Unmet(year, 0 if total == 0 else None, ())
    hidden = hidden_grouped(whole, rules)
    found = []
    reasons = dict.fromkeys((*(one for one in REASONS if any(one == at for at, _ in whole)), *(at for at, _ in whole)))
    for reason in reasons:
        parts = {detail: count for (at, detail), count in whole.items() if at == reason}
        found.append(_reason(reason, "", sum(parts.values()), total, (reason, "") in hidden))
        for detail in sorted(parts, key=lambda name: (-parts[name], name)):
            if detail:
                found.append(_reason(reason, detail, parts[detail], total, (reason, detail) in hidden))
    return Unmet(year, total, tuple(found))


def waiting(
    year: int,
    days: npt.NDArray[np.float64],
    replied: npt.NDArray[np.bool_],
    outcomes: Mapping[str, int],
    rules: DisclosureRules,
) -> Waiting:
    """How long the referrals of a year wait for a first reply, and how they ended.

    `days` are those until the first reply, or until the last day looked at where there is none; `outcomes` counts the
    referrals by how they ended.
    """
    least, count = rules.minimum_count, len(days)
    still = count - int(replied.sum())
    if count < least:
        return Waiting(year, 0 if count == 0 else None, None, None)
    steps = waiting_curve(days, replied)
    hidden = hidden_counts(outcomes, rules)
    few = 0 < still < least or 0 < count - still < least
    return Waiting(
        year=year,
        referrals=count,
        still_waiting=None if few else still,
        median=None if few else median_wait(steps),
        within=() if few else _within(days, replied, GRID, least),
        curve=() if few else _within(days, replied, tuple(step.days for step in steps), least),
        outcomes=tuple(
            OutcomeCount(name, None, None)
            if name in hidden
            else OutcomeCount(name, outcomes[name], rate(outcomes[name], sum(outcomes.values())).share)
            for name in dict.fromkeys((*(one for one in OUTCOMES if one in outcomes), *outcomes))
        ),
    )


def _within(
    days: npt.NDArray[np.float64], replied: npt.NDArray[np.bool_], grid: tuple[float, ...], least: int
) -> tuple[WaitingPoint, ...]:
    """The curve at some days, leaving out those between which fewer than `least` replies came."""
    steps = waiting_curve(days, replied)
    points: list[WaitingPoint] = []
    before = 0
    longest = float(days.max())
    all_replies = int(replied.sum())
    for day in grid:
        so_far = int((replied & (days <= day)).sum())
        if day > longest or so_far - before < least or 0 < all_replies - so_far < least:
            continue
        points.append(WaitingPoint(day, replied_by(steps, day)))
        before = so_far
    return tuple(points)


def _reason(reason: str, detail: str, count: int, total: int, is_hidden: bool) -> ReasonCount:
    if is_hidden:
        return ReasonCount(reason, detail, None, None)
    return ReasonCount(reason, detail, count, rate(count, total).share)


def _tidied(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Counts above nil; an empty detail gets a name where others of its reason have one."""
    known = {place: count for place, count in counts.items() if count > 0}
    detailed = {reason for reason, detail in known if detail}
    found: dict[tuple[str, str], int] = {}
    for (reason, detail), count in known.items():
        place = (reason, UNSPECIFIED if not detail and reason in detailed else detail)
        found[place] = found.get(place, 0) + count
    return found
