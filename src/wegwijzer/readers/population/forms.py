"""The form of the files in `data/population`: which keys there are, and of what type."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from wegwijzer.readers.schema import Day, Form, Number, Slug, Written


def _chance(number: object) -> object:
    if not 0 <= float(str(number)) <= 1:
        raise ValueError(f"{number} is no chance from 0 to 1")
    return number


Chance = Annotated[Number, AfterValidator(_chance)]
Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]
ChancePair = Annotated[list[Chance], Field(min_length=2, max_length=2)]
FiveChances = Annotated[list[Chance], Field(min_length=5, max_length=5)]
FiveNumbers = Annotated[list[Number], Field(min_length=5, max_length=5)]
Pulls = dict[str, Number]


class CitedForm(Form):
    """A figure with its public source."""

    id: Slug
    what: Literal["firms", "staff"]
    sizes: list[str] = Field(min_length=1)
    number: int
    precision: Literal["exact", "at_least", "almost"]
    source: Written


class SizeForm(Form):
    """A size class."""

    id: str
    staff: Annotated[list[int], Field(min_length=2, max_length=2)]
    steepness: Number


class SectorForm(Form):
    """A sector, its firms in the order of the size classes."""

    id: Slug
    in_survey: bool = False
    nace: list[str] = Field(min_length=1)
    firms: list[int]
    turnover_eur: Number
    balance: Number
    non_profit: Chance | None = None
    listed: bool = True
    provinces: Pulls = {}


class LayersForm(Form):
    """The pyramid outside table 3."""

    staff: Annotated[list[int], Field(min_length=2, max_length=2)]
    tilt: Number
    shares: dict[str, FiveNumbers]


class UseForm(Form):
    """Who uses the kmo-portefeuille."""

    column: str
    pull: FiveNumbers


class ResearchForm(Form):
    """Research and development."""

    doing: FiveChances
    spending_eur: Number
    staff: Number
    growth: Number
    spread: Number


class GroupForm(Form):
    """Part of a group, by size class."""

    yes: list[Chance]
    known: list[Chance]


class FiguresForm(Form):
    """How large the figures are."""

    part_time: ChancePair
    owners: Number
    owners_below: int
    turnover_spread: Number
    balance_spread: Number
    equity: Pair


class FilingForm(Form):
    """How figures are known of firms that file alike."""

    fte: ChancePair
    turnover_eur: ChancePair
    balance_sheet_total_eur: ChancePair
    equity_eur: ChancePair


class AccountsForm(Form):
    """Who files what."""

    filing: list[str]
    full_from: int
    full: FilingForm
    abridged: FilingForm
    none: FilingForm


class FlandersForm(Form):
    """The file `flanders.yaml`."""

    as_of: Day
    cited: list[CitedForm]
    sizes: list[SizeForm] = Field(min_length=1)
    sectors: list[SectorForm] = Field(min_length=1)
    layers: LayersForm
    use: UseForm
    research: ResearchForm
    brussels: Chance
    provinces: Pulls
    legal_forms: dict[str, Pulls]
    age_years: list[Number]
    group: GroupForm
    figures: FiguresForm
    accounts: AccountsForm
    known: dict[str, Chance]
    sample_power: Chance


class HabitForm(Form):
    """What every habit says."""

    fact: str
    of: Literal["firm", "plan"]
    known: Chance
    when: list[str] = []


class YesNoForm(HabitForm):
    """A yes or no: one chance, or one by layer."""

    yes: Chance | FiveChances


class ChoiceForm(HabitForm):
    """A choice: the pulls of the options, or those by layer."""

    options: Pulls | Annotated[list[Pulls], Field(min_length=5, max_length=5)]


class NumberForm(HabitForm):
    """A number: alike between two ends, or around a middle."""

    nil: Chance | None = None
    from_: Number | None = Field(default=None, alias="from")
    to: Number | None = None
    middle: Number | None = None
    spread: Number | None = None
    growth: Number | None = None
    round_to: Number


class DayForm(HabitForm):
    """A day in the past."""

    years: Pair


class HabitsForm(Form):
    """The file `habits.yaml`."""

    plans: FiveChances
    choices: list[ChoiceForm]
    yes_no: list[YesNoForm]
    numbers: list[NumberForm]
    days: list[DayForm]
