"""`wegwijzer excluded`: which criterion keeps whom out of the measures of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.cli.population_options import population_options, source_of
from wegwijzer.readers.catalogue import checked_day, shipped_day
from wegwijzer.wording.excluded import ExcludedWording


@click.command("excluded")
@population_options
@click.option("--measures", default="", metavar="ID,…", help="These measures; all that are not closed if left out.")
@on_option
@language_option
@json_option
def command(measures: str, on: date, language: str, as_json: bool, **reading: Any) -> None:
    """Say which criterion keeps firms out: by itself, with one other, or by a tenth at most.

    FIRMS is a population as for `wegwijzer scan`, Parquet or CSV. `--where` looks at some of them.

    \b
    wegwijzer excluded firms.parquet --where 'size_class == "small" and technology == "low"'
    """
    with plain_errors():
        source = source_of(**reading)
        from wegwijzer.readers.simulating.excluded import exclusions

        asked = tuple(name.strip() for name in measures.split(",") if name.strip())
        day = shipped_day(checked_day(on))
        found = exclusions(source, day, asked)
        wording = ExcludedWording(day, language)
        if as_json:
            print_json(wording.data(found))
        else:
            click.echo("\n".join(wording.lines(found)))
