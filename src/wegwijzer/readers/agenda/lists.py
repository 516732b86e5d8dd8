"""Read a list of events, whatever form it has: a calendar or a table."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.agenda.findings import Reading
from wegwijzer.core.agenda.rules import AgendaRules
from wegwijzer.readers.agenda.csv_file import read_table
from wegwijzer.readers.agenda.fetching import Bounds, Fetched
from wegwijzer.readers.agenda.ical import read_calendar


def bounds_of(rules: AgendaRules) -> Bounds:
    """How much and how long a site may send."""
    return Bounds(rules.largest_list_bytes, rules.seconds_per_list, rules.most_redirects)


def read_fetched(found: Fetched, rules: AgendaRules, *, on: date) -> Reading:
    """The events that a site sent."""
    return read_list(found.body, rules, on=on, is_table=found.content_type == "text/csv", charset=found.charset)


def read_list(body: bytes, rules: AgendaRules, *, on: date, is_table: bool = False, charset: str = "") -> Reading:
    """The events of a file. What begins as a calendar is one, whatever it is called."""
    begins = body[:200].lstrip(b"\xef\xbb\xbf\r\n \t").upper()
    if is_table and not begins.startswith(b"BEGIN:VCALENDAR"):
        return read_table(body, rules, on=on)
    return read_calendar(body, rules, on=on, charset=charset)
