"""A cross table of a survey as data and as text, with its two tests and a word on which of them to trust."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from wegwijzer.core.survey.association import SIGNIFICANT, Cell, PearsonResult, TestResult
from wegwijzer.core.survey.crossing import Crossed
from wegwijzer.wording.language import say
from wegwijzer.wording.survey_design import design_data, design_sentences
from wegwijzer.wording.values import number_text

Hidden = Collection[tuple[str, str]]
"""The cells, by row and column, that may not be shown."""

FEW = 5
"""Cells of fewer rows than this are best hidden before a table is published."""


def cross_table_data(crossed: Crossed, hidden: Hidden = ()) -> dict[str, object]:
    """The table for machines. Where a cell is hidden the tests are too: they would give its count away."""
    table = crossed.table
    cells = [_cell_data(cell, (cell.row, cell.col) in hidden) for cell in table.cells]
    scott = TestResult(None, None, None, None) if hidden else table.rao_scott
    plain = PearsonResult(None, table.pearson.df, None, None) if hidden else table.pearson
    return {
        **design_data(crossed.refined),
        "n": table.n,
        "left_out": dict(crossed.left_out),
        "cells": cells,
        "tests": {
            "rao_scott": {"f": scott.f, "ndf": scott.ndf, "ddf": scott.ddf, "p": scott.p},
            "pearson_unweighted": {"x2": plain.x2, "df": plain.df, "p": plain.p},
        },
    }


def _cell_data(cell: Cell, is_hidden: bool) -> dict[str, object]:
    share = cell.row_share
    shown: dict[str, object] = {
        "n": cell.n,
        "row_share": share.value,
        "se": share.se,
        "ci_low": share.ci_low,
        "ci_high": share.ci_high,
    }
    if is_hidden:
        shown = dict.fromkeys(shown)
    return {"row": cell.row, "col": cell.col, **shown, "suppressed": is_hidden}


def cross_table_lines(
    crossed: Crossed, language: str, labels: Mapping[str, Mapping[str, str]], hidden: Hidden = ()
) -> Iterator[str]:
    """The table for people; `labels` are those of the codes, by column."""
    table, question = crossed.table, crossed.question
    yield say("table.title", language, rows=question.rows, cols=question.cols)
    yield say("table.used", language, n=_count(table.n, language), all=_count(crossed.rows_read, language))
    for reason, count in crossed.left_out.items():
        if count:
            yield "  " + say(f"table.left_out.{reason}", language, count=_count(count, language))
    yield ""
    yield from _grid(crossed, language, labels, hidden)
    yield ""
    yield say("table.reading", language)
    yield from (sentence for _, sentence in design_sentences(crossed.refined, language))
    if hidden:
        yield say("table.hidden", language, count=_count(len(hidden), language))
        return
    yield from _tests(crossed, language)
    if any(0 < cell.n < FEW for cell in table.cells):
        yield say("table.few", language, least=FEW)
    if not question.has_design:
        yield say("table.no_design", language)


def _grid(crossed: Crossed, language: str, labels: Mapping[str, Mapping[str, str]], hidden: Hidden) -> Iterator[str]:
    table, question = crossed.table, crossed.question
    named = {column: labels.get(column, {}) for column in (question.rows, question.cols)}
    head = [
        f"{question.rows} \\ {question.cols}",
        *(named[question.cols].get(col) or col for col in table.cols),
        *(() if hidden else ("n",)),
    ]
    lines = [head]
    for row in table.rows:
        cells = [cell for cell in table.cells if cell.row == row]
        texts = ["·" if (cell.row, cell.col) in hidden else _share(cell, language) for cell in cells]
        count = () if hidden else (_count(sum(cell.n for cell in cells), language),)
        lines.append([named[question.rows].get(row) or row, *texts, *count])
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    for line in lines:
        first, *rest = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        yield "  ".join((first, *rest)).rstrip()


def _share(cell: Cell, language: str) -> str:
    share = cell.row_share
    if share.value is None:
        return "-"
    if share.ci_low is None or share.ci_high is None:
        return say("table.share_alone", language, share=_percent(share.value, language))
    low, high = _percent(share.ci_low, language), _percent(share.ci_high, language)
    return say("table.share", language, share=_percent(share.value, language), low=low, high=high)


def _tests(crossed: Crossed, language: str) -> Iterator[str]:
    table = crossed.table
    scott, plain = table.rao_scott, table.pearson
    if scott.f is None or scott.ndf is None or scott.ddf is None or scott.p is None:
        yield say("table.no_test", language)
    else:
        yield say(
            "table.rao_scott",
            language,
            f=_decimals(scott.f, 2, language),
            ndf=_decimals(scott.ndf, 2, language),
            ddf=_decimals(scott.ddf, 0, language),
            p=_p(scott.p, language),
            verdict=say(f"table.verdict.{'yes' if scott.p < SIGNIFICANT else 'no'}", language),
        )
    if plain.x2 is None or plain.p is None:
        return
    x2, p = _decimals(plain.x2, 2, language), _p(plain.p, language)
    yield say("table.pearson", language, x2=x2, df=plain.df, p=p)
    if table.verdicts_differ:
        yield "! " + say("table.differ", language)
    if plain.smallest_expected is not None and plain.smallest_expected < FEW:
        yield "! " + say("table.small_expected", language, least=FEW)


def _p(p: float, language: str) -> str:
    if p < 0.001:
        return "< " + _decimals(0.001, 3, language)
    # A p just below the limit must not read as the limit.
    digits = 3 if round(p, 3) != SIGNIFICANT else 6
    return "= " + _decimals(p, digits, language)


def _percent(share: float, language: str) -> str:
    return f"{share * 100:.1f}".replace(".", number_text(Decimal("0.5"), language)[1])


def _decimals(number: float, digits: int, language: str) -> str:
    return number_text(Decimal(f"{number:.{digits}f}"), language)


def _count(number: int, language: str) -> str:
    return number_text(Decimal(number), language)
