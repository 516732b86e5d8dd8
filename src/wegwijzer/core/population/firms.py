"""Make the firms of a synthetic Flanders, some rows at a time.

A row depends on the seed and its place alone: the same seed gives the same rows whatever the pieces, and a longer
population begins as a shorter one does, save for `weight`, which says how many firms of Flanders a row stands for.
(A `sample` is drawn for its number of rows, so there only the pieces do not matter.)

The columns, in order (`core.scanning.columns` says how facts are named):

- `synthetic` (1 in every row), `id`, `weight`, and with `sample` `stratum` and `fpc`;
- `layer` of the pyramid, `staff` (persons employed), `size` (its class), `kmo_portefeuille_use` (in the year of table
  6), `rd_spending_eur`, `rd_staff`: what the calibration is about, and no facts of facts.yaml;
- facts of the registers: `legal_form`, `region`, `province`, `postal_code`, `establishment_in_flanders`, `nace`,
  `nace_version`, `sector`, `technology_class`, `founded`, `employees_headcount`, `private_employer`, `part_of_group`,
  `small_company_wvv`, `kmop_activity_listed`, `equity_eur`, and as bands `fte`, `turnover_eur`,
  `balance_sheet_total_eur`;
- facts of research: `rd_share_pct`, `employs_researchers`;
- every other fact that a measure asks, by its habit (`answering`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wegwijzer.core.population.answering import answers
from wegwijzer.core.population.cells import Cells, cells_of, sample_pulls
from wegwijzer.core.population.columns import Column, days, numbers, picked_by, whole, words, yes_no
from wegwijzer.core.population.drawing import Draws, Flags, Integers, Numbers
from wegwijzer.core.population.figures import accounts, figure_columns
from wegwijzer.core.population.plan import LAYERS, PopulationPlan
from wegwijzer.core.population.research import Research

FEWEST, MOST = 1_000, 100_000_000
"""Rows that a population can have."""

BRUSSELS = "brussel"
_DAYS_A_YEAR = 365.25
_OLDEST_YEARS = 150
_AGE_SPREAD = 0.8


@dataclass(frozen=True, eq=False)
class Rows:
    """Some rows with what the calibration is about; sector, size class and layer by their places in the plan."""

    draws: Draws
    first: int
    weight: Numbers
    sector: Integers
    size: Integers
    layer: Integers
    uses: Flags
    staff: Integers
    spending: Numbers
    researchers: Numbers


@dataclass(frozen=True)
class Population:
    """A population to be made: its plan, how many rows, the seed, and whether larger firms are drawn more often."""

    plan: PopulationPlan
    rows: int
    seed: int
    is_sample: bool = False

    def __post_init__(self) -> None:
        if not FEWEST <= self.rows <= MOST:
            raise ValueError(f"{self.rows:,} firms; give {FEWEST:,} to {MOST:,}.")

    @cached_property
    def cells(self) -> Cells:
        """The kinds of firms there are."""
        return cells_of(self.plan)

    @cached_property
    def _pulls(self) -> Numbers:
        if self.is_sample:
            return sample_pulls(self.plan, self.rows)
        return np.full(len(self.plan.sizes), self.rows / self.cells.whole)

    @cached_property
    def _ends(self) -> Numbers:
        return self.cells.share(self._pulls)

    @cached_property
    def _research(self) -> Research:
        return Research.of(self.plan, self.cells)

    def made(self, first: int, count: int) -> Rows:
        """Rows from place `first` on, counted from 0."""
        draws, cells = Draws.rows_from(self.seed, first, count), self.cells
        cell = np.minimum(np.searchsorted(self._ends, draws.even("cell"), side="right"), len(self._ends) - 1)
        size, layer = cells.size[cell], cells.layer[cell]
        staff = _staff(self.plan, size, draws)
        spending, researchers = self._research.amounts(draws, size, layer, staff)
        weight = np.round(1 / self._pulls, 6)[size]
        return Rows(
            draws, first, weight, cells.sector[cell], size, layer, cells.uses[cell], staff, spending, researchers
        )

    def columns(self, rows: Rows) -> dict[str, Column]:
        """All columns of some rows, in order."""
        return dict(self._columns(rows))

    def _columns(self, rows: Rows) -> Iterator[tuple[str, Column]]:
        plan, draws = self.plan, rows.draws
        sector, size, layer, staff = rows.sector, rows.size, rows.layer, rows.staff
        yield "synthetic", whole(np.ones(draws.count, np.int64))
        yield "id", whole(np.arange(rows.first + 1, rows.first + draws.count + 1))
        yield "weight", numbers(rows.weight)
        names = tuple(entry.id for entry in plan.sizes)
        if self.is_sample:
            firms = np.array([entry.firms for entry in plan.sectors], np.int64).sum(axis=0)
            yield "stratum", words(size, names)
            yield "fpc", whole(firms[size])
        yield "layer", words(layer, LAYERS)
        yield "staff", whole(staff)
        yield "size", words(size, names)
        yield "kmo_portefeuille_use", whole(rows.uses.astype(np.int64))
        yield "rd_spending_eur", numbers(rows.spending)
        yield "rd_staff", numbers(rows.researchers)
        form = _legal_form(plan, draws, sector, size)
        yield "legal_form", _known(form, draws, "legal_form", plan)
        yield from _place(plan, draws, sector)
        yield from _activity(plan, draws, sector)
        age = _age(plan, draws, size)
        started = plan.as_of.toordinal() - np.floor(age * _DAYS_A_YEAR).astype(np.int64)
        yield "founded", days(started, _is_known(draws, "founded", plan))
        known = _is_known(draws, "employees_headcount", plan)
        yield "employees_headcount", numbers(staff.astype(np.float64), known)
        yield "private_employer", yes_no(staff > 0, known)
        group = _group(plan, draws, size)
        yield "part_of_group", yes_no(group == 2, group != 0)
        books = accounts(plan, draws, form, sector, staff)
        yield from figure_columns(plan.figures, draws, books)
        is_company = books.files & (form.values != form.words.index("vzw"))
        yield "small_company_wvv", yes_no(~books.is_full, is_company & _is_known(draws, "small_company_wvv", plan))
        listed = np.array([entry.is_listed for entry in plan.sectors])[sector]
        yield "kmop_activity_listed", yes_no(listed, np.ones(draws.count, np.bool_))
        share = np.minimum(np.round(100 * rows.spending / np.maximum(books.turnover, 1), 1), 100.0)
        yield "rd_share_pct", numbers(share, _is_known(draws, "rd_share_pct", plan))
        yield "employs_researchers", yes_no(rows.researchers > 0, _is_known(draws, "employs_researchers", plan))
        yield from answers(plan.habits, draws, layer, staff, plan.as_of)


def _staff(plan: PopulationPlan, size: Integers, draws: Draws) -> Integers:
    low = np.array([entry.low for entry in plan.sizes])[size]
    high = np.array([entry.high for entry in plan.sizes])[size]
    steepness = np.array([entry.steepness for entry in plan.sizes])[size]
    chance = draws.chance("staff")
    return np.asarray(low + np.floor((high - low + 1) * chance**steepness), np.int64)


def _legal_form(plan: PopulationPlan, draws: Draws, sector: Integers, size: Integers) -> Column:
    forms = list(dict.fromkeys(name for pulls in plan.legal_forms.values() for name in pulls))
    table = np.array([[plan.legal_forms[entry.id].get(name, 0.0) for name in forms] for entry in plan.sizes])
    place = picked_by(size, draws.chance("legal_form"), table)
    non_profit = np.array([entry.non_profit for entry in plan.sectors])[sector]
    is_association = (draws.chance("non_profit") < non_profit) & (size > 0)
    return words(np.where(is_association, len(forms), place), (*forms, "vzw"))


def _place(plan: PopulationPlan, draws: Draws, sector: Integers) -> Iterator[tuple[str, Column]]:
    provinces = [*plan.places.provinces, BRUSSELS]
    shared = np.array([*plan.places.provinces.values(), 0.0])
    table = np.empty((len(plan.sectors), len(provinces)))
    for place, entry in enumerate(plan.sectors):
        table[place] = shared * [entry.provinces.get(name, 1.0) for name in provinces]
        table[place, -1] = table[place].sum() * plan.places.brussels / (1 - plan.places.brussels)
    province = picked_by(sector, draws.chance("province"), table)
    codes = [code for name in provinces for code in plan.places.postal_codes[name]]
    counts = np.array([len(plan.places.postal_codes[name]) for name in provinces])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    code = starts[province] + np.floor(draws.chance("postal_code") * counts[province]).astype(np.int64)
    known = _is_known(draws, "postal_code", plan)
    in_brussels = province == len(provinces) - 1
    yield "region", words(in_brussels.astype(np.int64), ("vlaanderen", BRUSSELS), known)
    yield "province", words(province, provinces, known)
    yield "postal_code", words(code, codes, known)
    yield "establishment_in_flanders", yes_no(np.ones(draws.count, np.bool_), known)


def _activity(plan: PopulationPlan, draws: Draws, sector: Integers) -> Iterator[tuple[str, Column]]:
    activities = [activity for entry in plan.sectors for activity in entry.activities]
    counts = np.array([len(entry.activities) for entry in plan.sectors])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    code = starts[sector] + np.floor(draws.chance("nace") * counts[sector]).astype(np.int64)
    known = _is_known(draws, "nace", plan)
    yield "nace", words(code, [activity.nace for activity in activities], known)
    yield "nace_version", words(np.zeros(draws.count, np.int64), ("2008",), known)
    for name in ("sector", "technology_class"):
        found = [str(getattr(activity, name)) for activity in activities]
        labels = list(dict.fromkeys(found))
        yield name, words(np.array([labels.index(label) for label in found])[code], labels, known)


def _age(plan: PopulationPlan, draws: Draws, size: Integers) -> Numbers:
    middle = np.array(plan.age_years)[size]
    return np.asarray(np.minimum(middle * np.exp(_AGE_SPREAD * draws.normal("founded")), _OLDEST_YEARS))


def _group(plan: PopulationPlan, draws: Draws, size: Integers) -> Integers:
    """Whether a firm is part of a group: 0 not known, 1 no, 2 yes."""
    yes, known = np.array(plan.group_yes), np.array(plan.group_known)
    table = np.column_stack([1 - known, known * (1 - yes), known * yes])
    return picked_by(size, draws.chance("part_of_group"), table)


def _is_known(draws: Draws, fact: str, plan: PopulationPlan) -> Flags:
    return draws.chance(f"{fact} known") < plan.known[fact]


def _known(column: Column, draws: Draws, fact: str, plan: PopulationPlan) -> Column:
    return words(column.values, column.words, _is_known(draws, fact, plan))
