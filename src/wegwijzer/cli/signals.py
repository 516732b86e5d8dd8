"""`wegwijzer signals`: the warning lights of a batch of annual accounts, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.accounts.checking import Break
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.errors import InputError
from wegwijzer.core.knipperlichten.light import LightStatus
from wegwijzer.core.knipperlichten.reading import AccountsReading, read_lights
from wegwijzer.readers.accounts.reading import read_accounts
from wegwijzer.readers.catalogue import checked_day
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording, most_worrying
from wegwijzer.wording.signals_results import signals_data
from wegwijzer.wording.values import date_text

_MARKS = {LightStatus.RED: "●", LightStatus.AMBER: "◐"}


@click.command("signals")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@on_option
@language_option
@json_option
def command(files: tuple[str, ...], on: date, language: str, as_json: bool) -> None:
    """Read the warning lights in annual accounts: whom to talk to first, and what to ask.

    FILE is NBB JSON, NBB XBRL, CSV or Excel, or a zip or folder of them. What cannot be read gets a line on standard
    error, and the rest goes through. It is advice to whoever knows the client, not a rating.

    \b
    wegwijzer signals clients.csv --json
    wegwijzer signals portfolio.zip --on 2026-11-24 --lang en
    """
    with plain_errors():
        board = shipped_board(checked_day(on))
        read = read_accounts([Path(name) for name in files])
        if not read.filings and read.faults:
            raise InputError(read.faults)
        for fault in read.faults:
            click.echo(str(fault), err=True)
        breaks: dict[str, list[Break]] = {}
        for filing, broken in read.breaks:
            breaks.setdefault(filing.entity, []).append(broken)
        readings = worst_first(read_lights(join_filings(read.filings), board))
        wording = LightWording(board, language)
        if as_json:
            print_json(signals_data(readings, wording, breaks))
        else:
            click.echo("\n".join(_lines(readings, wording, breaks, on)))


def worst_first(readings: Iterator[AccountsReading]) -> list[AccountsReading]:
    """By score; equal scores by the number of red lights, then by entity, so that the order never wavers."""
    return sorted(
        readings,
        key=lambda reading: (-reading.score, -reading.latest.count(LightStatus.RED), reading.history.entity),
    )


def _lines(
    readings: Sequence[AccountsReading], wording: LightWording, breaks: dict[str, list[Break]], on: date
) -> Iterator[str]:
    language = wording.language
    day = date_text(on, language)
    if not readings:
        yield say("signals.cli.none", language)
        return
    key = "signals.cli.title_one" if len(readings) == 1 else "signals.cli.title"
    yield say(key, language, count=str(len(readings)), day=day)
    for place, reading in enumerate(readings, start=1):
        yield ""
        yield f"{place:3}. {_headline(reading, wording)}"
        for light in most_worrying(reading.latest, wording.board):
            yield f"     {_MARKS[light.status]} {wording.name(light.light)}: {wording.sentence(light)}"
            yield f"       {say('signals.cli.ask', language, question=wording.question(light.light))}"
        for note in wording.notes(reading):
            yield f"     ! {note}"
        for broken in breaks.get(reading.history.entity, ()):
            yield f"     ! {wording.broken_sum(broken)}"
    yield ""
    yield say("signals.advice_only", language)


def _headline(reading: AccountsReading, wording: LightWording) -> str:
    language, latest = wording.language, reading.latest
    entity = reading.history.entity
    with suppress(ValueError):  # a label that the export gave the client
        entity = format_enterprise_number(entity)
    parts = [
        " ".join(part for part in (entity, reading.history.name) if part),
        say("signals.cli.score", language, score=f"{latest.score:.0f}"),
        say("signals.cli.red", language, count=str(latest.count(LightStatus.RED))),
        say("signals.cli.amber", language, count=str(latest.count(LightStatus.AMBER))),
        say("signals.cli.computed", language, count=str(latest.computed), all=str(len(latest.lights))),
    ]
    if latest.year.year.end is not None:
        parts.append(say("signals.cli.year", language, end=date_text(latest.year.year.end, language)))
    return " · ".join(parts)
