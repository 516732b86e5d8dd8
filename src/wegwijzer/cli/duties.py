"""`wegwijzer duties`: what to do by when after support was asked for, and as a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from wegwijzer.cli.options import json_option, language_option, on_option, plain_errors, print_json, read_input
from wegwijzer.cli.wrapping import wrapped
from wegwijzer.core.duties.dating import Dated, date_duties
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.duties import shipped_duties, shipped_reminder_rules
from wegwijzer.readers.duty_plan import DutyPlan, Planned, read_duty_plan
from wegwijzer.readers.firm import read_firm_text
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.wording.duties import calendar_entries, duty_words, is_late, open_text, questions_of
from wegwijzer.wording.duties_results import duties_data
from wegwijzer.wording.language import local, say

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

Found = Sequence[tuple[Planned, Dated]]


@click.command("duties")
@click.argument("plan_file", metavar="PLAN")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the days to a calendar file too.",
)
@on_option
@language_option
@json_option
def command(plan_file: str, ics: Path | None, on: date, language: str, as_json: bool) -> None:
    """Tell what must be done by when for the measures of a plan, and what to ask where no source says so.

    \b
    wegwijzer duties examples/duties/after-approval.yaml --ics duties.ics --on 2026-03-10
    """
    with plain_errors():
        text, name = read_input(plan_file)
        plan = read_duty_plan(read_firm_text(text, name=name), shipped_duties())
        found = [
            (planned, date_duties(shipped_duties()[planned.measure], planned.days, holidays=shipped_holidays()))
            for planned in plan.measures
        ]
        written = None if ics is None else _write(ics, plan, found, language)
        if as_json:
            print_json(duties_data(plan.name, found, shipped_duties(), on, language))
            return
        for line in _lines(found, on, language):
            click.echo(line)
        if ics is not None:
            click.echo(say("duties.cli.written", language, count=written, file=str(ics)))


def _write(path: Path, plan: DutyPlan, found: Found, language: str) -> int:
    """Write the calendar, whole or not at all; how many days it holds."""
    from wegwijzer.publishing.duty_calendar import calendar_bytes

    now = datetime.now(UTC)
    entries = [
        entry
        for planned, dated in found
        for entry in calendar_entries(
            dated.dated,
            planned=planned.uid,
            measure=shipped_catalogue().measure(planned.measure),
            title=planned.title,
            done=planned.done,
            sequence=int((now - _EPOCH).total_seconds() // 60),  # a later file is a later version
            changed=now,
            reminders=shipped_reminder_rules(),
            language=language,
        )
    ]
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(calendar_bytes(entries, name=plan.name, language=language))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        problem = f"cannot be written ({error.strerror})."
        raise InputError([Fault(str(path), problem, "a file in a folder to write in.")]) from error
    return len(entries)


def _lines(found: Found, on: date, language: str) -> Iterator[str]:
    for planned, dated in found:
        name = local(shipped_catalogue().measure(planned.measure).name, language)
        yield f"{name}: {planned.title}" if planned.title else name
        if not dated.dated:
            yield f"  {say('duties.cli.nothing', language)}"
        for duty in dated.dated:
            words = duty_words(duty, language)
            is_done = duty.duty.id in planned.done
            mark = "✓" if is_done else "!" if is_late(duty, on) else "-"
            state = say("duties.cli.done", language) if is_done else ""
            state = say("duties.cli.late", language) if mark == "!" else state
            yield from wrapped(f"{mark} {words.when}{f' ({state})' if state else ''}: {words.what}", "  ")
            for line in (words.safe, words.counted, words.note, words.doubt):
                yield from wrapped(line, "    ")
            yield from wrapped(say("duties.source", language, title=words.source_title), "    ")
        for missing in dated.open:
            yield from wrapped(f"? {local(missing.duty.what, language)} {open_text(missing, language)}", "  ")
        questions = questions_of(shipped_duties()[planned.measure], dated, language)
        if questions:
            yield f"  {say('duties.cli.ask', language)}"
        for question in questions:
            yield from wrapped(f"· {question}", "    ")
        yield ""
