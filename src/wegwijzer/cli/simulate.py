"""`wegwijzer simulate`: a change of rules over a population, before anybody decides on it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from wegwijzer.cli.options import Day, json_option, language_option, plain_errors, print_json, read_input
from wegwijzer.cli.population_options import population_options, source_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.simulating.change_file import read_change
from wegwijzer.readers.yaml_file import read_yaml
from wegwijzer.wording.simulation import SimulationWording


@click.command("simulate")
@population_options
@click.option("--change", required=True, metavar="CHANGE", help="The change, as YAML; - reads standard input.")
@click.option("--on", type=Day(), metavar="DATE", help="Compare on this day; the day of the change if left out.")
@language_option
@json_option
def command(change: str, on: date | None, language: str, as_json: bool, **reading: Any) -> None:
    """Say who gains, loses or gets another amount when a rule changes, and how sure that is.

    FIRMS is a population as for `wegwijzer scan`, Parquet or CSV. What is not known of a firm makes the distance
    between at least and at most.

    \b
    wegwijzer simulate firms.parquet --change examples/changes/lower-kmo-ceiling.yaml
    """
    with plain_errors():
        source = source_of(**reading)
        from wegwijzer.readers.simulating.running import simulate

        catalogue = shipped_catalogue()
        text, name = read_input(change)
        found = read_change(read_yaml(text, name=name), catalogue)
        day = on or found.starts
        changes = found.on(day)
        before, after = found.before.on(day), found.after.on(day)
        result = simulate(source, changes, before, after)
        wording = SimulationWording(found.name, found.starts, before, after, language)
        if as_json:
            print_json(wording.data(result))
        else:
            click.echo("\n".join(wording.lines(result)))
