"""Which chart each table of the report gets, and what it says to who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.report.table import ReportTable, Unit
from wegwijzer.web.charts.bars import Bar, bars
from wegwijzer.web.charts.dots import DotRow, dots
from wegwijzer.web.charts.line_chart import Series, line_chart
from wegwijzer.web.charts.pyramid import LayerBars, pyramid_bars
from wegwijzer.web.charts.stacked_bars import Stack, stacked_bars
from wegwijzer.web.charts.svg import Svg
from wegwijzer.wording.figures import cell_text, figure_text
from wegwijzer.wording.language import local, say

_PERCENT_TICKS = (0, 25, 50, 75, 100)
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, with a note where its figures are not those of the table."""

    svg: Svg
    note: str = ""


def picture_of(table: ReportTable, language: str) -> Picture | None:
    """The chart of a table; None for one that is better read."""
    draw = _PICTURES.get(table.id)
    return None if draw is None else draw(_Words(table, language))


@dataclass(frozen=True, slots=True)
class _Words:
    """A table with the language to say it in."""

    table: ReportTable
    language: str

    def say(self, key: str, **arguments: object) -> str:
        """A text of this topic."""
        return say(f"figures.{key}", self.language, **arguments)

    def row(self, row_id: str) -> str:
        """The label of a row."""
        return local(self.table.row(row_id).label, self.language)

    def column(self, column_id: str) -> str:
        """The label of a column."""
        return local(self.table.column(column_id).label, self.language)

    def value(self, row_id: str, column_id: str) -> float | None:
        """The number to draw; None where print leaves the cell empty."""
        cell = self.table.cell(row_id, column_id)
        return None if cell is None else float(cell.value)

    def text(self, row_id: str, column_id: str) -> str:
        """The figure as it is written."""
        cell = self.table.cell(row_id, column_id)
        return cell_text(cell, self.table.column(column_id).unit, self.language) or self.say("blank")

    def percent(self, number: Decimal) -> str:
        """A percentage that we computed."""
        return figure_text(number, Unit.PERCENT, self.language)

    def millions(self, amount: Decimal) -> str:
        """An amount in millions, to a tenth."""
        number = (amount / _MILLION).quantize(Decimal("0.1"))
        return figure_text(number, Unit.COUNT, self.language)

    def ticks(self) -> list[tuple[float, str]]:
        """The foot of a scale of percentages."""
        return [(float(tick), self.percent(Decimal(tick))) for tick in _PERCENT_TICKS]

    def told(self, kind: str, labels: Sequence[str], named: Sequence[Sequence[tuple[str, str]]]) -> str:
        """The chart as one text: for each label its names and figures."""
        parts = [
            self.say(
                "told.layer",
                label=label,
                values=", ".join(f"{name} {value}".strip() for name, value in pairs),
            )
            for label, pairs in zip(labels, named, strict=True)
        ]
        return self.say(f"told.{kind}", parts="; ".join(parts))


def _cooperation(words: _Words) -> Picture:
    table, names = words.table, [words.say("chart.cooperates"), words.say("chart.cooperates_not")]
    rows = []
    for group in table.groups:
        pair = [row.id for row in table.rows if row.group == group.id]
        rows.append(
            DotRow(
                local(group.label, words.language),
                tuple(words.value(row, "yes") for row in pair),
                tuple(words.text(row, "yes") for row in pair),
            )
        )
    return Picture(_dots(rows, names, words))


def _sources(words: _Words) -> Picture:
    columns = [column.id for column in words.table.columns]
    rows = [
        DotRow(
            words.row(row.id),
            tuple(words.value(row.id, column) for column in columns),
            tuple(words.text(row.id, column) for column in columns),
        )
        for row in words.table.rows
    ]
    return Picture(_dots(rows, [words.column(column) for column in columns], words))


def _dots(rows: Sequence[DotRow], names: Sequence[str], words: _Words) -> Svg:
    told = words.told("dots", [row.label for row in rows], [list(zip(names, row.texts, strict=True)) for row in rows])
    return dots(rows, names, told, top=100, ticks=words.ticks())


def _pyramid(words: _Words) -> Picture:
    columns = ("total", "high", "low")
    layers = [
        LayerBars(
            words.row(row.id),
            tuple(words.value(row.id, column) for column in columns),
            tuple(words.text(row.id, column) for column in columns),
        )
        for row in words.table.rows
        if row.id != "all"
    ]
    names = [words.column(column) for column in columns]
    told = words.told(
        "pyramid", [layer.name for layer in layers], [list(zip(names, layer.texts, strict=True)) for layer in layers]
    )
    return Picture(pyramid_bars(layers, names, told))


def _profile(words: _Words) -> Picture:
    headings = {group.id: local(group.label, words.language) for group in words.table.groups}
    rows = [
        Bar(words.row(row.id), words.value(row.id, "firms"), words.text(row.id, "firms"), headings[row.group or ""])
        for row in words.table.rows
    ]
    told = words.told("bars", [f"{row.heading}, {row.label}" for row in rows], [[("", row.text)] for row in rows])
    return Picture(bars(rows, told))


