"""A year of Wegwijzer's own use, from the tallies: what was opened and searched, and how far visitors came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Sum

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.results import Unmet
from wegwijzer.web.observatory.small_counts import CountTable, count_table
from wegwijzer.web.referral.models import Offer
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import Tally

DROPPED = "dropped_question"

Counts = Counter[tuple[str, str, str]]
"""How often, by kind, subject and detail."""


@dataclass(frozen=True, slots=True)
class OwnUse:
    """What was counted in a year, up to its last day.

    `searched`: searches in all. `made`: roadmaps that visitors saw; with those that stopped at a question, which stand
    among the unmet needs, these are all walks. `not_known`: questions answered with "I don't know". `fits`: roadmaps
    on which a measure fitted. `opened`: measure pages. Numbers that may not be shown are None.
    """

    searched: int | None
    made: int | None
    not_known: CountTable
    fits: CountTable
    opened: CountTable


def own_use(counts: Counts, needs: Unmet, rules: DisclosureRules) -> OwnUse:
    """The year as it may be shown; `needs` are its unmet needs, with which nothing may be worked out together."""
    made = sum(by_subject(counts, Kind.ROADMAP_MADE).values())
    dropped = [found for found in needs.reasons if found.reason == DROPPED and not found.detail]
    is_told = needs.total is not None and not any(found.count is None for found in dropped)
    searched = sum(by_subject(counts, Kind.SEARCH_MADE).values())
    return OwnUse(
        searched if searched >= rules.minimum_count else None,
        made if is_told and made >= rules.minimum_count else None,
        count_table(by_subject(counts, Kind.NOT_KNOWN), rules),
        count_table(by_subject(counts, Kind.MEASURE_FITS), rules),
        count_table(by_subject(counts, Kind.MEASURE_OPENED), rules),
    )


def tallied(year: int, until: date) -> Counts:
    """The tallies of a year up to a day."""
    rows = Tally.objects.filter(day__gte=date(year, 1, 1), day__lte=until)
    summed = rows.values_list("kind", "subject", "detail").annotate(Sum("count")).order_by()
    return Counter({(kind, subject, detail): count for kind, subject, detail, count in summed})


def by_subject(counts: Counts, wanted: Kind) -> Counter[str]:
    """The tallies of one kind, by subject."""
    found: Counter[str] = Counter()
    for (kind, subject, _), count in counts.items():
        if kind == wanted.value:
            found[subject] += count
    return found


def years_counted(today: date) -> range:
    """The years in which anything was counted, or offered to a desk, up to this one."""
    first = Tally.objects.aggregate(Min("day"))["day__min"]
    offered = Offer.objects.aggregate(Min("offered_at"))["offered_at__min"]
    years = [moment.year for moment in (first, offered) if moment is not None]
    return range(min(years, default=today.year + 1), today.year + 1)
