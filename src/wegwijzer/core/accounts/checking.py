"""Check the sums of a filing. A break is reported and nothing is repaired: whoever filed must mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.accounts.columns import rounding_of
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.accounts.rubrics import Identity, RubricChart


@dataclass(frozen=True, slots=True)
class Break:
    """A total that is not the sum of its parts: `stated` in the accounts, `summed` from the parts, both in euro.

    `is_previous` tells the column: NM1 or N.
    """

    identity: Identity
    stated: float
    summed: float
    is_previous: bool = False


def broken_sums(filing: Filing, chart: RubricChart) -> tuple[Break, ...]:
    """Every identity that the filing breaks, in both columns.

    In a deposit an absent part is nil. In an export it may only have been left out: there a sum is checked when all
    its parts are there, or when those that are there already exceed it though none may be negative.
    """
    found = list(_breaks(filing.year.amounts, chart, filing.is_deposit, is_previous=False))
    if filing.previous is not None:
        found += _breaks(filing.previous.amounts, chart, filing.is_deposit, is_previous=True)
    return tuple(found)


def _breaks(amounts: Mapping[str, float], chart: RubricChart, is_deposit: bool, *, is_previous: bool) -> list[Break]:
    found = []
    for identity in chart.identities:
        stated = amounts.get(identity.total)
        there = [part for part in identity.parts if part in amounts]
        if stated is None or not there or any(amounts.get(code, 0) for code in identity.unless):
            continue
        summed = sum(amounts[part] * (-1 if part in identity.minus else 1) for part in there)
        off = summed - stated
        if abs(off) <= rounding_of(identity):
            continue
        is_whole = len(there) == len(identity.parts)
        cannot_shrink = not identity.minus and not any(chart.is_signed(part) for part in identity.parts)
        if is_whole or is_deposit or (off > 0 and cannot_shrink):
            found.append(Break(identity, stated, summed, is_previous))
    return found
