"""Duties in words: what, by when, counted from which day, by whose word; and as entries of a calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wegwijzer.core.catalogue.measure import Confidence, Measure
from wegwijzer.core.duties.dating import Dated, DatedDuty, OpenDuty, reminder_days
from wegwijzer.core.duties.entries import CalendarEntry, entry_uid
from wegwijzer.core.duties.rules import MeasureDuties, ReminderRules, Side
from wegwijzer.core.duties.terms import Anchor, Term, Unit
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class DutyWords:
    """A dated duty in words. `safe` is "" where the day itself is a working day; `doubt` where we are sure."""

    what: str
    when: str
    counted: str
    safe: str
    note: str
    doubt: str
    source_title: str
    source_url: str


def duty_words(found: DatedDuty, language: str) -> DutyWords:
    """The words of a dated duty."""
    period = found.found
    day = date_text(found.day, language)
    safe = "" if found.safe == found.day else say("duties.safe", language, day=date_text(found.safe, language))
    return DutyWords(
        what=local(found.duty.what, language),
        when=say(f"duties.when.{found.duty.side.value}", language, day=day),
        counted=counted_text(period.term, found.counted_from, language) if period.term is not None else "",
        safe=safe,
        note=local(period.note, language),
        doubt="" if period.confidence is Confidence.HIGH else say(f"duties.doubt.{period.confidence.value}", language),
        source_title=period.source.title,
        source_url=period.source.url or "",
    )


def counted_text(term: Term, start: date, language: str) -> str:
    """How the day was counted: "14 dagen na de start van 2 maart 2026"."""
    whence = say(
        "duties.counted.from", language, anchor=anchor_name(term.anchor, language), day=date_text(start, language)
    )
    if term.unit is Unit.NEXT_MONTH:
        return say("duties.counted.next_month", language, whence=whence)
    amount = say(f"duties.unit.{term.unit.value}_{'one' if term.count == 1 else 'many'}", language, count=term.count)
    way = "before" if term.is_before else "from_in" if term.counts_anchor else "after"
    text = say(f"duties.counted.{way}", language, amount=amount, whence=whence)
    if term.no_later_than is None:
        return text
    last = say("duties.counted.no_later_than", language, day=date_text(term.no_later_than, language))
    return f"{text}{last}"


def anchor_name(anchor: Anchor, language: str) -> str:
    """The day that terms count from, in the middle of a sentence: "de start"."""
    return say(f"duties.anchor.{anchor.value}", language)


def open_text(found: OpenDuty, language: str) -> str:
    """Why a duty has no day, as a sentence."""
    if found.missing is not None:
        return say("duties.open.missing", language, anchor=anchor_name(found.missing, language))
    return say("duties.open.no_term" if found.found is not None else "duties.open.not_documented", language)


def questions_of(duties: MeasureDuties, dated: Dated, language: str) -> tuple[str, ...]:
    """What to ask the provider: for duties without a term, and for what no source speaks of; each once."""
    asked = [
        local(found.duty.ask, language) or say("duties.ask_when", language, what=local(found.duty.what, language))
        for found in dated.open
        if found.missing is None
    ]
    asked += [local(question.ask, language) for question in duties.questions]
    return tuple(dict.fromkeys(asked))


def calendar_entries(
    dated: Sequence[DatedDuty],
    *,
    planned: UUID,
    measure: Measure,
    title: str,
    done: Collection[str],
    sequence: int,
    changed: datetime,
    reminders: ReminderRules,
    language: str,
) -> tuple[CalendarEntry, ...]:
    """The dated duties of one planned measure as entries; `done` are the ids of those that are done."""
    name = local(measure.name, language)
    subject = f"{name}, {title}" if title and title != name else name
    entries = []
    for found in dated:
        words = duty_words(found, language)
        is_done = found.duty.id in done
        lines = [words.when, words.safe, words.counted, words.note, words.doubt]
        lines.append(say("duties.source", language, title=words.source_title))
        lines.append(say("duties.check", language))
        key = "done" if is_done else found.duty.side.value
        entries.append(
            CalendarEntry(
                uid=entry_uid(planned, found.duty.id),
                sequence=sequence,
                day=found.day,
                summary=say(f"duties.summary.{key}", language, what=words.what.rstrip("."), subject=subject),
                ahead=f"{words.when}: {words.what.rstrip('.')} ({subject})",
                description="\n".join(line for line in lines if line),
                address=words.source_url,
                reminders=reminder_days(found, reminders),
                is_done=is_done,
                changed=changed,
            )
        )
    return tuple(entries)


def is_late(found: DatedDuty, on: date) -> bool:
    """Whether the day of something to do by then is past."""
    return found.duty.side is Side.BY and found.day < on
