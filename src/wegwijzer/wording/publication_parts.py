"""The parts that publications are made of: figures as they are written, cubes, facts and the words of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from wegwijzer.core.survey.estimating import Estimate
from wegwijzer.core.survey.publication import Axis, Cube, Fact, Figure, Key, Kind, Measure
from wegwijzer.core.survey.refining import Refined
from wegwijzer.wording.language import say, texts
from wegwijzer.wording.survey_design import design_sentences
from wegwijzer.wording.survey_numbers import count_text, share_text
from wegwijzer.wording.values import number_text

ESTIMATE = ("se", "ci_low", "ci_high")
"""What every estimate has besides its value."""


def cube(
    name: str,
    axes: tuple[Axis, ...],
    measures: Iterable[tuple[str, Kind]],
    figures: Mapping[Key, Mapping[str, Figure]],
    language: str,
    *,
    hidden: frozenset[Key] = frozenset(),
) -> Cube:
    """A cube with its title and measures in words."""
    worded = tuple(Measure(key, published(f"measure.{key}", language), kind) for key, kind in measures)
    return Cube(name, published(f"cube.{name}", language), axes, worded, figures, hidden)


def rows(count: int | None, language: str) -> Figure:
    """A number of rows."""
    return Figure(count, published("nothing", language) if count is None else count_text(count, language))


def firms(number: float | None, language: str) -> Figure:
    """A number of firms of the population; weights need not be whole."""
    if number is None:
        return Figure(None, published("nothing", language))
    return Figure(number, number_text(Decimal(str(round(number, 1))), language))


def share(value: float | None, language: str) -> Figure:
    """A share, or an error or end of an interval of one."""
    return Figure(value, published("nothing", language) if value is None else share_text(value, language))


def estimate(found: Estimate | None, name: str, language: str) -> dict[str, Figure]:
    """A share with its error and interval; `name` is the measure of the share itself."""
    if found is None:
        return {measure: share(None, language) for measure in (name, *ESTIMATE)}
    return {
        "n": rows(found.n, language),
        name: share(found.value, language),
        "se": share(found.se, language),
        "ci_low": share(found.ci_low, language),
        "ci_high": share(found.ci_high, language),
    }


def fact(name: str, value: str | int | float, language: str) -> Fact:
    """Something to know of all figures."""
    text = value if isinstance(value, str) else number_text(Decimal(str(value)), language)
    return Fact(name, published(f"fact.{name}", language), text, value)


def design_facts(columns: Mapping[str, str], where: str, language: str) -> Iterator[Fact]:
    """The condition and the columns of the design; what was not given is not said."""
    if where:
        yield fact("where", where, language)
    for part, column in columns.items():
        if column:
            yield fact(part, column, language)


def refinement_facts(refined: Refined, language: str) -> Iterator[Fact]:
    """What fitting and replicate weights did; nothing where there were none."""
    for name, sentence in design_sentences(refined, language):
        yield fact(name, sentence, language)
    if refined.fit is not None:
        yield fact("fit_rounds", refined.fit.rounds, language)
        yield fact("smallest_factor", round(refined.fit.smallest_factor, 6), language)
        yield fact("largest_factor", round(refined.fit.largest_factor, 6), language)


def decimals(number: float | None, language: str) -> str:
    """A number with four figures that count."""
    return "" if number is None else number_text(Decimal(f"{number:.4g}"), language)


def file_words(language: str, **arguments: str) -> dict[str, str]:
    """All texts that writers need, by key without the topic; what can be filled in already is."""
    found = {key.removeprefix("publication."): text for key, text in texts("publication", language).items()}
    filled = {"least": "", "column": "", "count": "0", "mark": found["hidden_text"]} | arguments
    for key in ("report.by", "report.bars_caption", "report.hidden_text", "report.none_hidden"):
        found[key] = found[key].format(**filled)
    return found


def published(key: str, language: str, **arguments: object) -> str:
    """A text of this topic."""
    return say(f"publication.{key}", language, **arguments)
