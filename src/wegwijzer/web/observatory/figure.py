"""One figure of a page: what it says, its picture, its table, its definition and its files, all from one cube.

The table on the page and the files to download read the same cube, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wegwijzer.core.survey.publication import Axis, Category, Cube, Fact, Figure, Key, Kind, Measure, Publication
from wegwijzer.web.charts.stamp import stamped
from wegwijzer.web.charts.svg import Svg
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table; one that is hidden has no text."""

    text: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: the words of its corner, its columns, and rows of a label with cells."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What holds for a figure whatever it shows: its source, whether it is invented, what it is filtered on."""

    source: str
    year: int
    is_synthetic: bool
    least: int
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class FigureView:
    """Everything of one figure. Without a picture `nothing` says why there is none, and what to do."""

    id: str
    question: str
    finding: str
    picture: Svg | None
    nothing: str
    table: TableView | None
    definition: str
    notes: tuple[str, ...]
    publication: Publication


def axis(id: str, label: str, categories: Iterable[tuple[str, str]]) -> Axis:
    """An axis from pairs of an id and a label."""
    return Axis(id, label, tuple(Category(name, words) for name, words in categories))


def figure_cube(
    id: str,
    axes: Sequence[Axis],
    measures: Sequence[tuple[str, Kind]],
    cells: Mapping[Key, Mapping[str, Figure] | None],
    language: str,
) -> Cube:
    """A cube of cells; None is hidden."""
    return Cube(
        id=id,
        title=say(f"observatory.figure.{id}.question", language),
        axes=tuple(axes),
        measures=tuple(Measure(name, say(f"observatory.number.{name}", language), kind) for name, kind in measures),
        figures={key: found for key, found in cells.items() if found is not None},
        hidden=frozenset(key for key, found in cells.items() if found is None),
    )


def figure_view(
    id: str,
    about: About,
    language: str,
    *,
    finding: str = "",
    picture: Svg | None = None,
    cube: Cube | None = None,
    nothing: str = "",
    notes: Sequence[str] = (),
) -> FigureView:
    """Put a figure together. A picture of invented figures says so in itself."""
    question = say(f"observatory.figure.{id}.question", language)
    stamp = say("observatory.synthetic_stamp", language)
    told = list(notes)
    if cube is not None and cube.hidden:
        told.append(_hidden(len(cube.hidden), about.least, language))
    if about.filters:
        told.append(say("observatory.filtered", language, filters=", ".join(about.filters)))
    return FigureView(
        id=id,
        question=question,
        finding=finding or question,
        picture=stamped(picture, stamp) if picture is not None and about.is_synthetic else picture,
        nothing=nothing,
        table=None if cube is None else _table(cube, language),
        definition=say(f"observatory.figure.{id}.definition", language, least=str(about.least)),
        notes=tuple(told),
        publication=_publication(id, question, finding, about, cube, tuple(told), language),
    )


def _hidden(count: int, least: int, language: str) -> str:
    key = "observatory.hidden_one" if count == 1 else "observatory.hidden"
    return say(key, language, count=str(count), least=str(least))


def _table(cube: Cube, language: str) -> TableView:
    """One axis: a column a number. Two axes: the second across, with the first number alone."""
    if len(cube.axes) == 1:
        columns = tuple(measure.label for measure in cube.measures)
        rows = tuple(
            (row.label, tuple(_cell(cube, (row.id,), measure.id) for measure in cube.measures))
            for row in cube.axes[0].categories
        )
        return TableView(cube.axes[0].label, columns, rows)
    across = cube.axes[1].categories
    return TableView(
        f"{cube.axes[0].label} × {cube.axes[1].label}",
        tuple(column.label for column in across),
        tuple(
            (row.label, tuple(_cell(cube, (row.id, column.id), cube.measures[0].id) for column in across))
            for row in cube.axes[0].categories
        ),
    )


def _cell(cube: Cube, key: Key, measure: str) -> CellView:
    if key in cube.hidden:
        return CellView("", is_hidden=True)
    found = cube.figures.get(key, {}).get(measure)
    return CellView("–" if found is None or not found.text else found.text)


def _publication(
    id: str, question: str, finding: str, about: About, cube: Cube | None, notes: tuple[str, ...], language: str
) -> Publication:
    def fact(name: str, value: str | int) -> Fact:
        return Fact(name, say(f"observatory.about.{name}", language), str(value), value)

    facts = (
        fact("source", about.source),
        fact("year", about.year),
        fact("finding", finding or question),
        fact("definition", say(f"observatory.figure.{id}.definition", language, least=str(about.least))),
        fact("filters", ", ".join(about.filters)),
        fact("synthetic", say("observatory.yes" if about.is_synthetic else "observatory.no", language)),
        fact("smallest_count", about.least),
    )
    words = {key: say(f"publication.{key}", language) for key in ("file.measure", "file.status_c", "file.status_u")}
    warnings = (say("observatory.synthetic", language),) if about.is_synthetic else ()
    return Publication(id, question, language, facts, warnings, notes, () if cube is None else (cube,), words)
