"""Whether the costs add up: lines, packages, years and totals, and no amount that can only be a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from wegwijzer.core.dossier.content import (
    NOTHING,
    Content,
    CostLine,
    PartId,
    same_name,
    sums_by_package,
    sums_by_year,
)
from wegwijzer.core.dossier.finding import Finding, met, not_met, unknown

IMPLAUSIBLE_EUR = Decimal(100_000_000)
"""From this amount on a line or a total is taken for a slip: thirty times the highest support of any grant we know."""
_COSTS = PartId.COSTS


def check_costs(content: Content) -> Iterator[Finding]:
    """Every line whole and likely, and lines = packages = years = total, to the cent."""
    for line in content.costs:
        yield from _line(content, line)
    if not content.costs:
        return
    is_whole = content.is_cost_known
    yield from _total(content, is_whole)
    yield from _years(content, is_whole)
    yield from _packages(content, is_whole)


def _line(content: Content, line: CostLine) -> Iterator[Finding]:
    names = {same_name(package.name) for package in content.packages if package.name.strip()}
    if line.euro is None:
        yield unknown("cost_missing", _COSTS, line.row, "euro")
    elif line.euro == NOTHING:
        yield not_met("cost_zero", _COSTS, line.row, "euro")
    elif line.euro < NOTHING:
        yield not_met("cost_negative", _COSTS, line.row, "euro", euro=line.euro)
    elif line.euro >= IMPLAUSIBLE_EUR:
        yield not_met("cost_huge", _COSTS, line.row, "euro", euro=line.euro)
    if not line.kind:
        yield unknown("cost_kind", _COSTS, line.row, "kind")
    if not line.package.strip():
        yield unknown("cost_package", _COSTS, line.row, "package")
    elif same_name(line.package) not in names:
        yield not_met("cost_package_unknown", _COSTS, line.row, "package", package=line.package)
    if line.year is None:
        yield unknown("cost_year", _COSTS, line.row, "year")
    else:
        yield from _year_of_line(content, line, line.year)


def _year_of_line(content: Content, line: CostLine, year: int) -> Iterator[Finding]:
    """A cost falls in a year in which its package runs, as far as the days of the package are known."""
    for package in content.packages:
        if not line.package.strip() or same_name(package.name) != same_name(line.package):
            continue
        if (package.begins and year < package.begins.year) or (package.ends and year > package.ends.year):
            yield not_met("cost_year_outside", _COSTS, line.row, "year", year=year, package=package.name)


def _total(content: Content, is_whole: bool) -> Iterator[Finding]:
    counted = content.cost_sum
    if content.total is None:
        yield replace(unknown("total_missing", _COSTS, field="total", counted=counted), is_advice=True)
    elif not is_whole:
        yield unknown("total_open", _COSTS, field="total", counted=counted, told=content.total)
    elif counted == content.total:
        yield met("total", _COSTS, counted=counted)
    else:
        values: dict[str, Any] = {"counted": counted, "told": content.total, "apart": abs(counted - content.total)}
        yield not_met("total_differs", _COSTS, field="total", **values)


def _years(content: Content, is_whole: bool) -> Iterator[Finding]:
    sums = sums_by_year(content.costs)
    for year, told in sorted(content.year_totals.items()):
        counted = sums.get(year, NOTHING)
        if not is_whole or None in sums:
            yield unknown("year_open", _COSTS, field=f"year-{year}", year=year, counted=counted, told=told)
        elif counted == told:
            yield met("year", _COSTS, year=year)
        else:
            yield not_met("year_differs", _COSTS, field=f"year-{year}", year=year, counted=counted, told=told)


def _packages(content: Content, is_whole: bool) -> Iterator[Finding]:
    sums = sums_by_package(content.costs)
    seen: set[str] = set()
    for package in content.packages:
        key = same_name(package.name)
        if not key:
            continue
        if key in seen:
            yield not_met("package_twice", PartId.PLAN, package.row, "name", package=package.name)
            continue
        seen.add(key)
        counted = sums.get(key, NOTHING)
        values: dict[str, Any] = {"package": package.name, "counted": counted}
        if package.budget is None:
            if key not in sums:
                finding = unknown("package_without_costs", PartId.PLAN, package.row, "budget", package=package.name)
                yield replace(finding, is_advice=True)
        elif not is_whole or "" in sums:
            yield unknown("package_open", PartId.PLAN, package.row, "budget", told=package.budget, **values)
        elif counted == package.budget:
            yield met("package_budget", PartId.PLAN, package=package.name)
        else:
            yield not_met("package_differs", PartId.PLAN, package.row, "budget", told=package.budget, **values)
