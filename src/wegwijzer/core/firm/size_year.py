"""One year's figures against the ceilings: totals of all that counts, and the classes they allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.firm.counting import Reckoning, reckon
from wegwijzer.core.firm.ownership import build_web
from wegwijzer.core.firm.relations import UNKNOWN_FIGURES, Figures, Relation
from wegwijzer.core.firm.two_years import Rank

LARGE: Rank = 3

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)
_Limits = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class SizeCeilings:
    """The ceilings of annex art. 2 on one day: headcount stays below, the amounts in euro do not exceed."""

    micro_staff: Decimal
    micro_turnover_eur: Decimal
    micro_balance_sheet_total_eur: Decimal
    small_staff: Decimal
    small_turnover_eur: Decimal
    small_balance_sheet_total_eur: Decimal
    medium_staff: Decimal
    medium_turnover_eur: Decimal
    medium_balance_sheet_total_eur: Decimal

    def __post_init__(self) -> None:
        for what, limits in (
            ("staff", self.staff),
            ("turnover_eur", self.turnover_eur),
            ("balance_sheet_total_eur", self.balance_sheet_total_eur),
        ):
            if sorted(limits) != list(limits):
                raise ValueError(
                    f'the "{what}" ceilings {", ".join(map(str, limits))} do not rise from micro to '
                    "medium. Give the ceilings of annex art. 2 in that order."
                )

    @property
    def staff(self) -> _Limits:
        """The headcounts that micro, small and medium stay below."""
        return self.micro_staff, self.small_staff, self.medium_staff

    @property
    def turnover_eur(self) -> _Limits:
        """The turnovers that micro, small and medium do not exceed."""
        return self.micro_turnover_eur, self.small_turnover_eur, self.medium_turnover_eur

    @property
    def balance_sheet_total_eur(self) -> _Limits:
        """The balance sheet totals that micro, small and medium do not exceed."""
        return (
            self.micro_balance_sheet_total_eur,
            self.small_balance_sheet_total_eur,
            self.medium_balance_sheet_total_eur,
        )


@dataclass(frozen=True, slots=True)
class SizedYear:
    """One year's totals, and for each of the three figures the smallest classes that it allows."""

    fte: Band
    turnover_eur: Band
    balance_sheet_total_eur: Band
    ranks: tuple[range, range, range]
    reckoning: Reckoning

    @property
    def classes(self) -> range:
        """The classes that the year's figures allow; without gaps, as figures have none."""
        staff, turnover, balance = self.ranks
        lowest = class_of(staff[0], turnover[0], balance[0])
        return range(lowest, class_of(staff[-1], turnover[-1], balance[-1]) + 1)


def class_of(staff: Rank, turnover: Rank, balance: Rank) -> Rank:
    """The class by annex art. 2: headcount and one of the two amounts, whichever is more lenient."""
    return max(staff, min(turnover, balance))


_ALONE = reckon(build_web(()))


def size_year(
    own: Figures,
    relations: Sequence[Relation],
    ceilings: SizeCeilings,
    *,
    name: str,
    enterprise_number: str,
    are_relations_of_another_year: bool = False,
) -> SizedYear:
    """Add up the year and rank it.

    A figure that is not known can be anything from nothing upwards; so are all the figures of relations
    that are those of another year.
    """
    reckoning = reckon(build_web(relations, name=name, enterprise_number=enterprise_number)) if relations else _ALONE
    counted = [
        (UNKNOWN_FIGURES if are_relations_of_another_year else entry.figures, entry.weight_pct / _HUNDRED)
        for entry in reckoning.counted
        if entry.weight_pct
    ]

    def total(figure: Callable[[Figures], Band | None]) -> Band:
        result = _from_nothing(figure(own))
        for figures, share in counted:
            result = result.plus(_from_nothing(figure(figures)).times_share(share))
        return result

    fte = total(lambda figures: figures.fte)
    turnover = total(lambda figures: figures.turnover_eur)
    balance = total(lambda figures: figures.balance_sheet_total_eur)
    ranks = (
        _ranks(fte, lambda number: sum(number >= limit for limit in ceilings.staff)),
        _ranks(turnover, lambda amount: sum(amount > limit for limit in ceilings.turnover_eur)),
        _ranks(balance, lambda amount: sum(amount > limit for limit in ceilings.balance_sheet_total_eur)),
    )
    return SizedYear(fte, turnover, balance, ranks, reckoning)


def known_total(band: Band) -> Band | None:
    """The total, or None where it only says that there is nothing less than nothing."""
    return None if band == Band(_ZERO, None) else band


def _from_nothing(band: Band | None) -> Band:
    """The figure with its low end filled in: none of the three is ever negative."""
    if band is None:
        return Band(_ZERO, None)
    if band.low is not None:
        return band
    return Band(_ZERO if band.high is None else min(_ZERO, band.high), band.high)


def _ranks(total: Band, rank: Callable[[Decimal], Rank]) -> range:
    lowest = 0 if total.low is None else rank(total.low)
    highest = LARGE if total.high is None else rank(total.high)
    return range(lowest, highest + 1)
