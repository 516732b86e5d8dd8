"""The steps of one part of an amount: what counts, at which rate, within which limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wegwijzer.core.band import NOTHING, Band, exactly
from wegwijzer.core.catalogue.amounts import PartWorth
from wegwijzer.core.support.steps import Basis, Step, euro, fact, percent, text
from wegwijzer.core.truth import MET


def part_steps(worth_of: PartWorth, basis: Basis) -> Iterator[Step]:
    """How one part came about, from its cost to its limits."""
    part, rate = worth_of.part, worth_of.rate
    if rate is None:
        name = "fixed" if worth_of.unlimited.is_exact else "fixed_open"
        yield Step(name, {"part": text(part.label), "result": euro(worth_of.unlimited)}, basis)
    elif worth_of.base is None:
        yield Step("base_unknown", {"base": fact(part.base or ""), "rate": percent(rate)}, basis)
    else:
        yield Step("base", {"base": fact(part.base or ""), "cost": euro(worth_of.base)}, basis)
        yield from _rate_steps(worth_of, rate, basis)
        figures = {"cost": euro(worth_of.base), "rate": percent(rate), "result": euro(worth_of.unlimited)}
        yield Step("share", figures, basis)
    if part.minimum_base_eur is not None and worth_of.base is not None:
        is_enough = worth_of.base.at_least(part.minimum_base_eur) is MET
        name = "smallest_cost_kept" if is_enough else "smallest_cost"
        yield _limited(name, "minimum", exactly(part.minimum_base_eur), worth_of.worth, basis)
    if worth_of.ceiling is not None:
        yield limit_step("ceiling", worth_of.unlimited, worth_of.ceiling, worth_of.worth, basis)
    if part.floor_eur is not None:
        name = "floor_kept" if worth_of.unlimited.at_least(part.floor_eur) is MET else "floor"
        yield _limited(name, "minimum", exactly(part.floor_eur), worth_of.worth, basis)


def limit_step(name: str, before: Band, ceiling: Band, after: Band, basis: Basis) -> Step:
    """A ceiling: told apart whether the amount certainly keeps to it."""
    is_kept = before.high is not None and ceiling.at_least(before.high) is MET
    return _limited(f"{name}_kept" if is_kept else name, "ceiling", ceiling, after, basis)


def sum_of(amounts: Iterable[Band]) -> Band:
    """The sum of amounts; nothing when there are none."""
    total = NOTHING
    for amount in amounts:
        total = total.plus(amount)
    return total


def _limited(name: str, limit: str, value: Band, result: Band, basis: Basis) -> Step:
    figures = {limit: euro(value)}
    return Step(name, figures if name.endswith("_kept") else {**figures, "result": euro(result)}, basis)


def _rate_steps(worth_of: PartWorth, rate: Band, basis: Basis) -> Iterator[Step]:
    """Where a surcharge makes the rate: how; a rate without one is told with the share."""
    base, surcharge = worth_of.base_rate or rate, worth_of.surcharge or NOTHING
    if surcharge == NOTHING:
        return
    figures = {"base": percent(base), "plus": percent(surcharge), "rate": percent(rate)}
    limit = worth_of.part.rate_ceiling
    if limit is not None and base.plus(surcharge) != rate:
        yield Step("rate_limited", {**figures, "limit": percent(exactly(limit))}, basis)
    else:
        yield Step("rate_sum", figures, basis)
