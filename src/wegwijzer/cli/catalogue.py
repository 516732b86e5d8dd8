"""`wegwijzer catalogue`: check, list, show and compare the measures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wegwijzer.cli.catalogue_drafts import import_drafts
from wegwijzer.cli.catalogue_files import export, propose
from wegwijzer.cli.catalogue_firm_graph import firm_graph
from wegwijzer.cli.options import Day, json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.catalogue.comparing import compare
from wegwijzer.core.errors import InputError
from wegwijzer.readers.cases import check_cases
from wegwijzer.readers.catalogue import (
    checked_day,
    measure_on,
    read_catalogue,
    shipped_catalogue,
    shipped_day,
    shipped_folder,
)
from wegwijzer.readers.roads import faults_of_cards, known_ids, read_roads
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.measures import measure_details, measure_summary


@click.group("catalogue")
def command() -> None:
    """Check, list, show and compare the measures of the catalogue; write it as files, and propose changes.

    \b
    wegwijzer catalogue show kmo-portefeuille --on 2016-04-01
    """


@command.command("check")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder laid out as the package's data folder. Default: the shipped one.",
)
def check(folder: Path | None) -> None:
    """Report every fault of every catalogue file at once, worked cases and roads included.

    \b
    wegwijzer catalogue check
    """
    with plain_errors():
        place = folder or shipped_folder()
        catalogue, faults = read_catalogue(place)
        if catalogue is None:
            raise InputError(faults)
        faults, cases = check_cases(place, catalogue)
        if faults:
            raise InputError(faults)
        roads = read_roads(place / "roads", known=known_ids(catalogue))
        if faults := faults_of_cards(catalogue.cards, roads):
            raise InputError(faults)
        versions = sum(len(measure.versions) for measure in catalogue.measures.values())
        click.echo(
            f"No faults: {len(catalogue.measures)} measures with {versions} periods and {cases} worked cases, "
            f"{len(catalogue.organisations)} organisations, {len(catalogue.facts)} facts, "
            f"{len(roads.subjects)} subjects with their roads ({catalogue.digest})."
        )


@command.command("list")
@on_option
@language_option
@json_option
def list_measures(on: date, language: str, as_json: bool) -> None:
    """List the measures that a documented period covers on a day.

    \b
    wegwijzer catalogue list --on 2015-10-01
    """
    with plain_errors():
        day = shipped_day(checked_day(on))
        wording = advice_wording(day, language)
        rows = [measure_summary(on_day, wording) for on_day in day.measures]
        if as_json:
            print_json(rows)
            return
        for row in rows:
            mark = "" if row["status"] == "open" else f" [{row['status']}]"
            click.echo(f"{row['id']:30} {row['plain_name']}{mark}")
        click.echo(f"{len(rows)} measures on {on.isoformat()}.")


@command.command("show")
@click.argument("measure_id", metavar="ID")
@on_option
@language_option
@json_option
def show(measure_id: str, on: date, language: str, as_json: bool) -> None:
    """Show one measure as it held on a day.

    \b
    wegwijzer catalogue show kmo-portefeuille --on 2020-01-01
    """
    with plain_errors():
        measure = shipped_catalogue().measure(measure_id)
        on_day = measure_on(measure, on)
        wording = advice_wording(shipped_day(on), language)
        data = measure_details(on_day, wording)
        if as_json:
            print_json(data)
            return
        click.echo(f"{data['name']}: {data['plain_name']}\n{data['summary']}")
        click.echo(f"{data['valid_from']} - {data['valid_until'] or '…'} ({data['status']}, {data['confidence']})")
        for line in data["criteria"]:
            click.echo(f"  - {line['sentence']}")
        for line in data["information"]:
            click.echo(f"  i {line}")
        click.echo(f"€ {data['amount']}")
        for key in ("amount_note", "how_to_apply", "odds"):
            if data[key]:
                click.echo(f"{key}: {data[key]}")
        for caveat in data["caveats"]:
            click.echo(f"! {caveat}")
        click.echo(f"{data['source']}")


@command.command("diff")
@click.argument("measure_id", metavar="ID")
@click.argument("first", type=Day(), metavar="DATE1")
@click.argument("second", type=Day(), metavar="DATE2")
@language_option
@json_option
def diff(measure_id: str, first: date, second: date, language: str, as_json: bool) -> None:
    """Say what changed for a measure between two days.

    \b
    wegwijzer catalogue diff kmo-portefeuille 2019-11-30 2019-12-01
    """
    with plain_errors():
        measure = shipped_catalogue().measure(measure_id)
        before, after = (
            measure_details(measure_on(measure, on), advice_wording(shipped_day(on), language))
            for on in (first, second)
        )
        changes = compare(before, after)
        if as_json:
            print_json({"id": measure_id, "from": first.isoformat(), "to": second.isoformat(), "changes": changes})
            return
        if not changes:
            click.echo(f"Nothing changed for {measure_id} between {first.isoformat()} and {second.isoformat()}.")
        for change in changes:
            click.echo(f"{change['what']}:")
            for line in change["removed"]:
                click.echo(f"  - {line}")
            for line in change["added"]:
                click.echo(f"  + {line}")


command.add_command(export)
command.add_command(propose)
command.add_command(import_drafts)
command.add_command(firm_graph)
