"""The EU size of an enterprise: micro, small, medium or large.

Recommendation 2003/361/EC, annex, art. 2 to 6.

A class asks that headcount is below its ceiling and that turnover or balance sheet total does not exceed
its own; so the class is the larger of what headcount says and of the more lenient of the two amounts.
Figures not known, or known only within a band, leave a range of classes, which is decided as soon as both
ends agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from wegwijzer.core.band import Band
from wegwijzer.core.firm.counting import Counted
from wegwijzer.core.firm.relations import Figures, Relation
from wegwijzer.core.firm.size_year import LARGE, SizeCeilings, SizedYear, class_of, known_total, size_year
from wegwijzer.core.firm.two_years import (
    Rank,
    YearAndStatus,
    notes_on_years,
    one_year_on,
    statuses_after,
)

__all__ = [
    "SIZE_CLASSES",
    "Counted",
    "EarlierYear",
    "Figures",
    "Relation",
    "SizeAssessment",
    "SizeCeilings",
    "assess_size",
    "size_and_open_facts",
    "undecided_by",
]

SIZE_CLASSES = ("micro", "small", "medium", "large")
"""The classes by rank, from 0."""

_OWN_FACTS = ("fte", "turnover_eur", "balance_sheet_total_eur")


class EarlierYear(Protocol):
    """The figures of an earlier accounting year; `relations` None: as this year's, figures unknown."""

    @property
    def figures(self) -> Figures: ...
    @property
    def relations(self) -> tuple[Relation, ...] | None: ...


@dataclass(frozen=True, slots=True)
class SizeAssessment:
    """The classes that the firm can have, by rank: from `lowest` up to and including `highest`.

    The totals are those of the firm with all that counts; None when nothing at all is known of one.
    `year_lowest` and `year_highest` are the classes that the year's figures show by themselves, before the
    two-year rule and the rule on public bodies; None there means the same as `lowest` and `highest`.
    `notes` are ids:

    - public_body_25: public bodies control 25 % or more, so the firm is no SME (art. 3(4));
    - two_year_rule_kept_previous: the figures show another class, not yet for two years running (art.
      4(2));
    - third_year_unknown: two years differ and no third is known, so the earlier one's class is kept;
    - two_year_rule_undecided: the earlier years leave open what the year's own figures decide;
    - ownership_differs_between_years: other enterprises count than in an earlier year;
    - relation_figures_unknown: an enterprise counts of which a figure is not known;
    - conflicting_figures: an enterprise stands twice in the tree, with different figures;
    - exempt_investor_linked: an investor of art. 3(2) counts, as it is linked to the firm.
    """

    lowest: Rank
    highest: Rank
    fte: Band | None = None
    turnover_eur: Band | None = None
    balance_sheet_total_eur: Band | None = None
    counted: tuple[Counted, ...] = ()
    notes: tuple[str, ...] = ()
    year_lowest: Rank | None = None
    year_highest: Rank | None = None

    @property
    def size_class(self) -> str:
        """micro, small, medium, large, or unknown while more than one is possible."""
        return SIZE_CLASSES[self.lowest] if self.lowest == self.highest else "unknown"

    @property
    def year_classes(self) -> range:
        """The classes that the year's figures show by themselves."""
        lowest = self.lowest if self.year_lowest is None else self.year_lowest
        highest = self.highest if self.year_highest is None else self.year_highest
        return range(lowest, highest + 1)


def assess_size(
    own: Figures,
    relations: Sequence[Relation] = (),
    *,
    ceilings: SizeCeilings,
    previous: Sequence[SizeAssessment | EarlierYear] | None = None,
    name: str = "",
    enterprise_number: str = "",
) -> SizeAssessment:
    """The size of the firm with the enterprises that count.

    `previous` are the accounting years before this one, newest first and without gaps, for the two-year
    rule. `name` and `enterprise_number` are the firm's own, to recognise it in a chain that comes back to
    it.

    >>> from decimal import Decimal
    >>> from wegwijzer.core.band import exactly
    >>> ceilings = SizeCeilings(*(Decimal(number) for number in (
    ...     10, 2_000_000, 2_000_000, 50, 10_000_000, 10_000_000, 250, 50_000_000, 43_000_000)))
    >>> own = Figures(fte=exactly(8), turnover_eur=exactly(1_500_000))
    >>> assess_size(own, ceilings=ceilings).size_class
    'micro'
    >>> parent = Relation("Parent", Decimal(30), "other", Figures(exactly(30), exactly(9_000_000)))
    >>> assessment = assess_size(own, [parent], ceilings=ceilings)
    >>> assessment.size_class, str(assessment.fte.exact), assessment.counted[0].why
    ('small', '17.0', 'partner')
    """
    return size_and_open_facts(
        own, relations, ceilings=ceilings, previous=previous, name=name, enterprise_number=enterprise_number
    )[0]


