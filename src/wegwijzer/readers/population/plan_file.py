"""Read what a synthetic Flanders is like: the files of `data/population`, with tables 3, 4, 6 and 11 of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.technology import normalise_nace, sector_of, technology_class
from wegwijzer.core.population.figures import BANDED
from wegwijzer.core.population.firms import BRUSSELS
from wegwijzer.core.population.plan import (
    Activity,
    CitedFigure,
    FigurePlan,
    Filing,
    LayerPlan,
    PlacePlan,
    PopulationPlan,
    PopulationSector,
    ResearchClass,
    ResearchPlan,
    SixteenFirms,
    SizeClass,
    UsePlan,
    UserClass,
)
from wegwijzer.core.report.table import ReportTable
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.known_places import places_by_code
from wegwijzer.readers.population.forms import FilingForm, FlandersForm, SectorForm
from wegwijzer.readers.population.habits_file import read_habits
from wegwijzer.readers.pyramid_shares import printed_shares
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file

FOLDER = "population"
_NACE_VERSION = "2008"
_ENDLESS = 10**9
_ROWS = {
    "below-1": (0, 0),
    "from-0": (0, 9),
    "from-1": (1, 4),
    "from-5": (5, 9),
    "from-500": (500, _ENDLESS),
}
"""Rows of tables 6 and 11 whose staff does not follow from the row that comes after."""
_ENDS = {6: {"from-10": 19, "from-20": 49, "from-50": 250}, 11: {"from-10": 49, "from-50": 249, "from-250": 499}}
"""The last number of staff of the other rows, by table."""
_TECHNOLOGY = {"high": "high", "medium_high": "high", "medium_low": "low", "low": "low", "outside": "outside"}
"""The two classes of table 3 out of the four of table 13."""


@cache
def shipped_population_plan() -> PopulationPlan:
    """The plan inside the package. Raises InputError with all faults of its files."""
    return load_population_plan(shipped_folder() / FOLDER)


def load_population_plan(folder: Path) -> PopulationPlan:
    """The plan of a folder with `flanders.yaml` and `habits.yaml`. Raises InputError with all faults."""
    located = [read_yaml_file(folder / name, name=f"{FOLDER}/{name}") for name in ("flanders.yaml", "habits.yaml")]
    plan, faults = read_population_plan(located[0], located[1], shipped_catalogue())
    if plan is None:
        raise InputError(faults)
    return plan


def read_population_plan(
    flanders: LocatedData, habits: LocatedData, catalogue: Catalogue
) -> tuple[PopulationPlan | None, list[Fault]]:
    """The plan, and all faults: every list as long as what it is about, every name one that there is."""
    known_habits, faults = read_habits(habits, catalogue.facts)
    form, own_faults = validate(flanders, FlandersForm)
    faults += own_faults
    if form is None or known_habits is None:
        return None, faults
    faults += list(_misfits(flanders, form))
    sectors = tuple(_sector(flanders, entry, place, catalogue, faults) for place, entry in enumerate(form.sectors))
    if faults:
        return None, faults
    accounts, figures = form.accounts, form.figures
    return PopulationPlan(
        as_of=form.as_of,
        cited=tuple(
            CitedFigure(entry.id, entry.what, tuple(entry.sizes), entry.number, entry.precision, entry.source)
            for entry in form.cited
        ),
        sizes=tuple(
            SizeClass(entry.id, entry.staff[0], entry.staff[1], float(entry.steepness)) for entry in form.sizes
        ),
        sectors=sectors,
        layers=LayerPlan(
            printed_shares(),
            (form.layers.staff[0], form.layers.staff[1]),
            float(form.layers.tilt),
            {name: _floats(shares) for name, shares in form.layers.shares.items()},
        ),
        use=UsePlan(form.use.column, _users(form.use.column), _floats(form.use.pull)),
        research=ResearchPlan(
            _floats(form.research.doing),
            float(form.research.spending_eur),
            float(form.research.staff),
            float(form.research.growth),
            float(form.research.spread),
            _research_classes(),
        ),
        places=PlacePlan(_pulls(form.provinces), float(form.brussels), _postal_codes([*form.provinces, BRUSSELS])),
        legal_forms={size: _pulls(pulls) for size, pulls in form.legal_forms.items()},
        age_years=_floats(form.age_years),
        group_yes=_floats(form.group.yes),
        group_known=_floats(form.group.known),
        figures=FigurePlan(
            part_time=_pair(figures.part_time),
            owners=float(figures.owners),
            owners_below=figures.owners_below,
            turnover_spread=float(figures.turnover_spread),
            balance_spread=float(figures.balance_spread),
            equity=_pair(figures.equity),
            filing=frozenset(accounts.filing),
            full_from=accounts.full_from,
            full=_filing(accounts.full),
            abridged=_filing(accounts.abridged),
            none=_filing(accounts.none),
            bands={
                fact: tuple(
                    (float(low or 0), None if high is None else float(high))
                    for low, high in catalogue.facts[fact].bands
                )
                for fact in BANDED
            },
        ),
        known={name: float(chance) for name, chance in form.known.items()},
        sample_power=float(form.sample_power),
        habits=known_habits,
        sixteen=tuple(
            SixteenFirms(str(row.group), row.id, int(cell.value))
            for row in _table(4).rows
            for cell in row.cells
            if cell is not None
        ),
    ), faults


_ASKED_KNOWN = (
    *("legal_form", "nace", "founded", "postal_code", "employees_headcount"),
    *("small_company_wvv", "rd_share_pct", "employs_researchers"),
)


def _misfits(located: LocatedData, form: FlandersForm) -> Iterator[Fault]:
    sizes = [entry.id for entry in form.sizes]
    lists: list[tuple[Path_, Sequence[object]]] = [
        (("age_years",), form.age_years),
        (("group", "yes"), form.group.yes),
        (("group", "known"), form.group.known),
    ]
    lists += [(("sectors", place, "firms"), entry.firms) for place, entry in enumerate(form.sectors)]
    for path, values in lists:
        if len(values) != len(sizes):
            yield located.fault(path, f"has {len(values)} numbers.", f"{len(sizes)}, one for each size class.")
    inside = {entry.id for entry in form.sizes if form.layers.staff[0] <= entry.staff[0] <= form.layers.staff[1]}
    asked: list[tuple[Path_, Mapping[str, object], set[str]]] = [
        (("legal_forms",), form.legal_forms, set(sizes)),
        (("layers", "shares"), form.layers.shares, set(sizes) - inside),
        (("known",), form.known, set(_ASKED_KNOWN)),
    ]
    for path, mapping, wanted in asked:
        if set(mapping) != wanted:
            yield located.fault(path, "does not hold just the names that it should.", f"{', '.join(sorted(wanted))}.")
    for place, cited in enumerate(form.cited):
        for name in cited.sizes:
            if name not in sizes:
                yield located.fault(("cited", place, "sizes"), f'"{name}" is no size class.', f"{', '.join(sizes)}.")


def _sector(
    located: LocatedData, form: SectorForm, place: int, catalogue: Catalogue, faults: list[Fault]
) -> PopulationSector:
    activities = []
    for position, code in enumerate(form.nace):
        path: Path_ = ("sectors", place, "nace", position)
        try:
            nace = normalise_nace(code)
            found = technology_class(nace, _NACE_VERSION, catalogue.technology_table)
        except ValueError as error:
            faults.append(located.fault(path, str(error), 'a code such as "1071".'))
            continue
        if found is None:
            faults.append(located.fault(path, f"{code} can be of several technology classes.", "a finer code."))
            continue
        activities.append(Activity(nace, sector_of(nace, _NACE_VERSION, catalogue.sectors) or "other", found))
    technologies = {_TECHNOLOGY[activity.technology_class] for activity in activities}
    if len(technologies) > 1:
        problem = f"its activities are of {' and '.join(sorted(technologies))} technology."
        faults.append(located.fault(("sectors", place, "nace"), problem, "one of them, so that table 3 applies."))
    return PopulationSector(
        id=form.id,
        technology=min(technologies, default="outside"),
        in_survey=form.in_survey,
        activities=tuple(activities),
        firms=tuple(form.firms),
        turnover_eur=float(form.turnover_eur),
        balance=float(form.balance),
        non_profit=float(form.non_profit or 0),
        is_listed=form.listed,
        provinces=_pulls(form.provinces),
    )


def _table(number: int) -> ReportTable:
    (table,) = (table for table in report_tables() if table.number == number)
    return table


def _cells(number: int, column: str) -> dict[str, float]:
    """A column of a table by row, without its total."""
    table = _table(number)
    place = [entry.id for entry in table.columns].index(column)
    found = {row.id: row.cells[place] for row in table.rows if row.id != "total"}
    return {name: float(cell.value) for name, cell in found.items() if cell is not None}


def _bounds(number: int, row: str) -> tuple[int, int]:
    if row in _ROWS:
        return _ROWS[row]
    return int(row.removeprefix("from-")), _ENDS[number][row]


def _users(year: str) -> tuple[UserClass, ...]:
    return tuple(UserClass(row, *_bounds(6, row), int(firms)) for row, firms in _cells(6, year).items())


def _research_classes() -> tuple[ResearchClass, ...]:
    staff = _cells(11, "staff")
    return tuple(
        ResearchClass(row, *_bounds(11, row), spending, staff[row]) for row, spending in _cells(11, "spending").items()
    )


def _postal_codes(provinces: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: [] for name in provinces}
    for code, place in places_by_code().items():
        if place.province in found:
            found[place.province].append(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _filing(form: FilingForm) -> Filing:
    return Filing({fact: _pair(getattr(form, fact)) for fact in FilingForm.model_fields})


def _pair(pair: Sequence[Decimal]) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])


def _floats(values: Sequence[Decimal]) -> tuple[float, ...]:
    return tuple(map(float, values))


def _pulls(pulls: Mapping[str, Decimal]) -> dict[str, float]:
    return {name: float(pull) for name, pull in pulls.items()}
