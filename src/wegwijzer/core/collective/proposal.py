"""A proposal for a collective project: what it must say before a firm is asked, and what it costs each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from wegwijzer.core.band import Band

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The words of a proposal, written by an intermediary; nothing in it is made up from the needs.

    `problem` is the shared problem in neutral words (the report's generalisation, §2.6.4), `question` what nobody knows
    yet, `puts_in` and `gets_out` what one firm gives and receives, `centres` ids of organisations that could do it,
    `instrument` the measure that would pay (empty: none chosen), `budget_eur` what the whole costs.
    """

    title: str = ""
    problem: str = ""
    question: str = ""
    puts_in: str = ""
    gets_out: str = ""
    user_group: str = ""
    centres: tuple[str, ...] = ()
    instrument: str = ""
    budget_eur: Band | None = None


ASKED_BEFORE_FIRMS = ("title", "problem", "question", "puts_in", "gets_out")
"""Without these no firm is asked: it would not see what it gives and gets."""
ASKED_BEFORE_DOSSIER = (*ASKED_BEFORE_FIRMS, "user_group", "centres", "instrument", "budget_eur")
"""Without these nothing is handed over to a dossier."""


def open_parts(proposal: Proposal, needed: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the parts that are still empty, in the order of `needed`."""
    known = {field.name for field in fields(proposal)}
    if not known.issuperset(needed):
        raise KeyError(f"no such part: {sorted(set(needed) - known)}")
    return tuple(name for name in needed if _is_empty(getattr(proposal, name)))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value == ()


def share_each(budget: Band, support: Band, firms: int) -> Band:
    """What each of `firms` would pay if the rest is shared equally: euro, to the cent, half up.

    The least is the smallest budget less the most support. An open end stays open; it is never below nothing.
    Raises ValueError without firms.
    """
    if firms < 1:
        raise ValueError("a share needs at least one firm")
    return Band(_rest(budget.low, support.high, firms), _rest(budget.high, support.low, firms))


def _rest(cost: Decimal | None, paid: Decimal | None, firms: int) -> Decimal | None:
    if cost is None or paid is None:
        return None
    return (max(cost - paid, Decimal(0)) / firms).quantize(_CENT, ROUND_HALF_UP)
