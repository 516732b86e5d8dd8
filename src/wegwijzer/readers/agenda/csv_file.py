"""Read a table of events: one row an event, with the columns that docs/how-to/announce-events.md names."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from wegwijzer.core.agenda.event import Event
from wegwijzer.core.agenda.findings import Finding, Reading, refused
from wegwijzer.core.agenda.rules import AgendaRules
from wegwijzer.core.language.words import plain
from wegwijzer.readers.agenda.drafting import Words, drafted, price_of
from wegwijzer.readers.agenda.ical_lines import decoded
from wegwijzer.readers.agenda.ical_times import BRUSSELS, at
from wegwijzer.readers.agenda.plain_text import plain_line, web_address
from wegwijzer.readers.typed_days import typed_day

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "uid": ("uid", "id", "kenmerk"),
    "title": ("title", "titel", "titre"),
    "day": ("day", "dag", "datum", "date", "jour"),
    "begins": ("begins", "begin", "van", "beginuur", "start", "debut"),
    "last_day": ("last_day", "laatste dag", "einddatum", "dernier jour"),
    "ends": ("ends", "einde", "tot", "einduur", "end", "fin"),
    "place": ("place", "plaats", "locatie", "location", "lieu"),
    "postal_code": ("postal_code", "postcode", "code postal"),
    "summary": ("summary", "omschrijving", "description", "beschrijving"),
    "address": ("address", "link", "website", "url", "webadres"),
    "themes": ("themes", "thema", "thema's", "categorie", "categories", "themes"),
    "audience": ("audience", "doelgroep", "public"),
    "price": ("price", "prijs", "prix"),
    "status": ("status",),
}
"""The columns by their own name, with the other names that are read."""
_NEEDED = ("title", "day")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.hu]([0-5]\d)?)?(?:\s*(?:u|uur|h))?", re.IGNORECASE)
_CANCELLED = frozenset({"cancelled", "geannuleerd", "afgelast", "annule", "annulé"})
_LONGEST_FIELD = 20_000
_LONGEST_SHOWN = 80


def read_table(body: bytes, rules: AgendaRules, *, on: date) -> Reading:
    """The events of a .csv file from the day `on`; separated by commas, semicolons or tabs.

    A row that cannot be taken is told with its number, and no other suffers. Without the columns title and day nothing
    is taken.
    """
    if len(body) > rules.largest_list_bytes:
        return refused("too_large", str(rules.largest_list_bytes))
    text, is_honest = decoded(body)
    lines = text.splitlines()
    if len(lines) > 4 * rules.most_events:
        return refused("too_many", str(len(lines)))
    header = next((line for line in lines if line.strip()), "")
    separator = max(";\t,", key=header.count)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=False))
    except csv.Error as error:
        return refused("no_columns", plain_line(str(error), _LONGEST_SHOWN))
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        return refused("no_text")
    if len(rows) - 1 > rules.most_events:
        return refused("too_many", str(len(rows) - 1))
    places = _places(rows[0])
    if any(name not in places for name in _NEEDED):
        return refused("no_columns", plain_line(header, _LONGEST_SHOWN))
    findings = [] if is_honest else [Finding("encoding")]
    events: dict[str, Event] = {}
    past = 0
    for number, row in enumerate(rows[1:], 2):
        told = {name: row[place].strip()[:_LONGEST_FIELD] if place < len(row) else "" for name, place in places.items()}
        event = _event(told, str(number), rules, findings)
        if event is None:
            continue
        if not on <= event.last_day or event.first_day > on + timedelta(days=rules.days_ahead):
            past += 1
            continue
        if event.uid in events:
            findings.append(Finding("twice", event.title[:_LONGEST_SHOWN], str(number)))
        events[event.uid] = event
    return Reading(tuple(events.values()), tuple(findings), len(rows) - 1, past)


def _places(header: list[str]) -> dict[str, int]:
    """Where each known column stands; the first of several with one meaning counts."""
    names = {plain(other): name for name, others in COLUMNS.items() for other in others}
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = names.get(plain(cell.strip().strip("\ufeff")))
        if name is not None:
            found.setdefault(name, place)
    return found


def _event(told: Mapping[str, str], row: str, rules: AgendaRules, findings: list[Finding]) -> Event | None:
    title = plain_line(told["title"], _LONGEST_SHOWN)
    if not title:
        findings.append(Finding("no_title", value=row))
        return None
    times = _times(told, f"{row}: {title}", rules, findings)
    if times is None:
        return None
    begins, ends, is_all_day = times
    for name, is_good in (
        ("address", bool(web_address(told.get("address", "")))),
        ("price", price_of(told.get("price", "")) is not None),
    ):
        if told.get(name) and not is_good:
            findings.append(Finding(f"bad_{name}", f"{row}: {title}", plain_line(told[name], _LONGEST_SHOWN)))
    words = Words(
        title=told["title"],
        summary=told.get("summary", ""),
        place=told.get("place", ""),
        postal_code=told.get("postal_code", ""),
        address=told.get("address", ""),
        categories=re.split(r"[,;|]", f"{told.get('themes', '')},{told.get('audience', '')}")[:50],
        price=told.get("price", ""),
    )
    return drafted(
        words,
        uid=told.get("uid") or _own_name(told),
        begins=begins,
        ends=ends,
        is_all_day=is_all_day,
        is_cancelled=plain(told.get("status", "")) in _CANCELLED,
        sequence=0,
    )


def _times(
    told: Mapping[str, str], where: str, rules: AgendaRules, findings: list[Finding]
) -> tuple[datetime, datetime, bool] | None:
    """When a row begins and ends, and whether it takes whole days; None, with a finding, where that is not told."""
    first = typed_day(told["day"])
    last = typed_day(told.get("last_day", "")) if told.get("last_day") else first
    begin, end = typed_clock(told.get("begins", "")), typed_clock(told.get("ends", ""))
    if first is None or last is None or not 1980 <= first.year <= last.year + 1 <= 2101:
        wrong = told["day"] if first is None else told.get("last_day") or told["day"]
        findings.append(Finding("bad_time", where, plain_line(wrong, _LONGEST_SHOWN)))
        return None
    for clock, name in ((begin, "begins"), (end, "ends")):
        if told.get(name) and clock is None:
            findings.append(Finding("bad_time", where, plain_line(told[name], _LONGEST_SHOWN)))
            return None
    if last < first or (begin is not None and end is not None and last == first and end < begin):
        findings.append(Finding("ends_early", where))
        last, end = first, None
    if (last - first).days > rules.longest_event_days:
        findings.append(Finding("too_long_event", where, str((last - first).days)))
        last = first + timedelta(days=rules.longest_event_days)
    if begin is None:
        midnight = datetime.combine(last + timedelta(days=1), time())
        return at(datetime.combine(first, time()), BRUSSELS), at(midnight, BRUSSELS), True
    starts = at(datetime.combine(first, begin), BRUSSELS)
    return starts, starts if end is None else at(datetime.combine(last, end), BRUSSELS), False


def typed_clock(text: str) -> time | None:
    """A time of day as people write it; None for what is none.

    >>> typed_clock("9u30"), typed_clock("19:00"), typed_clock("14 uur"), typed_clock("25:00")
    (datetime.time(9, 30), datetime.time(19, 0), datetime.time(14, 0), None)
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(23, 59) if hour == 24 and not minute else None if hour == 24 else time(hour, minute)


def _own_name(told: Mapping[str, str]) -> str:
    """A name for a row without one: the same title on the same day in the same place is the same event."""
    words = "\n".join(plain(told.get(name, "")) for name in ("title", "day", "begins", "place"))
    return f"row-{hashlib.sha256(words.encode()).hexdigest()[:24]}"
