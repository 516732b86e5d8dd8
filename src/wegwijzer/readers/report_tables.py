"""Read the tables of the 2016 report from their data files, every cell and every reference checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.pyramid.answers import QUESTIONS
from wegwijzer.core.pyramid.segments import Segment
from wegwijzer.core.report.table import (
    Cell,
    Check,
    CheckKind,
    Column,
    Condition,
    Criteria,
    Group,
    NamedCondition,
    Place,
    ReportTable,
    Row,
    Slip,
    SlipKind,
    Unit,
    parse_printed,
)
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.report_table_forms import CheckForm, CriteriaForm, PlaceForm, RowForm, TableForm
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file

FOLDER = "report_tables"
TABLES = range(1, 14)
"""The numbers of the report's tables."""

_TESTS = ("all", "any", "none")


@cache
def report_tables() -> tuple[ReportTable, ...]:
    """The report's thirteen tables, in order. Raises InputError with every fault of every file."""
    return load_report_tables(shipped_folder() / FOLDER)


@cache
def printed_definitions() -> ReportTable:
    """What the running text of §1.4 prints of other definitions of an innovative firm."""
    name = "definitions.yaml"
    table, faults = read_report_table(read_yaml_file(shipped_folder() / FOLDER / name, name=f"{FOLDER}/{name}"))
    if table is None:
        raise InputError(faults)
    return table


def load_report_tables(folder: Path) -> tuple[ReportTable, ...]:
    """The tables of a folder, one file for each number. Raises InputError with the faults of all files."""
    found: list[ReportTable] = []
    faults: list[Fault] = []
    for number in TABLES:
        name = f"{FOLDER}/table-{number:02}.yaml"
        try:
            located = read_yaml_file(folder / f"table-{number:02}.yaml", name=name)
        except InputError as error:
            faults += error.faults
            continue
        table, wrong = read_report_table(located)
        faults += wrong
        if table is None:
            continue
        if table.number != number:
            faults.append(located.fault(("number",), "is not the number in the file's name.", f"{number}."))
        found.append(table)
    if faults:
        raise InputError(faults)
    return tuple(found)


def read_report_table(located: LocatedData) -> tuple[ReportTable | None, list[Fault]]:
    """One table, or None with every fault of its file."""
    form, faults = validate(located, TableForm)
    if form is None:
        return None, faults
    faults += _references(form, located)
    rows = tuple(_row(entry, place, form, located, faults) for place, entry in enumerate(form.rows))
    criteria = None if form.criteria is None else _criteria(form.criteria, located, faults)
    if faults:
        return None, faults
    all_rows, all_columns = [row.id for row in form.rows], [column.id for column in form.columns]
    return ReportTable(
        number=form.number,
        id=form.id,
        title=text(form.title),
        finding=text(form.finding),
        place=_place(form.place),
        source=form.source,
        columns=tuple(Column(entry.id, text(entry.label), Unit(entry.unit)) for entry in form.columns),
        rows=rows,
        groups=tuple(Group(entry.id, text(entry.label)) for entry in form.groups),
        notes=tuple(text(note) for note in form.notes),
        checks=tuple(_check(entry, all_rows, all_columns) for entry in form.checks),
        slips=tuple(
            Slip(entry.id, SlipKind(entry.kind), text(entry.text), entry.row, entry.column, entry.found_by_us)
            for entry in form.slips
        ),
        criteria=criteria,
        technology=form.reading == "technology_classes",
    ), []


def _place(form: PlaceForm) -> Place:
    return Place(form.paragraph, form.appendix)


def _row(entry: RowForm, place: int, form: TableForm, located: LocatedData, faults: list[Fault]) -> Row:
    path: Path_ = ("rows", place, "values")
    if len(entry.values) != len(form.columns):
        faults.append(located.fault(path, f"has {len(entry.values)} values.", f"{len(form.columns)}, one a column."))
    cells: list[Cell | None] = []
    for position, (printed, column) in enumerate(zip(entry.values, form.columns, strict=False)):
        try:
            cells.append(None if printed is None else parse_printed(printed, Unit(column.unit)))
        except ValueError as error:
            faults.append(located.fault((*path, position), f"{error}.", "the figure as it stands in print, in quotes."))
    return Row(entry.id, text(entry.label), tuple(cells), entry.group)


def _check(entry: CheckForm, rows: list[str], columns: list[str]) -> Check:
    return Check(
        kind=CheckKind(entry.kind),
        rows=tuple(entry.rows or rows),
        columns=tuple(entry.columns or columns),
        total=entry.total,
        of=entry.of,
        expected=entry.expected,
        rounded_to=entry.rounded_to,
        cited=None if entry.cited is None else _place(entry.cited),
        sample=entry.sample,
    )