def _pillars(words: _Words) -> Picture:
    years = [column.id for column in words.table.columns]
    return Picture(_lines(words, [(row, years) for row in ("training", "advice")], [words.column(y) for y in years]))


def _lines(words: _Words, lines: Sequence[tuple[str, Sequence[str]]], years: Sequence[str]) -> Svg:
    series = [
        Series(
            words.row(row),
            tuple(words.value(row, column) for column in columns),
            tuple(words.text(row, column) for column in columns),
        )
        for row, columns in lines
    ]
    told = words.told(
        "lines", [one.name for one in series], [list(zip(years, one.texts, strict=True)) for one in series]
    )
    return line_chart(series, years, told)


def _sizes(words: _Words) -> Picture:
    table = words.table
    rows = [row.id for row in table.rows if row.id != "total"]
    stacks = [
        Stack(
            local(column.label, words.language),
            tuple(words.value(row, column.id) for row in rows),
            tuple(words.text(row, column.id) for row in rows),
            words.text("total", column.id),
        )
        for column in table.columns
    ]
    return Picture(_stacked(words, stacks, [words.row(row) for row in rows], by_length=True))


def _stacked(words: _Words, stacks: Sequence[Stack], names: Sequence[str], *, by_length: bool = False) -> Svg:
    told = words.told(
        "stacked",
        [stack.label for stack in stacks],
        [list(zip(names, stack.texts, strict=True)) for stack in stacks],
    )
    tones = (1, 3, 5) if len(names) == 3 else (1, 4) if len(names) == 2 else ()
    return stacked_bars(stacks, names, told, tones=tones, by_length=by_length)


def _programmes(words: _Words) -> Picture:
    rows = [row for row in words.table.rows if all(cell is not None for cell in row.cells)]
    names = [words.say("chart.projects_share"), words.say("chart.support_share")]
    wholes = [sum(words.table.value(row.id, column) for row in rows) for column in ("projects", "support")]
    shares = [
        tuple(
            (words.table.value(row.id, column) / whole * 100).quantize(Decimal("0.1"))
            for column, whole in zip(("projects", "support"), wholes, strict=True)
        )
        for row in rows
    ]
    dot_rows = [
        DotRow(words.row(row.id), tuple(map(float, share)), tuple(words.percent(part) for part in share))
        for row, share in zip(rows, shares, strict=True)
    ]
    return Picture(_dots(dot_rows, names, words), words.say("chart.computed_shares"))


def _european(words: _Words) -> Picture:
    rows = ("sme", "large")
    columns = {"support-pct": "chart.support", "projects-pct": "chart.projects", "een-pct": "chart.een"}
    stacks = [
        Stack(
            words.say(key),
            tuple(words.value(row, column) for row in rows),
            tuple(words.text(row, column) for row in rows),
        )
        for column, key in columns.items()
    ]
    return Picture(_stacked(words, stacks, [words.row(row) for row in rows]))


def _framework(words: _Words) -> Picture:
    table = words.table
    years = [
        words.say("told.part_year", label=words.row(row.id)) if table.is_part_year(row.id) else words.row(row.id)
        for row in table.rows
    ]
    amounts = [table.value(row.id, "budget") for row in table.rows]
    series = Series(
        words.column("budget"),
        tuple(float(amount) for amount in amounts),
        tuple(words.millions(amount) for amount in amounts),
    )
    told = words.told("lines", [series.name], [list(zip(years, series.texts, strict=True))])
    parts = [place for place, row in enumerate(table.rows) if table.is_part_year(row.id)]
    shown = [words.row(row.id) + ("*" if table.is_part_year(row.id) else "") for row in table.rows]
    return Picture(
        line_chart([series], shown, told, parts_of_years=parts),
        f"* {words.say('chart.part_year')}; {words.say('chart.millions')}",
    )


def _spending(words: _Words) -> Picture:
    table = words.table
    stacks = [
        Stack(
            local(column.label, words.language),
            tuple(words.value(row.id, column.id) for row in table.rows),
            tuple(words.text(row.id, column.id) for row in table.rows),
        )
        for column in table.columns
    ]
    return Picture(_stacked(words, stacks, [words.row(row.id) for row in table.rows]))


_PICTURES: Mapping[str, Callable[[_Words], Picture]] = {
    "cooperation-and-innovation": _cooperation,
    "information-sources": _sources,
    "innovation-pyramid": _pyramid,
    "sixteen-firms": _profile,
    "kmo-portefeuille-by-pillar": _pillars,
    "kmo-portefeuille-by-size": _sizes,
    "iwt-projects": _programmes,
    "european-programmes": _european,
    "seventh-framework-programme": _framework,
    "rd-by-size": _spending,
}
