"""A table of the report as data: what it is about, its cells exactly as printed, and what is wrong in print.

The report is SERV/Stichting Innovatie & Arbeid (2016), "Kennisdiffusie en innovatie bij Vlaamse kmo's".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from wegwijzer.core.firm.facts import Text

_GROUPED = re.compile(r"[0-9]{1,3}(?:([. ])[0-9]{3}(?:\1[0-9]{3})*)?")
_PLAIN = re.compile(r"[0-9]+")
_DECIMALS = re.compile(r"[0-9]*(?:,[0-9]+)?")


class Unit(Enum):
    """What the cells of a column count: firms or projects, per cent, euro, or a probability between 0 and 1."""

    COUNT = "count"
    PERCENT = "percent"
    EURO = "euro"
    P_VALUE = "p_value"


class SlipKind(Enum):
    """In which way a place in print is not what it should be."""

    SUM = "sum"
    ROUNDING = "rounding"
    P_VALUE = "p_value"
    PART_YEAR = "part_year"
    REFERENCE = "reference"
    HEADING = "heading"
    CLASSES = "classes"
    LAYOUT = "layout"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed figure: the text as it stands in print, and the number it says, with the decimals of the print."""

    printed: str
    value: Decimal

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        return decimals_of(self.value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and the unit of all its cells."""

    id: str
    label: Text
    unit: Unit


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row; None where print leaves a cell empty, which says nothing and is no nil."""

    id: str
    label: Text
    cells: tuple[Cell | None, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the report: a paragraph ("1.4"), of the text or of an appendix."""

    paragraph: str | None = None
    appendix: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong or easily misread in print, at a cell, a row or column, or (both None) in the table as a whole.

    `found_by_us` tells what we found when we recomputed from what the keepers of the text already knew.
    """

    id: str
    kind: SlipKind
    text: Text
    row: str | None = None
    column: str | None = None
    found_by_us: bool = False


class CheckKind(Enum):
    """How printed figures hang together."""

    ROWS_SUM = "rows_sum"
    COLUMNS_SUM = "columns_sum"
    SHARE = "share"
    P_VALUE = "p_value"


@dataclass(frozen=True, slots=True)
class Check:
    """One way in which printed figures must hang together.

    ROWS_SUM: `rows` add up, in each of `columns`, to the row `total`, or to `expected`, a figure printed elsewhere
    (`cited`), perhaps rounded to `rounded_to`. COLUMNS_SUM: `columns` add up, in each of `rows`, to the column `total`.
    SHARE: the column `total` holds the percentages that the rows are of the row `of`, in the one column of `columns`.
    P_VALUE: the column `total` holds p-values beside the shares of `columns` in each pair of rows, over `sample` firms.
    """

    kind: CheckKind
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    total: str | None = None
    of: str | None = None
    expected: Decimal | None = None
    rounded_to: Decimal | None = None
    cited: Place | None = None
    sample: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """All, any or none of its parts; a part is the name of a question, answered with yes, or a condition."""

    kind: str
    parts: tuple[str | Condition, ...]

    def holds(self, answers: Mapping[str, bool]) -> bool:
        """Whether it holds for a firm all of whose answers are known."""
        met = (part.holds(answers) if isinstance(part, Condition) else answers[part] for part in self.parts)
        if self.kind == "none":
            return not any(met)
        return all(met) if self.kind == "all" else any(met)


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A condition under its heading in print."""

    label: Text
    test: Condition


@dataclass(frozen=True, slots=True)
class Criteria:
    """Table 12: what makes a firm belong to a segment, tested from the top; and what its questions ask."""

    segments: Mapping[str, tuple[NamedCondition, ...]]
    questions: Mapping[str, Text]

    def segment_of(self, answers: Mapping[str, bool]) -> str:
        """The first segment of which every condition holds."""
        for segment, conditions in self.segments.items():
            if all(condition.test.holds(answers) for condition in conditions):
                return segment
        raise ValueError("no segment holds: the last one must hold whenever no other does")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table. `number` is None for figures that the running text prints.

    `place` is where it stands in the report, `source` what the report names below it. Table 13 has no rows of its
    own: `technology` says that the core's table of technology classes is its reading.
    """

    number: int | None
    id: str
    title: Text
    finding: Text
    place: Place
    source: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[Text, ...] = ()
    checks: tuple[Check, ...] = ()
    slips: tuple[Slip, ...] = ()
    criteria: Criteria | None = None
    technology: bool = False

    def column(self, column_id: str) -> Column:
        """The column of an id. Raises KeyError when there is none."""
        return {column.id: column for column in self.columns}[column_id]

    def row(self, row_id: str) -> Row:
        """The row of an id. Raises KeyError when there is none."""
        return {row.id: row for row in self.rows}[row_id]

    def cell(self, row_id: str, column_id: str) -> Cell | None:
        """One cell; None where print leaves it empty."""
        place = [column.id for column in self.columns].index(column_id)
        return self.row(row_id).cells[place]

    def value(self, row_id: str, column_id: str) -> Decimal:
        """The number in a cell. Raises KeyError where print leaves it empty."""
        cell = self.cell(row_id, column_id)
        if cell is None:
            raise KeyError(f"{self.id}: {row_id}, {column_id} is empty in print")
        return cell.value

    def is_part_year(self, row_or_column: str) -> bool:
        """Whether a row or column covers only part of a year, and must not be compared with the others."""
        return any(slip.kind is SlipKind.PART_YEAR and row_or_column in (slip.row, slip.column) for slip in self.slips)

    def slips_at(self, row_id: str | None, column_id: str | None) -> tuple[Slip, ...]:
        """The slips at exactly this place."""
        return tuple(slip for slip in self.slips if (slip.row, slip.column) == (row_id, column_id))


def parse_printed(text: str, unit: Unit) -> Cell:
    """A figure as the report prints it: a comma before decimals, dots or spaces between thousands.

    Raises ValueError, with what was expected, for a text that says no figure of the unit.

    >>> parse_printed("17 497 906", Unit.EURO).value
    Decimal('17497906')
    >>> parse_printed("4,40%", Unit.PERCENT).value, parse_printed(",062", Unit.P_VALUE).value
    (Decimal('4.40'), Decimal('0.062'))
    """
    if unit is Unit.PERCENT:
        number = text.removesuffix("%")
        if number == text or not number[:1].isdigit() or not _DECIMALS.fullmatch(number):
            raise ValueError(f'"{text}" is no percentage; give one such as 36,5%')
        return Cell(text, Decimal(number.replace(",", ".")))
    if unit is Unit.P_VALUE:
        if not text.strip(",") or not _DECIMALS.fullmatch(text):
            raise ValueError(f'"{text}" is no p-value; give one such as ,062')
        return Cell(text, Decimal(f"0{text}".replace(",", ".")))
    if not _GROUPED.fullmatch(text) and not _PLAIN.fullmatch(text):
        raise ValueError(f'"{text}" is no whole number; give one such as 33.704')
    return Cell(text, Decimal(text.replace(".", "").replace(" ", "")))


def decimals_of(number: Decimal) -> int:
    """How many decimals a number is written with.

    >>> decimals_of(Decimal("4.40"))
    2
    """
    return max(0, -int(number.as_tuple().exponent))
