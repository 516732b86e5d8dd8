"""What a synthetic Flanders is like: how many firms of which kind, how large, how known. All of it is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from wegwijzer.core.population.drawing import Integers, Numbers
from wegwijzer.core.population.habits import Habits
from wegwijzer.core.pyramid.segments import Segment

LAYERS = tuple(segment.id for segment in Segment)
"""The layers of the pyramid, from the top."""

_STEPS = 4096

Shares = tuple[float, ...]


@dataclass(frozen=True)
class SizeClass:
    """Firms by persons employed, from `low` up to and including `high`; the steeper, the more near the lower end."""

    id: str
    low: int
    high: int
    steepness: float

    def staff(self, chance: Numbers) -> Integers:
        """Persons employed, from a chance between 0 and 1."""
        return self.low + np.floor((self.high - self.low + 1) * chance**self.steepness).astype(np.int64)

    @cached_property
    def spread_staff(self) -> Integers:
        """Persons employed at evenly spread chances, to take means over."""
        return self.staff((np.arange(_STEPS) + 0.5) / _STEPS)


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity code with what follows from it: the sector of the catalogue and the technology class."""

    nace: str
    sector: str
    technology_class: str


@dataclass(frozen=True, slots=True)
class PopulationSector:
    """A sector: its activities, and its firms by size class.

    `technology` is high, low or outside, as in table 3. `turnover_eur` is the middle turnover a person employed and
    `balance` the middle balance sheet total as a part of turnover. `provinces` are pulls beside those of all firms.
    """

    id: str
    technology: str
    in_survey: bool
    activities: tuple[Activity, ...]
    firms: tuple[int, ...]
    turnover_eur: float
    balance: float
    non_profit: float
    is_listed: bool
    provinces: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure with a public source about firms, or staff, of some size classes."""

    id: str
    what: str
    sizes: tuple[str, ...]
    number: int
    precision: str
    source: str


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """The pyramid: `printed` is table 3 by technology, for firms with `staff`; `shares` those of other classes."""

    printed: Mapping[str, Shares]
    staff: tuple[int, int]
    tilt: float
    shares: Mapping[str, Shares]


@dataclass(frozen=True, slots=True)
class UsePlan:
    """Who uses the kmo-portefeuille: firms of table 6 by its size classes, and the pull of each layer."""

    year: str
    users: tuple[UserClass, ...]
    pull: Shares


@dataclass(frozen=True, slots=True)
class UserClass:
    """A row of table 6: persons employed from `low` up to and including `high`, and firms that were supported."""

    id: str
    low: int
    high: int
    firms: int


@dataclass(frozen=True, slots=True)
class ResearchPlan:
    """Research: the chance that a firm of a layer does it, all of it together, and its shares by size of table 11."""

    doing: Shares
    spending_eur: float
    staff: float
    growth: float
    spread: float
    classes: tuple[ResearchClass, ...]


@dataclass(frozen=True, slots=True)
class ResearchClass:
    """A row of table 11: persons employed from `low` up to and including `high`, and its per cent of all research."""

    id: str
    low: int
    high: int
    spending_pct: float
    staff_pct: float


@dataclass(frozen=True, slots=True)
class Filing:
    """How figures are known of firms that file alike: by fact, the shares known exactly and as a band only."""

    known: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """How large the figures are and how registers know them; `bands` are the answers that facts.yaml offers."""

    part_time: tuple[float, float]
    owners: float
    owners_below: int
    turnover_spread: float
    balance_spread: float
    equity: tuple[float, float]
    filing: frozenset[str]
    full_from: int
    full: Filing
    abridged: Filing
    none: Filing
    bands: Mapping[str, tuple[tuple[float, float | None], ...]]


@dataclass(frozen=True, slots=True)
class PlacePlan:
    """Where firms are: pulls of the provinces, the share with a seat in Brussels, and the postal codes of each."""

    provinces: Mapping[str, float]
    brussels: float
    postal_codes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SixteenFirms:
    """A category of table 4: what it counts and how many of the sixteen firms; shown, never aimed at."""

    group: str
    id: str
    firms: int


@dataclass(frozen=True, slots=True)
class PopulationPlan:
    """All that a population is made from. `legal_forms` are per cent by size class; lists by size go in its order."""

    as_of: date
    cited: tuple[CitedFigure, ...]
    sizes: tuple[SizeClass, ...]
    sectors: tuple[PopulationSector, ...]
    layers: LayerPlan
    use: UsePlan
    research: ResearchPlan
    places: PlacePlan
    legal_forms: Mapping[str, Mapping[str, float]]
    age_years: Shares
    group_yes: Shares
    group_known: Shares
    figures: FigurePlan
    known: Mapping[str, float]
    sample_power: float
    habits: Habits
    sixteen: tuple[SixteenFirms, ...] = ()

    @property
    def firms(self) -> int:
        """How many firms the whole has."""
        return sum(sum(sector.firms) for sector in self.sectors)

    def sizes_between(self, low: int, high: int) -> tuple[int, ...]:
        """The places of the size classes that lie within these numbers of persons employed."""
        return tuple(place for place, size in enumerate(self.sizes) if low <= size.low and size.high <= high)
