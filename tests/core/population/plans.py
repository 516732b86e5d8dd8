"""A small plan for tests: three sectors, as many size classes as table 3 needs, few facts."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.population.habits import ChoiceHabit, DayHabit, Habits, NumberHabit, YesNoHabit
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

PRINTED = {"high": (28.0, 13, 8, 13, 38), "low": (9.0, 12, 10, 11, 58), "total": (12.0, 12, 10, 11, 55)}
SIZES = (SizeClass("0-9", 0, 9, 1.5), SizeClass("10-49", 10, 49, 1.5), SizeClass("50-100", 50, 100, 1.5))
SIZES += (SizeClass("101+", 101, 1000, 3),)
FORMS = {"eenmanszaak": 30.0, "bv": 60.0, "nv": 10.0}
FILING = Filing(
    dict.fromkeys(("fte", "turnover_eur", "balance_sheet_total_eur"), (0.6, 0.2)) | {"equity_eur": (0.5, 0.0)}
)
BANDS = {
    "fte": ((0.0, 9.0), (10.0, 49.0), (50.0, None)),
    "turnover_eur": ((0.0, 2e6), (2000000.01, None)),
    "balance_sheet_total_eur": ((0.0, 2e6), (2000000.01, None)),
}


def sector(name: str, technology: str, nace: str, firms: tuple[int, ...]) -> PopulationSector:
    """A sector of one activity."""
    activity = Activity(nace, "food", technology)
    return PopulationSector(name, technology, True, (activity,), firms, 200_000, 0.8, 0.1, True, {})


PLAN = PopulationPlan(
    as_of=date(2026, 1, 1),
    cited=(CitedFigure("all-small", "firms", ("0-9",), 36_000, "exact", "a page"),),
    sizes=SIZES,
    sectors=(
        sector("bakers", "low", "1071", (8_000, 900, 120, 40)),
        sector("chemists", "high", "2120", (1_000, 200, 60, 30)),
        sector("carriers", "outside", "4941", (27_000, 2_000, 300, 60)),
    ),
    layers=LayerPlan(PRINTED, (10, 100), 0.5, {"0-9": (2, 5, 8, 15, 70), "101+": (30, 20, 12, 11, 27)}),
    use=UsePlan("2014", (UserClass("below-10", 0, 9, 3_000), UserClass("from-10", 10, 100, 700)), (2, 1.5, 1.5, 1, 1)),
    research=ResearchPlan(
        (1, 0.5, 0.2, 0, 0),
        1e9,
        5_000,
        0.5,
        0.8,
        (ResearchClass("small", 0, 100, 40, 45), ResearchClass("large", 101, 10**9, 60, 55)),
    ),
    places=PlacePlan(
        {"antwerpen": 3, "limburg": 1},
        0.02,
        {"antwerpen": ("2000", "2018"), "limburg": ("3500",), "brussel": ("1000",)},
    ),
    legal_forms={size.id: FORMS for size in SIZES},
    age_years=(8, 15, 25, 35),
    group_yes=(0.1, 0.3, 0.6, 0.9),
    group_known=(0.3, 0.5, 0.7, 0.9),
    figures=FigurePlan(
        (0.8, 1), 1, 50, 0.7, 0.6, (-0.1, 0.7), frozenset({"bv", "nv"}), 50, FILING, FILING, FILING, BANDS
    ),
    known=dict.fromkeys(
        (
            *("legal_form", "nace", "founded", "postal_code", "employees_headcount"),
            *("small_company_wvv", "rd_share_pct", "employs_researchers"),
        ),
        0.9,
    ),
    sample_power=0.5,
    habits=Habits(
        (0.8, 0.6, 0.4, 0.2, 0.1),
        ChoiceHabit("planned_action", True, 0.9, (), ({"training": 3.0, "advice": 1.0},) * 5),
        (
            YesNoHabit("new_for_firm", True, 0.8, (), (0.9, 0.8, 0.6, 0.4, 0.2)),
            YesNoHabit("insolvency_proceedings", False, 0.9, (), (0.01,) * 5),
            NumberHabit("training_cost_eur", True, 0.7, ("training",), 0.1, None, 1500, 0.8, 0.5, 50),
            NumberHabit("trl", True, 0.5, (), 0.0, (1, 9)),
            DayHabit("patent_acquired", False, 0.2, (), (0, 15)),
        ),
    ),
    sixteen=tuple(
        SixteenFirms("size", name, firms)
        for name, firms in (("below-10", 3), ("from-10", 9), ("from-50", 2), ("above-100", 2))
    ),
)
