"""What a measure is worth to one firm, as a range: the formula read with what is known.

A cost that is not known leaves the range open down to nothing and up to the ceiling.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from wegwijzer.core.band import NOTHING, Band, exactly, hull_of
from wegwijzer.core.catalogue.measure import Amount, AmountPart, EuroCase, PercentageCase
from wegwijzer.core.criteria.nodes import Values
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

_HUNDREDTH = Decimal("0.01")
_AT_LEAST_NOTHING = Band(Decimal(0), None)


class PartWorth(NamedTuple):
    """One part of the amount: its rate in per cent (None for a fixed sum), its ceiling and its worth in euro.

    How it came about: `base` the cost it is a rate of (None while that is not known), `base_rate` and `surcharge` what
    the rate is made of, `unlimited` the euro before ceiling, floor and smallest cost.
    """

    part: AmountPart
    rate: Band | None
    ceiling: Band | None
    worth: Band
    base: Band | None = None
    base_rate: Band | None = None
    surcharge: Band | None = None
    unlimited: Band = NOTHING


class Worth(NamedTuple):
    """The range in euro, with the parts that can apply and the common ceiling."""

    amount: Amount
    total: Band
    ceiling: Band | None
    parts: tuple[PartWorth, ...]


def worth(amount: Amount, values: Values) -> Worth:
    """Read an amount for one firm.

    Values are what is known of firm and project; the result's bands are in euro, rounded to the cent, with an open
    high end where no ceiling is documented.
    """
    parts = tuple(
        _part_worth(part, values) for part in amount.parts if part.when is None or part.when.read(values) is not NOT_MET
    )
    if not parts:
        total = NOTHING
    elif amount.one_of:
        total = hull_of(part.worth for part in parts)
    else:
        total = parts[0].worth
        for part in parts[1:]:
            total = total.plus(part.worth)
    ceiling = _first_match(amount.ceiling, values) if amount.ceiling else None
    if ceiling is not None:
        total = total.capped(ceiling)
    return Worth(amount, total, ceiling, parts)


def _part_worth(part: AmountPart, values: Values) -> PartWorth:
    rate = base_rate = surcharge = known_base = base = None
    if part.fixed:
        result = _first_match(part.fixed, values)
    else:
        base_rate, surcharge = _first_match(part.rate, values), _surcharge(part, values)
        rate = base_rate.plus(surcharge)
        if part.rate_ceiling is not None:
            rate = rate.capped(exactly(part.rate_ceiling))
        known = values.get(part.base) if part.base else None
        if isinstance(known, Band):
            base = known_base = known
            result = in_cents(_from_nothing(known).product(rate).times_share(_HUNDREDTH))
        else:
            base = result = _AT_LEAST_NOTHING
    unlimited = result
    ceiling = _first_match(part.ceiling, values) if part.ceiling else None
    if ceiling is not None:
        result = result.capped(ceiling)
    if part.floor_eur is not None:
        result = _nothing_below(result, result, part.floor_eur)
    if part.minimum_base_eur is not None and base is not None:
        result = _nothing_below(result, base, part.minimum_base_eur)
    if part.when is not None and part.when.read(values) is UNKNOWN:
        result = result.hull(NOTHING)
    return PartWorth(part, rate, ceiling, result, known_base, base_rate, surcharge, unlimited)


def _from_nothing(known: Band) -> Band:
    """A base of less than nothing, such as a loss on innovations, brings nothing."""
    zero = Decimal(0)
    return Band(*(None if end is None else max(end, zero) for end in known))


def _nothing_below(result: Band, measured: Band, minimum: Decimal) -> Band:
    reached = measured.at_least(minimum)
    if reached is MET:
        return result
    return NOTHING if reached is NOT_MET else result.hull(NOTHING)


def _surcharge(part: AmountPart, values: Values) -> Band:
    total = NOTHING
    for surcharge in part.surcharges:
        verdict = MET if surcharge.when is None else surcharge.when.read(values)
        if verdict is MET:
            total = total.plus(surcharge.percentage)
        elif verdict is UNKNOWN:
            total = total.plus(surcharge.percentage.hull(NOTHING))
    return total


def _first_match(cases: Sequence[PercentageCase | EuroCase], values: Values) -> Band:
    """The first case that is met; cases before it that may still be met widen the result, and so does nothing
    at all when no case is sure to be met."""
    band, when = cases[0]
    if when is None:
        return band
    possible: list[Band] = []
    for band, when in cases:
        verdict = MET if when is None else when.read(values)
        if verdict is not NOT_MET:
            possible.append(band)
        if verdict is MET:
            return hull_of(possible)
    return hull_of([*possible, NOTHING])


def in_cents(band: Band) -> Band:
    """The band in whole cents, each end rounded half up."""
    return Band(
        None if band.low is None else band.low.quantize(_HUNDREDTH, ROUND_HALF_UP),
        None if band.high is None else band.high.quantize(_HUNDREDTH, ROUND_HALF_UP),
    )
