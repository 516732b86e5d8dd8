"""Everything that the page of one table shows, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.firm.technology import TechnologyClass
from wegwijzer.core.report.recomputing import Outcome, recompute
from wegwijzer.core.report.table import CheckKind, Condition, Criteria, ReportTable, Row
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.report_tables import report_tables
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.figures.pictures import picture_of
from wegwijzer.web.figures.queries import sums_that_hold
from wegwijzer.wording.figures import cell_text, place_text, question_text, recomputed_text, segment_text, spot_text
from wegwijzer.wording.language import local, say

_TOTALS = ("total", "all")


@dataclass(frozen=True, slots=True)
class HeadView:
    """A table in the list, or as a neighbour."""

    number: int
    name: str
    title: str
    finding: str
    place: str
    source: str
    slips: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The head of a column, with the numbers of the slips that concern all of it."""

    label: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its figure (empty: print leaves it empty), and the numbers of its slips."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row, perhaps the first under a heading."""

    heading: str
    label: str
    cells: tuple[CellView, ...]
    marks: tuple[int, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class SlipView:
    """One note on the print: its number, its place, what it is, and who found it."""

    number: int
    place: str
    kind: str
    text: str
    found: str


@dataclass(frozen=True, slots=True)
class TestView:
    """One condition of a segment: its heading, how its lines are joined, and the lines."""

    label: str
    joint: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment of table 12 with what must hold."""

    label: str
    tests: tuple[TestView, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class of table 13: the codes that belong to it, and those among them that belong to another."""

    label: str
    include: str
    exclude: str


@dataclass(frozen=True, slots=True)
class TableView:
    """The whole page."""

    head: HeadView
    picture: Svg | None
    picture_note: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    segments: tuple[SegmentView, ...]
    classes: tuple[ClassView, ...]
    marks: tuple[int, ...]
    notes: tuple[str, ...]
    slips: tuple[SlipView, ...]
    holds: int
    checked: int
    differences: tuple[str, ...]
    previous: HeadView | None
    next: HeadView | None


def row_view(table: ReportTable, language: str) -> HeadView:
    """A table as one line."""
    count = len(table.slips)
    key = "figures.list.slips_one" if count == 1 else "figures.list.slips"
    return HeadView(
        number=table.number or 0,
        name=say("figures.table", language, number=table.number),
        title=local(table.title, language),
        finding=local(table.finding, language).removesuffix("."),
        place=place_text(table.place, language),
        source=table.source,
        slips=say(key, language, count=count) if count > 1 else say(key, language) if count else "",
    )


def table_view(table: ReportTable, language: str) -> TableView:
    """Put the page together."""
    tables = report_tables()
    place = tables.index(table)
    drawn = picture_of(table, language)
    holds, checked = sums_that_hold(table)
    return TableView(
        head=row_view(table, language),
        picture=drawn.svg if drawn else None,
        picture_note=drawn.note if drawn else "",
        columns=tuple(
            ColumnView(local(column.label, language), _marks(table, None, column.id)) for column in table.columns
        ),
        rows=tuple(row_views(table, language)),
        segments=() if table.criteria is None else tuple(_segments(table, table.criteria, language)),
        classes=tuple(_class(known, language) for known in shipped_catalogue().technology_table.classes)
        if table.technology
        else (),
        marks=_marks(table, None, None),
        notes=tuple(local(note, language) for note in table.notes),
        slips=slip_views(table, language),
        holds=holds,
        checked=checked,
        differences=tuple(
            f"{recomputed_text(table, found, language)} ({say(f'figures.outcome.{found.outcome.value}', language)})"
            for found in recompute(table)
            if found.outcome is not Outcome.HOLDS and found.kind is not CheckKind.P_VALUE
        ),
        previous=row_view(tables[place - 1], language) if place else None,
        next=row_view(tables[place + 1], language) if place + 1 < len(tables) else None,
    )


def row_views(table: ReportTable, language: str) -> list[RowView]:
    """The rows of a table, each heading before the first row under it."""
    groups = {group.id: local(group.label, language) for group in table.groups}
    views: list[RowView] = []
    before = None
    for row in table.rows:
        heading = groups.get(row.group or "", "") if row.group != before else ""
        before = row.group
        views.append(
            RowView(
                heading=heading,
                label=_capital(local(row.label, language)),
                cells=tuple(_cells(table, row, language)),
                marks=_marks(table, row.id, None),
                is_total=row.id in _TOTALS,
            )
        )
    return views


def slip_views(table: ReportTable, language: str) -> tuple[SlipView, ...]:
    """The notes on the print, numbered as the marks in the table are."""
    return tuple(
        SlipView(
            number=number,
            place=spot_text(table, slip.row, slip.column, language),
            kind=say(f"figures.slip_kind.{slip.kind.value}", language),
            text=local(slip.text, language),
            found=say(f"figures.slip_found.{'us' if slip.found_by_us else 'known'}", language),
        )
        for number, slip in enumerate(table.slips, start=1)
    )


def _capital(text: str) -> str:
    """A label at the start of a line; an address on the web stays as it is."""
    return text if text.startswith("www.") else f"{text[:1].upper()}{text[1:]}"


def _cells(table: ReportTable, row: Row, language: str) -> list[CellView]:
    return [
        CellView(cell_text(cell, column.unit, language), _marks(table, row.id, column.id))
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]


def _marks(table: ReportTable, row: str | None, column: str | None) -> tuple[int, ...]:
    return tuple(number for number, slip in enumerate(table.slips, start=1) if (slip.row, slip.column) == (row, column))


def _segments(table: ReportTable, criteria: Criteria, language: str) -> list[SegmentView]:
    return [
        SegmentView(
            label=segment_text(segment, language),
            tests=tuple(
                _test(condition.test, local(condition.label, language), criteria, language) for condition in conditions
            ),
            marks=_marks(table, segment, None),
        )
        for segment, conditions in criteria.segments.items()
    ]


def _test(test: Condition, label: str, criteria: Criteria, language: str) -> TestView:
    """Each part on a line of its own; a part that joins questions keeps them together."""
    joint = f" {say('figures.condition.and', language)} "
    lines = [
        joint.join(question_text(str(inner), criteria, language) for inner in part.parts)
        if isinstance(part, Condition)
        else question_text(part, criteria, language)
        for part in test.parts
    ]
    return TestView(label, say(f"figures.condition.{test.kind}", language), tuple(lines))


def _class(known: TechnologyClass, language: str) -> ClassView:
    return ClassView(
        label=say(f"figures.technology.{known.id}", language),
        include=", ".join(known.include),
        exclude=", ".join(known.exclude),
    )