def _references(form: TableForm, located: LocatedData) -> Iterator[Fault]:
    """Ids given twice, and ids that a row, check or slip names and the table does not have."""
    ids = {
        "columns": [entry.id for entry in form.columns],
        "groups": [entry.id for entry in form.groups],
        "rows": [entry.id for entry in form.rows],
        "slips": [entry.id for entry in form.slips],
    }
    for key, given in ids.items():
        for place, entry_id in enumerate(given):
            if entry_id in given[:place]:
                yield located.fault((key, place, "id"), f'"{entry_id}" is given twice.', "each id once.")
    known = {key: set(given) for key, given in ids.items()}
    if form.criteria is not None:
        known["rows"] |= {entry.segment for entry in form.criteria.segments}
    for path, key, wanted in _named(form):
        if wanted not in known[key]:
            yield located.fault(path, f'"{wanted}" is not among the {key}.', f"one of {', '.join(sorted(known[key]))}.")
    for place, check in enumerate(form.checks):
        yield from _incomplete(check, ("checks", place), located)


def _named(form: TableForm) -> Iterator[tuple[Path_, str, str]]:
    for place, row in enumerate(form.rows):
        if row.group is not None:
            yield ("rows", place, "group"), "groups", row.group
    for place, slip in enumerate(form.slips):
        if slip.row is not None:
            yield ("slips", place, "row"), "rows", slip.row
        if slip.column is not None:
            yield ("slips", place, "column"), "columns", slip.column
    for place, check in enumerate(form.checks):
        path: Path_ = ("checks", place)
        yield from (((*path, "rows"), "rows", row_id) for row_id in check.rows)
        yield from (((*path, "columns"), "columns", column_id) for column_id in check.columns)
        if check.total is not None:
            yield (*path, "total"), "rows" if check.kind == "rows_sum" else "columns", check.total
        if check.of is not None:
            yield (*path, "of"), "rows", check.of


def _incomplete(check: CheckForm, path: Path_, located: LocatedData) -> Iterator[Fault]:
    """What a check of its kind needs and does not say."""
    if check.kind == "rows_sum" and check.total is None and check.expected is None:
        yield located.fault(path, "says no total.", "total: a row, or expected: a number.")
    if check.kind != "rows_sum" and check.total is None:
        yield located.fault(path, "says no total.", "total: a column.")
    if check.kind == "share" and (check.of is None or len(check.columns) != 1):
        yield located.fault(path, "does not say of what it is a share.", "of: a row, and columns: one column.")
    if check.kind == "p_value" and (check.sample is None or len(check.columns) != 1):
        yield located.fault(path, "does not say what was tested.", "sample: a number, and columns: one column.")


def _criteria(form: CriteriaForm, located: LocatedData, faults: list[Fault]) -> Criteria:
    segments: dict[str, tuple[NamedCondition, ...]] = {}
    for place, entry in enumerate(form.segments):
        path: Path_ = ("criteria", "segments", place)
        if entry.segment not in {segment.id for segment in Segment}:
            faults.append(located.fault((*path, "segment"), "is no segment.", "a segment such as koploper."))
        segments[entry.segment] = tuple(
            NamedCondition(
                text(item.label), _condition(item.test, (*path, "conditions", nth, "test"), form, located, faults)
            )
            for nth, item in enumerate(entry.conditions)
        )
    unknown = sorted(set(form.questions) - set(QUESTIONS))
    if unknown:
        path = ("criteria", "questions", unknown[0])
        faults.append(located.fault(path, "is no question of the survey.", f"one of {', '.join(QUESTIONS)}."))
    return Criteria(segments, {name: text(asked) for name, asked in form.questions.items()})


def _condition(test: object, path: Path_, form: CriteriaForm, located: LocatedData, faults: list[Fault]) -> Condition:
    """A test as data: one of `all`, `any`, `none` over questions and tests."""
    if not isinstance(test, dict) or len(test) != 1 or next(iter(test)) not in _TESTS:
        faults.append(located.fault(path, "is no test.", "one of all, any, none, with a list."))
        return Condition("all", ())
    [(kind, parts)] = test.items()
    if not isinstance(parts, list) or not parts:
        faults.append(located.fault((*path, kind), "is no list.", "questions and tests."))
        return Condition("all", ())
    read: list[str | Condition] = []
    for place, part in enumerate(parts):
        where: Path_ = (*path, kind, place)
        if isinstance(part, str):
            if part not in form.questions:
                faults.append(located.fault(where, f'"{part}" is no question of this table.', "a key of questions."))
            read.append(part)
        else:
            read.append(_condition(part, where, form, located, faults))
    return Condition(kind, tuple(read))
