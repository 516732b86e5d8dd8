"""`wegwijzer agenda`: check a list of events, take one in, and measure how well near-duplicates are found."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijzer.cli.django_setup import start_django
from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.wording.agenda import when_text
from wegwijzer.wording.language import say

if TYPE_CHECKING:
    from wegwijzer.core.agenda.findings import Finding, Reading
    from wegwijzer.readers.agenda.scoring import Score


@click.group("agenda")
def command() -> None:
    """Lists of events: check one, take one in, measure how near-duplicates are found.

    \b
    wegwijzer agenda check examples/events.csv
    """


@command.command("check")
@click.argument("where", metavar="FILE|ADDRESS")
@on_option
@language_option
@json_option
def check_command(where: str, on: date, language: str, as_json: bool) -> None:
    """Read a calendar (.ics) or table (.csv), from a file or an address, and tell what would be taken and what not.

    \b
    wegwijzer agenda check examples/events.csv --on 2026-12-01
    """
    with plain_errors():
        found = _reading(where, on, language)
        if as_json:
            print_json(_data(found, language))
            return
        for event in found.events:
            place = event.place or (say("agenda.online", language) if event.is_online else "")
            click.echo(f"{when_text(event, language)}: {event.title}{f' ({place})' if place else ''}")
        for finding in found.findings:
            click.echo(f"! {_told(finding, language)}")
        click.echo(f"{found.told} told, {len(found.events)} to take, {found.past} over or too far away.")


@command.command("import")
@click.argument("where", metavar="FILE|ADDRESS")
@click.option(
    "--desk", "organisation", metavar="ORGANISATION", required=True, help="Id of the organiser's organisation."
)
@language_option
@json_option
def import_command(where: str, organisation: str, language: str, as_json: bool) -> None:
    """Take a list of events in for an organisation; an address is followed from now on, a file is read once.

    \b
    wegwijzer agenda import examples/events.csv --desk flanders-food
    """
    with plain_errors():
        start_django(migrate=True)
        from django.utils import timezone

        from wegwijzer.web.agenda.feeds import FeedRefusedError, add_feed
        from wegwijzer.web.agenda.importing import FILE, take_in
        from wegwijzer.web.agenda.organiser_view import fault_text
        from wegwijzer.web.people.queries import desks

        desk = desks().filter(organisation=organisation).order_by("branch").first()
        if desk is None:
            expected = "the id of an organisation with a desk: run wegwijzer load catalogue first."
            raise InputError([Fault("--desk", f'"{organisation}" has no desk.', expected)])
        if _is_address(where):
            try:
                feed = add_feed(desk, where, person_id="", at=timezone.now())
            except FeedRefusedError as error:
                raise InputError([Fault(where, fault_text(error.code, error.value, language))]) from None
            click.echo(f"{feed.address}: followed for {desk}. A worker reads it within minutes.")
            return
        found = _reading(where, timezone.localdate(), language)
        taken = take_in(desk, found.events, source=FILE, at=timezone.now(), on=timezone.localdate(), is_whole=False)
        counts = {name: getattr(taken, name) for name in ("new", "changed", "same", "cancelled", "waiting")}
        if as_json:
            print_json({**counts, "findings": [_told(finding, language) for finding in found.findings]})
            return
        for finding in found.findings:
            click.echo(f"! {_told(finding, language)}")
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()) + ".")


@command.command("score")
@click.option(
    "--half",
    type=click.Choice(("tuning", "untouched")),
    default="tuning",
    show_default=True,
    help="Which half of the labelled announcements.",
)
@click.option("--with-meaning", is_flag=True, help="Compare by the model of meaning as well (the text extra).")
@json_option
def score_command(half: str, with_meaning: bool, as_json: bool) -> None:
    """Tell how well near-duplicates are found among labelled announcements.

    \b
    wegwijzer agenda score --half tuning
    """
    with plain_errors():
        from wegwijzer.readers.agenda.labelled_events import labelled_pairs
        from wegwijzer.readers.agenda.meaning import meaning_by
        from wegwijzer.readers.agenda.rules import shipped_clash_rules
        from wegwijzer.readers.agenda.scoring import score_clashes
        from wegwijzer.readers.embedding import embedder_or_reason

        pairs = labelled_pairs(half)
        meaning = None
        if with_meaning:
            embedder, reason = embedder_or_reason()
            if embedder is None:
                raise InputError([Fault("--with-meaning", reason)])
            meaning = meaning_by(embedder, [one for pair in pairs for one in (pair.one, pair.other)])
        found = score_clashes(pairs, shipped_clash_rules(with_meaning=with_meaning), meaning)
        data = {"pairs": found.pairs, "same": _scored(found.same), "theme": _scored(found.theme)}
        if as_json:
            print_json(data)
            return
        click.echo(f"{found.pairs} pairs of announcements, {half} half.")
        for name, score in (("same event", found.same), ("same theme, week and region", found.theme)):
            told = _scored(score)
            click.echo(
                f"{name}: precision {told['precision']}, recall {told['recall']} "
                f"({score.right} right, {score.wrong} wrong, {score.missed} missed)"
            )


def _scored(score: Score) -> dict[str, float | int | None]:
    return {
        "precision": None if score.precision is None else round(score.precision, 3),
        "recall": None if score.recall is None else round(score.recall, 3),
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
    }


def _is_address(where: str) -> bool:
    return "://" in where


def _reading(where: str, on: date, language: str) -> Reading:
    """The events of a file or an address. Raises InputError with why nothing can be taken."""
    from wegwijzer.readers.agenda.fetching import FetchError, fetch
    from wegwijzer.readers.agenda.lists import bounds_of, read_fetched, read_list
    from wegwijzer.readers.agenda.rules import shipped_agenda_rules

    rules = shipped_agenda_rules()
    if _is_address(where):
        try:
            found = read_fetched(fetch(where, bounds_of(rules)), rules, on=on)
        except FetchError as error:
            raise InputError([Fault(where, say(f"agenda.fetch.{error.code}", language, value=error.value))]) from None
    else:
        body = _body(where, rules.largest_list_bytes + 1)
        found = read_list(body, rules, on=on, is_table=not where.lower().endswith(".ics"))
    if not found.is_taken:
        raise InputError([Fault(where, _told(found.findings[0], language))])
    return found


def _body(where: str, most: int) -> bytes:
    try:
        if where == "-":
            return sys.stdin.buffer.read(most)
        with Path(where).open("rb") as file:
            return file.read(most)
    except OSError as error:
        fault = Fault(where, f"cannot be read ({error.strerror}).", "a file that can be read, or an address.")
        raise InputError([fault]) from None


def _told(finding: Finding, language: str) -> str:
    where = say("agenda.finding.where", language, where=finding.where) if finding.where else ""
    return where + say(f"agenda.finding.{finding.code}", language, value=finding.value)


def _data(found: Reading, language: str) -> dict[str, object]:
    return {
        "told": found.told,
        "past": found.past,
        "events": [
            {
                "uid": event.uid,
                "occurrence": event.occurrence,
                "title": event.title,
                "begins": event.begins.isoformat(),
                "ends": event.ends.isoformat(),
                "is_all_day": event.is_all_day,
                "is_cancelled": event.is_cancelled,
                "place": event.place,
                "postal_code": event.postal_code,
                "province": event.province,
                "is_online": event.is_online,
                "themes": list(event.themes),
                "audiences": list(event.audiences),
                "price_eur": event.price_eur,
                "address": event.address,
                "language": event.language,
            }
            for event in found.events
        ],
        "findings": [
            {"code": one.code, "where": one.where, "value": one.value, "sentence": _told(one, language)}
            for one in found.findings
        ],
    }
