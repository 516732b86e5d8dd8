"""The report's tables in words: figures as people write them, places, outcomes, conditions."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.report.recomputing import Outcome, Recomputed
from wegwijzer.core.report.table import Cell, CheckKind, Condition, Criteria, Place, ReportTable, Slip, Unit
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import number_text


def figure_text(number: Decimal, unit: Unit, language: str) -> str:
    """A figure with the decimals it was printed with; euro without the word, for the column says it.

    >>> figure_text(Decimal("4.40"), Unit.PERCENT, "nl"), figure_text(Decimal("0.062"), Unit.P_VALUE, "en")
    ('4,40\xa0%', '.062')
    """
    whole, _, decimals = format(number, "f").partition(".")
    mark = number_text(Decimal("0.5"), language)[1]
    if unit is Unit.P_VALUE:
        return f"{mark}{decimals}" if decimals and whole == "0" else number_text(number, language)
    text = number_text(Decimal(whole), language)
    text = f"{text}{mark}{decimals}" if decimals else text
    if unit is not Unit.PERCENT:
        return text
    return say("criteria.value.percent", language, number=text).replace(" ", "\u00a0")


def cell_text(cell: Cell | None, unit: Unit, language: str) -> str:
    """A cell of a table; empty where print leaves it empty."""
    return "" if cell is None else figure_text(cell.value, unit, language)


def table_name(table: ReportTable, language: str) -> str:
    """ "Table 3", or that the figures stand in the text."""
    if table.number is None:
        return say("figures.in_text", language)
    return say("figures.table", language, number=table.number)


def place_text(place: Place, language: str) -> str:
    """Where in the report.

    >>> place_text(Place("1.4"), "nl"), place_text(Place("4", 2), "en")
    ('§1.4', 'appendix 2, section 4')
    """
    if place.appendix is None:
        return say("figures.paragraph", language, paragraph=place.paragraph)
    if place.paragraph is None:
        return say("figures.appendix", language, appendix=place.appendix)
    return say("figures.appendix_paragraph", language, appendix=place.appendix, paragraph=place.paragraph)


def row_text(table: ReportTable, row_id: str, language: str) -> str:
    """A row with the heading it stands under; a segment of table 12 by its name."""
    if table.criteria is not None:
        return segment_text(row_id, language)
    row = table.row(row_id)
    label = local(row.label, language)
    heading = next((local(group.label, language) for group in table.groups if group.id == row.group), "")
    return f"{heading}, {label}" if heading else label


def segment_text(segment: str, language: str) -> str:
    """The name of a layer of the pyramid."""
    return say(f"pyramid.segment.{segment}", language)


def spot_text(table: ReportTable, row_id: str | None, column_id: str | None, language: str) -> str:
    """A place in a table: row and column as far as they are told, empty for the table as a whole."""
    parts = [row_text(table, row_id, language)] if row_id else []
    if column_id and (len(table.columns) > 1 or not parts):
        parts.append(local(table.column(column_id).label, language))
    return ", ".join(parts)


def slip_text(table: ReportTable, slip: Slip, language: str) -> str:
    """A slip with its table and its place in front."""
    spot = ", ".join(
        part for part in (table_name(table, language), spot_text(table, slip.row, slip.column, language)) if part
    )
    return say("figures.cli.slip", language, place=spot, text=local(slip.text, language))


def recomputed_text(table: ReportTable, found: Recomputed, language: str) -> str:
    """One recomputed figure as a sentence: where, what is printed, what we find."""
    printed = figure_text(found.printed, found.unit, language)
    exact = found.computed if found.unit is Unit.P_VALUE else found.computed.normalize()
    computed = figure_text(exact, found.unit, language)
    spot = spot_text(table, found.row, found.column, language)
    if found.kind is CheckKind.P_VALUE:
        key = "p_value" if found.outcome is Outcome.OUT_OF_REACH else "p_value_open"
        return say(f"figures.recomputed.{key}", language, place=spot, printed=printed, computed=computed)
    if found.row is None:
        first = table.row(found.rows[0])
        headings = [local(group.label, language) for group in table.groups if group.id == first.group]
        spot = ", ".join(part for part in (*headings, spot if len(table.columns) > 1 else "") if part)
    if found.cited is not None:
        where = place_text(found.cited, language)
        text = say("figures.recomputed.cited", language, place=spot, printed=printed, computed=computed, where=where)
    elif found.row is None:
        text = say("figures.recomputed.hundred", language, place=spot, computed=computed)
    else:
        text = say("figures.recomputed.sum", language, place=spot, printed=printed, computed=computed)
    return f"{text} {say('figures.recomputed.blank', language, count=found.blank)}" if found.blank else text


def condition_text(condition: Condition, criteria: Criteria, language: str) -> str:
    """A condition as one line: questions with their code, joined by and, or."""
    joint = say("figures.condition.and" if condition.kind == "all" else "figures.condition.or", language)
    parts = [
        f"({condition_text(part, criteria, language)})"
        if isinstance(part, Condition)
        else question_text(part, criteria, language)
        for part in condition.parts
    ]
    line = f" {joint} ".join(parts)
    return f"{say('figures.condition.none', language)} {line}" if condition.kind == "none" else line


def question_text(name: str, criteria: Criteria, language: str) -> str:
    """A question of the survey with its number in print."""
    asked = local(criteria.questions[name], language)
    return say("figures.condition.question", language, text=asked, code=name.removeprefix("q"))
