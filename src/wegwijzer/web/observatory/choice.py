"""What the address of a page asks for: a year, a measure, classes, and by what figures are split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from wegwijzer.web.observatory.labels import DIMENSIONS, class_label, dimension_label, measure_label
from wegwijzer.wording.language import say

YEAR, MEASURE, BY, AGAINST = "jaar", "maatregel", "naar", "tegen"
PARAMETERS = {"size": "grootte", "sector": "sector", "province": "provincie", "layer": "laag"}
"""The parameter of each dimension."""
MOST_CLASSES = 2
"""Classes that can be chosen at once: tables of three dimensions have too few firms in a cell."""
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Option:
    """An answer of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as the form shows it; `fault` says that the address asks for what there is not."""

    name: str
    label: str
    options: tuple[Option, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen. `classes` by dimension; `by` splits the classes of a figure, `against` those of the tiles."""

    year: int
    measure: str = ""
    classes: Mapping[str, str] = field(default_factory=dict, hash=False)
    by: str = ""
    against: str = ""
    faults: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The address again, for a file of the same figures."""
        asked = {YEAR: str(self.year), MEASURE: self.measure}
        asked |= {PARAMETERS[name]: value for name, value in self.classes.items()}
        asked |= {BY: PARAMETERS.get(self.by, ""), AGAINST: PARAMETERS.get(self.against, "")}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from: years, measures, and the classes of each dimension that the figures have."""

    years: Sequence[int]
    measures: Sequence[str] = ()
    classes: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)


def choice_of(asked: Mapping[str, str], offered: Offered, language: str) -> Choice:
    """Read the address; what there is not is a fault, and left out."""
    faults: list[str] = []

    def one(name: str, known: Mapping[str, str], label: str) -> str:
        typed = str(asked.get(name, "")).strip()
        if typed and typed not in known:
            faults.append(say("observatory.fault.unknown", language, filter=label, typed=typed[:_LONGEST_SHOWN]))
        return known.get(typed, "")

    year = one(YEAR, {str(found): str(found) for found in offered.years}, say("observatory.filter.year", language))
    measure = one(MEASURE, {name: name for name in offered.measures}, say("observatory.filter.measure", language))
    classes = {}
    for dimension, names in offered.classes.items():
        chosen = one(PARAMETERS[dimension], {name: name for name in names}, dimension_label(dimension, language))
        if chosen:
            classes[dimension] = chosen
    if len(classes) > MOST_CLASSES or (measure and len(classes) > 1):
        faults.append(say("observatory.fault.too_many", language))
        classes = dict(list(classes.items())[: 1 if measure else MOST_CLASSES])
    dimensions = {PARAMETERS[name]: name for name in DIMENSIONS if name in offered.classes}
    by = one(BY, dimensions, say("observatory.filter.by", language))
    against = one(AGAINST, dimensions, say("observatory.filter.against", language))
    free = [name for name in dimensions.values() if name not in classes]
    if by not in free:
        by = free[0] if free else ""
    if against in ("", "size"):
        against = next((name for name in ("province", "sector", "layer") if name in offered.classes), "")
    return Choice(int(year or offered.years[-1]), measure, classes, by, against, tuple(faults))


def filters_of(choice: Choice, offered: Offered, language: str) -> tuple[Filter, ...]:
    """The filters of the form, with what is chosen."""

    def options(pairs: Sequence[tuple[str, str]], chosen: str, *, everything: str = "") -> tuple[Option, ...]:
        first = (Option("", say(everything, language), not chosen),) if everything else ()
        return (*first, *(Option(value, label, value == chosen) for value, label in pairs))

    years = [(str(year), str(year)) for year in reversed(offered.years)]
    found = [Filter(YEAR, say("observatory.filter.year", language), options(years, str(choice.year)))]
    if offered.measures:
        names = sorted(((name, measure_label(name, language)) for name in offered.measures), key=lambda one: one[1])
        label = say("observatory.filter.measure", language)
        found.append(Filter(MEASURE, label, options(names, choice.measure, everything="observatory.filter.all")))
    for dimension, known in offered.classes.items():
        pairs = [(name, class_label(dimension, name, language)) for name in known]
        chosen = choice.classes.get(dimension, "")
        everything = options(pairs, chosen, everything="observatory.filter.all")
        found.append(Filter(PARAMETERS[dimension], dimension_label(dimension, language), everything))
    splits = [(PARAMETERS[name], dimension_label(name, language)) for name in DIMENSIONS if name in offered.classes]
    if splits:
        by, against = PARAMETERS.get(choice.by, ""), PARAMETERS.get(choice.against, "")
        found.append(Filter(BY, say("observatory.filter.by", language), options(splits, by)))
        others = [one for one in splits if one[0] != PARAMETERS["size"]]
        found.append(Filter(AGAINST, say("observatory.filter.against", language), options(others, against)))
    return tuple(found)
