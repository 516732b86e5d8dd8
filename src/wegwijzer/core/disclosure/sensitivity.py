"""Which cells are sensitive by themselves, by which rule, and how well they must be protected."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.disclosure.rules import HIDDEN, DisclosureRules, Protection, Reason
from wegwijzer.core.disclosure.tables import LinkedCells, Numbers


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A sensitive cell: the rule that makes it so, and what must stay unknown of its count and of its value."""

    reason: Reason
    count: Protection
    value: Protection


def sensitive_cells(cells: LinkedCells, rules: DisclosureRules) -> dict[int, Sensitive]:
    """The sensitive cells by place. The first rule that holds is named, the strictest protection given."""
    found: dict[int, Sensitive] = {}
    for place, count in enumerate(cells.counts):
        if count <= 0:
            continue
        value = 0.0 if cells.values is None else float(cells.values[place])
        reason, margin = (
            _by_contributions(cells.largest[place], value, rules) if cells.largest is not None else (None, 0)
        )
        is_small = count < rules.minimum_count
        if is_small:
            reason = Reason.MINIMUM_COUNT
            margin = max(margin, rules.value_percent / 100 * value)
        if reason is None:
            continue
        found[place] = Sensitive(
            reason,
            Protection(width=rules.minimum_count - 1) if is_small else HIDDEN,
            Protection(width=2 * margin, below=min(margin, value), above=margin),
        )
    return found


def _by_contributions(largest: Numbers, value: float, rules: DisclosureRules) -> tuple[Reason | None, float]:
    """The rule on contributions that a cell breaks, and how far its value must stay unknown.

    The protections are those of the Handbook on Statistical Disclosure Control (ESSnet SDC, 2010, table 4.2): as much
    as the value would have to change for the cell to be safe.
    """
    reason: Reason | None = None
    margin = 0.0
    if value <= 0 or not len(largest):
        return None, 0.0
    if rules.dominance is not None:
        top = float(largest[: rules.dominance.largest].sum())
        if top > rules.dominance.percent / 100 * value:
            reason, margin = Reason.DOMINANCE, 100 / rules.dominance.percent * top - value
    if rules.p_percent is not None:
        short = rules.p_percent / 100 * float(largest[0]) - (value - float(largest[:2].sum()))
        if short > 0:
            reason, margin = reason or Reason.P_PERCENT, max(margin, short)
    return reason, margin
