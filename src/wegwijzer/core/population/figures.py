"""Figures of the accounts: how large they are, and what registers show of them.

A full filing shows all, an abridged one seldom turnover; a sole trader files nothing. What is not shown may be known as
one of the bands that facts.yaml offers as answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wegwijzer.core.population.columns import Column, numbers
from wegwijzer.core.population.drawing import Draws, Flags, Integers, Numbers
from wegwijzer.core.population.plan import FigurePlan, PopulationPlan

BANDED = ("fte", "turnover_eur", "balance_sheet_total_eur")
"""The figures that may be known as a band only."""

EXACT = ("equity_eur",)
"""The figures that are known exactly or not at all."""


@dataclass(frozen=True, eq=False)
class Accounts:
    """The figures of each firm, and how they are filed: whether at all, and whether in full."""

    fte: Numbers
    turnover: Numbers
    balance: Numbers
    equity: Numbers
    files: Flags
    is_full: Flags

    def of(self, fact: str) -> Numbers:
        """The figure that a fact is about."""
        found = {
            "fte": self.fte,
            "turnover_eur": self.turnover,
            "balance_sheet_total_eur": self.balance,
            "equity_eur": self.equity,
        }
        return found[fact]


def accounts(plan: PopulationPlan, draws: Draws, form: Column, sector: Integers, staff: Integers) -> Accounts:
    """The figures of some firms by their legal form, sector and persons employed."""
    figures = plan.figures
    low, high = figures.part_time
    worked = staff * (low + (high - low) * draws.chance("part_time"))
    fte = np.round(worked + np.where(staff < figures.owners_below, figures.owners, 0), 1)
    per_person = np.array([entry.turnover_eur for entry in plan.sectors])[sector]
    turnover = np.round(per_person * fte * np.exp(figures.turnover_spread * draws.normal("turnover_eur")))
    ratio = np.array([entry.balance for entry in plan.sectors])[sector]
    balance = np.round(turnover * ratio * np.exp(figures.balance_spread * draws.normal("balance")))
    least, most = figures.equity
    equity = np.round(balance * (least + (most - least) * draws.chance("equity_eur")))
    files = np.isin(form.values, [place for place, name in enumerate(form.words) if name in figures.filing])
    return Accounts(fte, turnover, balance, equity, files, files & (staff >= figures.full_from))


def figure_columns(plan: FigurePlan, draws: Draws, books: Accounts) -> Iterator[tuple[str, Column]]:
    """The columns of the figures, as far as they are known: `<fact>_min` and `<fact>_max` where bands are."""
    kind = np.where(books.is_full, 0, np.where(books.files, 1, 2))
    filings = (plan.full, plan.abridged, plan.none)
    for fact in (*BANDED, *EXACT):
        exact = np.array([filing.known[fact][0] for filing in filings])[kind]
        banded = np.array([sum(filing.known[fact]) for filing in filings])[kind]
        chance, value = draws.chance(f"{fact} known"), books.of(fact)
        if fact in EXACT:
            yield fact, numbers(value, chance < exact)
            continue
        low, high = _band_of(value, plan.bands[fact])
        is_exact, is_band = chance < exact, chance < banded
        yield f"{fact}_min", numbers(np.where(is_exact, value, np.where(is_band, low, np.nan)))
        yield f"{fact}_max", numbers(np.where(is_exact, value, np.where(is_band, high, np.nan)))


def _band_of(value: Numbers, bands: tuple[tuple[float, float | None], ...]) -> tuple[Numbers, Numbers]:
    """The ends of the band that each value lies in; a value between two bands counts with the lower, rounded to it."""
    lows = np.array([low for low, _ in bands])
    highs = np.array([np.nan if high is None else high for _, high in bands])
    place = np.maximum(np.searchsorted(lows, value, side="right") - 1, 0)
    return lows[place], highs[place]
