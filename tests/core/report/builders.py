"""Tables that default everything a test is not about."""

from wegwijzer.core.report.table import Check, CheckKind, Column, Place, ReportTable, Row, Unit, parse_printed


def words(text):
    return {"nl": text, "en": text, "fr": text}


def a_table(columns, rows, *checks, slips=()):
    """A table of printed texts: `columns` by id with their unit, `rows` by id with their cells."""
    units = list(columns.values())
    return ReportTable(
        number=1,
        id="made-up",
        title=words("title"),
        finding=words("finding."),
        place=Place("1.1"),
        source="nobody",
        columns=tuple(Column(name, words(name), unit) for name, unit in columns.items()),
        rows=tuple(
            Row(
                name,
                words(name),
                tuple(
                    None if text is None else parse_printed(text, unit) for text, unit in zip(cells, units, strict=True)
                ),
            )
            for name, cells in rows.items()
        ),
        checks=checks,
        slips=slips,
    )


def rows_sum(*rows, total=None, columns=("n",), **rest):
    return Check(CheckKind.ROWS_SUM, tuple(rows), tuple(columns), total=total, **rest)


COUNT = {"n": Unit.COUNT}
PERCENT = {"n": Unit.PERCENT}
