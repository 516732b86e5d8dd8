"""The options by which a survey is analysed, and the analysis itself, for the commands that show it or print it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from wegwijzer.cli.condition_option import condition_of
from wegwijzer.cli.design_options import design_of_options, design_options
from wegwijzer.cli.disclosure_option import disclosure_option, min_count_option, rules_of
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.technology import TechnologyTable
from wegwijzer.core.pyramid.analysing import READINGS, Analysis, Question, analyse, columns_to_read, reading_of
from wegwijzer.core.pyramid.grouping import TECHNOLOGY
from wegwijzer.core.survey.data import SurveyData
from wegwijzer.readers.definitions import shipped_definitions
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.readers.survey.survey_map import survey_map
from wegwijzer.wording.pyramid import option_name

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = {option_name(name): name for name in READINGS}
_DECORATORS = (
    click.argument("survey", metavar="SURVEY"),
    click.option("--map", "map_name", metavar="MAP", help="A map by name (cis2012 … cis2022) or a YAML file."),
    design_options,
    click.option("--by", default="", metavar="COL", help="Split by a column, or by `technology` or `size`."),
    click.option("--where", default="", metavar="EXPR", help='Only these firms, as "emp >= 10 and emp <= 100".'),
    min_count_option("Smallest count to show; 0 hides nothing.", least=0),
    disclosure_option,
    click.option("--reading", default="", metavar="NAME,…", help=f"How table 12 is read: {', '.join(_OPTIONS)}."),
    click.option("--id", "id_column", default="", metavar="COL", help="Column that names the firms; id if left out."),
    click.option("--nace-version", default="2008", show_default=True, help="Version of the NACE codes."),
    click.option(
        "--year",
        type=click.IntRange(1900, 2200),
        metavar="YEAR",
        help="Year of the survey, for the age of firms by `founded`; that of the map if left out.",
    ),
    click.option("--allow-missing", is_flag=True, help="Questions without a column are missing for every firm."),
)


def analysis_options(command: F) -> F:
    """The survey and the options of its analysis; `run_analysis` takes them by name."""
    for decorate in reversed(_DECORATORS):
        command = decorate(command)
    return command


def run_analysis(
    survey: str,
    *,
    map_name: str | None,
    by: str,
    where: str,
    min_count: int | None,
    disclosure: Path | None,
    reading: str,
    id_column: str,
    nace_version: str,
    year: int | None,
    allow_missing: bool,
    all_columns: bool = False,
    **design: Any,
) -> tuple[Analysis, SurveyData]:
    """The pyramid of a survey as the options ask, and the survey as read; `all_columns` reads also those not asked."""
    rules = rules_of(disclosure)
    definitions = shipped_definitions()
    drawn = design_of_options(**design)
    question = Question(
        reading=reading_of(_choices(reading)),
        weight=drawn.weight,
        strata=drawn.strata,
        psu=drawn.psu,
        fpc=drawn.fpc,
        where=condition_of(where),
        by=by,
        min_count=rules.minimum_count if min_count is None else min_count,
        disclosure=rules,
        single_psu=drawn.single_psu,
        nace_version=nace_version,
        id_column=id_column,
        may_lack_columns=allow_missing,
        refinement=drawn.refinement,
        year=year,
        young_below=definitions.young_below,
    )
    known_map = survey_map(map_name) if map_name is not None else None
    wanted = None if all_columns else columns_to_read(known_map, question)
    with _file(survey) as (path, name):
        data = read_survey(path, columns=wanted, name=name)
    needs_classes = TECHNOLOGY in (by, *(margin.column for margin in drawn.refinement.margins))
    table = _technology_table() if needs_classes else TechnologyTable()
    return analyse(data, known_map, question, table, definitions.by_id), data


def _choices(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    faults = []
    for name in names:
        if name not in _OPTIONS:
            near = get_close_matches(name, _OPTIONS, n=1)
            hint = f' Nearest: "{near[0]}".' if near else ""
            faults.append(Fault("--reading", f'"{name}" is no choice.{hint}', f"{', '.join(_OPTIONS)}."))
    if faults:
        raise InputError(faults)
    return tuple(_OPTIONS[name] for name in names)


def _technology_table() -> TechnologyTable:
    from wegwijzer.readers.catalogue import shipped_catalogue

    return shipped_catalogue().technology_table


@contextmanager
def _file(survey: str) -> Iterator[tuple[Path, str]]:
    """The survey's path and the name to give its faults; standard input is kept in a file that is gone afterwards."""
    if survey != "-":
        yield Path(survey), survey
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey"
        path.write_bytes(sys.stdin.buffer.read())
        yield path, "standard input"