def undecided_by(
    own: Figures,
    relations: Sequence[Relation] = (),
    *,
    ceilings: SizeCeilings,
    previous: Sequence[SizeAssessment | EarlierYear] | None = None,
    name: str = "",
    enterprise_number: str = "",
) -> tuple[str, ...]:
    """Which of the firm's own figures could still change its class, whatever else turns out.

    Empty when the class is decided, and when only the figures of relations or of earlier years leave it
    open.
    """
    return size_and_open_facts(
        own, relations, ceilings=ceilings, previous=previous, name=name, enterprise_number=enterprise_number
    )[1]


def size_and_open_facts(
    own: Figures,
    relations: Sequence[Relation] = (),
    *,
    ceilings: SizeCeilings,
    previous: Sequence[SizeAssessment | EarlierYear] | None = None,
    name: str = "",
    enterprise_number: str = "",
) -> tuple[SizeAssessment, tuple[str, ...]]:
    """What `assess_size` and `undecided_by` give, from one adding up."""
    year = size_year(own, relations, ceilings, name=name, enterprise_number=enterprise_number)
    earlier, counted_earlier = _earlier_years(previous or (), relations, ceilings, name, enterprise_number)
    return _assessment(year, earlier, counted_earlier), _open_facts(own, year, earlier)


def _assessment(
    year: SizedYear, earlier: tuple[YearAndStatus, ...], counted_earlier: list[tuple[Counted, ...]]
) -> SizeAssessment:
    classes = year.classes
    possible = {status for rank in classes for status in statuses_after(rank, earlier)}
    notes = set(year.reckoning.notes)
    if year.reckoning.is_publicly_controlled:
        possible = {LARGE}
    elif earlier:
        notes |= notes_on_years(classes, possible, years_before=len(counted_earlier))
    weights = _weights(year.reckoning.counted)
    if any(_weights(counted) != weights for counted in counted_earlier):
        notes.add("ownership_differs_between_years")
    return SizeAssessment(
        min(possible),
        max(possible),
        known_total(year.fte),
        known_total(year.turnover_eur),
        known_total(year.balance_sheet_total_eur),
        year.reckoning.counted,
        tuple(sorted(notes)),
        classes[0],
        classes[-1],
    )


def _open_facts(own: Figures, year: SizedYear, earlier: tuple[YearAndStatus, ...]) -> tuple[str, ...]:
    if year.reckoning.is_publicly_controlled or len(year.classes) == 1:
        return ()
    pasts: list[tuple[YearAndStatus, ...]] = [(pair,) for pair in earlier] or [()]
    found = []
    for place, (fact, figure) in enumerate(
        zip(_OWN_FACTS, (own.fte, own.turnover_eur, own.balance_sheet_total_eur), strict=True)
    ):
        if figure is not None and figure.is_exact:
            continue
        others = [ranks for position, ranks in enumerate(year.ranks) if position != place]
        if any(len(_statuses(place, year.ranks[place], rest, past)) > 1 for rest in product(*others) for past in pasts):
            found.append(fact)
    return tuple(found)


def _statuses(place: int, ranks: range, rest: tuple[Rank, ...], past: tuple[YearAndStatus, ...]) -> set[Rank]:
    """The outcomes as one of the three figures runs over its ranks while the rest stays."""
    found: set[Rank] = set()
    for rank in ranks:
        trial = [*rest[:place], rank, *rest[place:]]
        found |= statuses_after(class_of(trial[0], trial[1], trial[2]), past)
    return found


def _earlier_years(
    previous: Sequence[SizeAssessment | EarlierYear],
    relations: Sequence[Relation],
    ceilings: SizeCeilings,
    name: str,
    enterprise_number: str,
) -> tuple[tuple[YearAndStatus, ...], list[tuple[Counted, ...]]]:
    """What the newest earlier year can have been, and who counted in each of the years."""
    reachable: set[YearAndStatus] = set()
    counted: list[tuple[Counted, ...]] = []
    for entry in reversed(previous):
        if isinstance(entry, SizeAssessment):
            status = range(entry.lowest, entry.highest + 1)
            is_own_class = status == entry.year_classes or "public_body_25" in entry.notes
            reachable = one_year_on(reachable, entry.year_classes, None if is_own_class else status)
            counted.append(entry.counted)
            continue
        year = size_year(
            entry.figures,
            relations if entry.relations is None else entry.relations,
            ceilings,
            name=name,
            enterprise_number=enterprise_number,
            are_relations_of_another_year=entry.relations is None,
        )
        reachable = one_year_on(reachable, year.classes)
        counted.append(year.reckoning.counted)
    return tuple(sorted(reachable)), counted


def _weights(counted: Sequence[Counted]) -> frozenset[tuple[str, str]]:
    """Which enterprises count, and as what."""
    return frozenset((entry.name.casefold(), entry.why) for entry in counted if entry.weight_pct)
