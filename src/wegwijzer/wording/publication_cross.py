"""The cross table of a survey in words and figures of one language, ready to be written to files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath

from wegwijzer.core.survey.crossing import Crossed
from wegwijzer.core.survey.publication import Axis, Category, Fact, Figure, Key, Kind, Publication
from wegwijzer.wording.language import say
from wegwijzer.wording.publication_parts import (
    ESTIMATE,
    cube,
    decimals,
    design_facts,
    estimate,
    fact,
    file_words,
    published,
    refinement_facts,
    rows,
)
from wegwijzer.wording.survey_numbers import count_text


def published_cross_table(
    crossed: Crossed,
    name: str,
    language: str,
    labels: Mapping[str, Mapping[str, str]],
    hidden: Collection[tuple[str, str]] = (),
) -> Publication:
    """A cross table; `labels` are those of the codes, by column.

    Where a cell is hidden the tests are too: they would give its count away.
    """
    table, question = crossed.table, crossed.question
    second = question.cols if question.cols != question.rows else f"{question.cols}_2"
    axes = tuple(
        Axis(name, column, tuple(Category(code, labels.get(column, {}).get(code) or code) for code in codes))
        for name, column, codes in (
            (question.rows, question.rows, table.rows),
            (second, question.cols, table.cols),
        )
    )
    figures: dict[Key, dict[str, Figure]] = {
        (cell.row, cell.col): estimate(cell.row_share, "row_share", language) | {"n": rows(cell.n, language)}
        for cell in table.cells
        if (cell.row, cell.col) not in hidden
    }
    measures = (("n", Kind.ROWS), ("row_share", Kind.SHARE), *((name, Kind.SHARE) for name in ESTIMATE))
    kept = frozenset((row, col) for row, col in hidden)
    return Publication(
        id="cross_table",
        title=published("cross", language, rows=question.rows, cols=question.cols, name=PurePath(name).name),
        language=language,
        facts=tuple(_facts(crossed, name, len(kept), language)),
        warnings=(say("table.differ", language),) if table.verdicts_differ and not hidden else (),
        notes=tuple(
            say(f"table.left_out.{reason}", language, count=count_text(count, language))
            for reason, count in crossed.left_out.items()
            if count
        ),
        cubes=(cube("cross", axes, measures, figures, language, hidden=kept),),
        words=file_words(language),
    )


def _facts(crossed: Crossed, name: str, hidden: int, language: str) -> Iterator[Fact]:
    question, table = crossed.question, crossed.table
    yield fact("source", PurePath(name).name, language)
    yield fact("rows_read", crossed.rows_read, language)
    yield fact("rows_used", table.n, language)
    columns = {"weight": question.weight, "strata": question.strata, "psu": question.psu, "fpc": question.fpc}
    yield from design_facts(columns, question.where.text if question.where else "", language)
    yield fact("single_psu", question.single_psu.value, language)
    yield from refinement_facts(crossed.refined, language)
    yield fact("hidden_cells", hidden, language)
    scott, plain = table.rao_scott, table.pearson
    if not hidden and scott.f is not None and scott.p is not None:
        parts = {"f": scott.f, "ndf": scott.ndf, "ddf": scott.ddf, "p": scott.p}
        written = {key: decimals(value, language) for key, value in parts.items()}
        yield Fact(
            "rao_scott", published("fact.rao_scott", language), published("method.test", language, **written), scott.p
        )
    if not hidden and plain.x2 is not None and plain.p is not None:
        written = {"x2": decimals(plain.x2, language), "p": decimals(plain.p, language), "df": str(plain.df)}
        yield Fact(
            "pearson", published("fact.pearson", language), published("method.chi2", language, **written), plain.p
        )
    yield fact("method", published("method.cross", language), language)
