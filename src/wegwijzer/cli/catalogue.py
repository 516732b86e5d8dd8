"""`wegwijzer catalogue`: check, list, show and compare the measures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from wegwijzer.cli.catalogue_files import export, propose
from wegwijzer.cli.options import Day, json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import MeasureOnDay
from wegwijzer.core.catalogue.comparing import compare
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.errors import InputError, WegwijzerError
from wegwijzer.readers.cases import check_cases
from wegwijzer.readers.catalogue import (
    checked_day,
    read_catalogue,
    shipped_catalogue,
    shipped_day,
    shipped_folder,
)
from wegwijzer.readers.roads import faults_of_cards, known_ids, read_roads
from wegwijzer.wording.advice import AdviceWording, advice_wording
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local


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
        rows = [_summary(on_day, wording) for on_day in day.measures]
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
        data = _details(on_day, wording)
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
            _details(measure_on(measure, on), advice_wording(shipped_day(on), language)) for on in (first, second)
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


def measure_on(measure: Measure, on: date) -> MeasureOnDay:
    """The measure as it held on the day, limits filled in. Raises NoPeriodError when no period covers it."""
    measure.version_required(on)
    for on_day in shipped_day(checked_day(on)).measures:
        if on_day.measure.id == measure.id:
            return on_day
    raise WegwijzerError(f"{measure.id} is not in the catalogue of {on.isoformat()}.")


def _summary(on_day: MeasureOnDay, wording: AdviceWording) -> dict[str, object]:
    measure, version = on_day.measure, on_day.version
    return {
        "id": measure.id,
        "name": local(measure.name, wording.language),
        "plain_name": local(measure.plain_name, wording.language),
        "level": measure.level,
        "kind": measure.kind,
        "status": version.status.value,
        "confidence": version.confidence.value,
        "valid_from": version.period.valid_from.isoformat(),
        "valid_until": version.period.valid_until.isoformat() if version.period.valid_until else None,
    }


def _details(on_day: MeasureOnDay, wording: AdviceWording) -> dict[str, Any]:
    measure, version = on_day.measure, on_day.version
    language = wording.language
    amount = version.amount
    return {
        **_summary(on_day, wording),
        "summary": local(measure.summary, language),
        "providers": [provider.name for provider in measure.providers_on(wording.day)],
        "criteria": [
            {
                "id": item.id,
                "sentence": wording.criteria.requirement(item.test),
                "documented": item.documented,
            }
            for item in version.criteria
        ],
        "information": [local(line.information, language) for line in version.conditions if line.information],
        "amount": worth_text(
            worth(amount, {}) if amount else None, language, facts=wording.facts, is_service=measure.kind == "service"
        ),
        "amount_note": local(amount.note, language) if amount else "",
        "how_to_apply": local(version.how_to_apply, language),
        "odds": local(version.odds, language) or None,
        "caveats": wording.caveats(version),
        "source": str(version.source),
        "also": [str(also) for also in version.source.also],
        "documented": version.documented,
    }
