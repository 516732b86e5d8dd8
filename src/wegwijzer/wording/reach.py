"""The reach of a year in words and figures of one language: as a publication, as lines and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from wegwijzer.core.reach.results import Reach
from wegwijzer.core.survey.publication import Cube, Fact, Publication
from wegwijzer.wording.language import texts
from wegwijzer.wording.publication_parts import file_words
from wegwijzer.wording.reach_cubes import reach_cubes
from wegwijzer.wording.reach_findings import (
    by_findings,
    concentration_findings,
    matthew_findings,
    measures_finding,
    outcomes_finding,
    trend_finding,
    unmet_finding,
    waiting_finding,
    whole_finding,
)
from wegwijzer.wording.reach_names import ReachNames
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class AboutReach:
    """Where figures of reach come from: names of files, the measure they are limited to, and the day they stand at."""

    use: tuple[str, ...]
    population: str
    until: date
    measure: str = ""

    def is_over(self, year: int) -> bool:
        """Whether the year has ended on that day."""
        return self.until > date(year, 12, 31)


def published_reach(found: Reach, about: AboutReach, names: ReachNames) -> Publication:
    """All figures of a year, each with its definition, and what to know of them."""
    return Publication(
        id="reach",
        title=reach_title(found, about, names),
        language=names.language,
        facts=tuple(_facts(found, about, names)),
        warnings=reach_warnings(found, about, names),
        notes=(names.say("method_text"), hidden_sentence(found, names)),
        cubes=tuple(reach_cubes(found, names, about.until)),
        words=file_words(names.language) | dict(texts("reach", names.language)),
    )


def reach_title(found: Reach, about: AboutReach, names: ReachNames) -> str:
    """What the figures are called."""
    if about.measure:
        return names.say("title_measure", measure=names.measure(about.measure), year=found.year)
    return names.say("title", year=found.year)


def reach_warnings(found: Reach, about: AboutReach, names: ReachNames) -> tuple[str, ...]:
    """What must be read before any figure."""
    told = [names.say("synthetic")] if found.is_synthetic else []
    if not about.is_over(found.year):
        told.append(names.say("part_year", year=found.year, day=date_text(about.until, names.language)))
    if found.whole is not None and not found.whole.of:
        told.append(names.say("no_population", year=found.year))
    if found.whole is not None and not found.whole.count:
        told.append(names.say("nothing_used", year=found.year))
    return tuple(told)


def hidden_sentence(found: Reach, names: ReachNames) -> str:
    """How much is hidden and why."""
    if not found.hidden:
        return names.say("none_hidden", least=found.least)
    return names.say("hidden_text", least=found.least, count=found.hidden, mark=names.say("hidden"))


def findings(found: Reach, about: AboutReach, names: ReachNames) -> dict[str, tuple[str, ...]]:
    """The sentences of each section, by its id; the whole stands under `reach`."""
    told: dict[str, tuple[str, ...]] = {"reach": (whole_finding(found, names, about.measure),)}
    told |= {f"by_{by.dimension}": tuple(by_findings(by, names)) for by in found.by}
    told["trend"] = (trend_finding(found.trend[-1], names),)
    if not about.measure:
        told["measures"] = (measures_finding(found, names),)
    if found.trend[-1].has_past:
        told["next_use"] = tuple(matthew_findings(found.matthew, names))
    if found.concentration:
        told["concentration"] = tuple(concentration_findings(found.concentration[0], names))
    if found.unmet is not None:
        told["unmet"] = (unmet_finding(found.unmet, names),)
    if found.waiting is not None:
        told["waiting"] = (waiting_finding(found.waiting, names),)
        told["outcomes"] = (outcomes_finding(found.waiting, names),)
    return told


def reach_lines(found: Reach, about: AboutReach, names: ReachNames) -> Iterator[str]:
    """The figures for a terminal: what they say, then each table with its definition."""
    publication = published_reach(found, about, names)
    yield publication.title
    for warning in publication.warnings:
        yield f"! {warning}"
    yield ""
    for sentences in findings(found, about, names).values():
        yield " ".join(sentences)
    for cube in publication.cubes:
        if cube.axes[0].categories:
            yield ""
            yield from _table(cube, names)
    yield ""
    yield from publication.notes


def _table(cube: Cube, names: ReachNames) -> Iterator[str]:
    yield cube.title
    yield f"  {names.say('definition')}: {cube.definition}"
    heads = [cube.axes[0].label, *(measure.label for measure in cube.measures)]
    rows = []
    for category in cube.axes[0].categories:
        key = (category.id,)
        if key in cube.hidden:
            rows.append([category.label, names.say("hidden")])
            continue
        told = cube.figures[key]
        rows.append([category.label, *(told[measure.id].text for measure in cube.measures)])
    widths = [max(len(row[at]) for row in [heads, *rows] if len(row) > at) for at in range(len(heads))]
    for row in [heads, *rows]:
        first = f"  {row[0]:<{widths[0]}}"
        yield first + "".join(f"  {text:>{width}}" for text, width in zip(row[1:], widths[1:], strict=False))


def _facts(found: Reach, about: AboutReach, names: ReachNames) -> Iterator[Fact]:
    def fact(key: str, value: str | int, text: str = "") -> Fact:
        return Fact(key, names.say(f"fact.{key}"), text or str(value), value)

    yield fact("source", ", ".join(PurePath(name).name for name in about.use))
    yield fact("population", PurePath(about.population).name)
    yield fact("year", found.year)
    years = [one.year for one in found.trend]
    yield fact("years", names.years(years[0], years[-1]))
    yield fact("until", about.until.isoformat(), date_text(about.until, names.language))
    if about.measure:
        yield fact("measure", about.measure, names.measure(about.measure))
    for key, is_so in (("synthetic", found.is_synthetic), ("survey", found.is_survey)):
        yield fact(key, int(is_so), names.say(f"yes_no.{'true' if is_so else 'false'}"))
    yield fact("min_count", found.least)
    yield fact("hidden_cells", found.hidden)
    yield fact("compared", found.compared)
    if found.absent:
        labels = [names.say(f"axis.{name}") for name in found.absent]
        yield fact("absent", ", ".join(found.absent), ", ".join(labels))
