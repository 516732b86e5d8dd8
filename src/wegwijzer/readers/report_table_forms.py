"""The form of the files in data/report_tables, as pydantic models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from wegwijzer.readers.schema import Form, Number, Slug, TextForm, Written


class PlaceForm(Form):
    """Where in the report."""

    paragraph: Written | None = None
    appendix: int | None = None


class ColumnForm(Form):
    """One column."""

    id: Slug
    label: TextForm
    unit: Literal["count", "percent", "euro", "p_value"]


class GroupForm(Form):
    """One heading over rows."""

    id: Slug
    label: TextForm


class RowForm(Form):
    """One row; null where print leaves the cell empty."""

    id: Slug
    label: TextForm
    values: list[str | None] = Field(min_length=1)
    group: Slug | None = None


class CheckForm(Form):
    """How printed figures hang together; rows and columns left out are all of them."""

    kind: Literal["rows_sum", "columns_sum", "share", "p_value"]
    rows: list[Slug] = []
    columns: list[Slug] = []
    total: Slug | None = None
    of: Slug | None = None
    expected: Number | None = None
    rounded_to: Number | None = None
    cited: PlaceForm | None = None
    sample: int | None = Field(default=None, ge=2)


class SlipForm(Form):
    """Something wrong or easily misread in print."""

    id: Slug
    kind: Literal["sum", "rounding", "p_value", "part_year", "reference", "heading", "classes", "layout", "spelling"]
    text: TextForm
    row: Slug | None = None
    column: Slug | None = None
    found_by_us: bool = False


class ConditionForm(Form):
    """One condition under its heading."""

    label: TextForm
    test: dict[str, Any]


class SegmentForm(Form):
    """What makes a firm belong to a segment."""

    segment: Slug
    conditions: list[ConditionForm] = Field(min_length=1)


class CriteriaForm(Form):
    """Table 12."""

    questions: dict[str, TextForm]
    segments: list[SegmentForm]


class TableForm(Form):
    """One file of data/report_tables."""

    number: int | None
    id: Slug
    title: TextForm
    finding: TextForm
    place: PlaceForm
    source: Written
    columns: list[ColumnForm] = []
    groups: list[GroupForm] = []
    rows: list[RowForm] = []
    notes: list[TextForm] = []
    checks: list[CheckForm] = []
    slips: list[SlipForm] = []
    criteria: CriteriaForm | None = None
    reading: Literal["technology_classes"] | None = None
