"""The properties of the events of an iCalendar file, whatever else stands in it (RFC 5545).

Events are read one by one from their content lines. So one that is broken spoils no other, and what may hold traps,
such as time zones that define themselves by endless rules, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentlines

_NAME = re.compile(r"([A-Za-z0-9-]+)\s*[;:]")
_WANTED = frozenset(
    """
    UID SUMMARY DESCRIPTION LOCATION DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID SEQUENCE STATUS URL
    CATEGORIES LAST-MODIFIED X-WR-TIMEZONE METHOD X-PRICE X-COST
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_LONGEST_LINE = 20_000
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_EXTRA_LINES = 200
_COMMA = re.compile(r"(?<!\\),")


@dataclass(frozen=True, slots=True)
class Property:
    """A property's value as it stands there, with its parameters (names in capitals)."""

    value: str
    parameters: Mapping[str, str]

    @property
    def text(self) -> str:
        """The value as text, escapes taken out."""
        return unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The values of a list."""
        return [unescaped(part).strip() for part in _COMMA.split(self.value)]


@dataclass(frozen=True, slots=True)
class EventLines:
    """The properties of one event by name, each as often as it stands there."""

    properties: dict[str, list[Property]] = field(default_factory=dict)

    def first(self, name: str) -> Property | None:
        """The first property with a name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The first property with a name as text, "" for none."""
        found = self.first(name)
        return found.text if found is not None else ""


@dataclass(frozen=True, slots=True)
class CalendarLines:
    """A calendar: its own properties and its events."""

    own: EventLines
    events: tuple[EventLines, ...]


def decoded(body: bytes, charset: str = "") -> tuple[str, bool]:
    """The text of a file, and whether it was what it had to be: UTF-8, or the encoding that its site names.

    A file that lies about its encoding is read as Windows-1252, which every byte fits.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, "replace").replace("\x00", ""), encoding == "utf-8-sig"
    for encoding in ("utf-8", charset):
        try:
            return body.decode(encoding).replace("\x00", ""), True
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("cp1252", "replace").replace("\x00", ""), False


def calendar_lines(text: str) -> CalendarLines | None:
    """The events of a file; None for a text that is no calendar."""
    own = EventLines()
    events: list[EventLines] = []
    stack: list[str] = []
    is_calendar = False
    current: EventLines | None = None
    for name, line in _lines(text):
        if name == "BEGIN":
            stack.append(line.partition(":")[2].strip().upper())
            is_calendar = is_calendar or stack[-1] == "VCALENDAR"
            if stack[-1] == "VEVENT":
                current = EventLines()
                events.append(current)
        elif name == "END":
            ended = line.partition(":")[2].strip().upper()
            if ended in stack:
                del stack[len(stack) - 1 - stack[::-1].index(ended) :]
        elif stack and name in _WANTED:
            into = current if stack[-1] == "VEVENT" else own if stack[-1] == "VCALENDAR" else None
            if into is not None:
                _keep(into, name, line)
    return CalendarLines(own, tuple(events)) if is_calendar else None


def _lines(text: str) -> Iterator[tuple[str, str]]:
    lines = Contentlines.from_ical(text.replace("\r\n", "\n").replace("\r", "\n"))  # type: ignore[no-untyped-call]
    for line in lines:
        found = _NAME.match(line)
        if found:
            yield found[1].upper(), str(line)


def _keep(into: EventLines, name: str, line: str) -> None:
    """Keep a property; a line that cannot be taken apart is left out, and so are hundreds of one name."""
    kept = into.properties.setdefault(name, [])
    if len(kept) >= _EXTRA_LINES:
        return
    split = _colon(line)
    if split < 0:
        return
    parameters = {}
    for part in line[:split].split(";")[1:]:
        key, _, value = part.partition("=")
        parameters[key.strip().upper()] = value.strip().strip('"')
    kept.append(Property(line[split + 1 : split + 1 + _LONGEST_LINE].strip(), parameters))


def _colon(line: str) -> int:
    """Where the value begins: the first colon outside quotation marks, -1 for none."""
    is_quoted = False
    for place, sign in enumerate(line[:2_000]):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == ":" and not is_quoted:
            return place
    return -1


def unescaped(value: str) -> str:
    r"""A text value without its escapes: ``\n`` is a new line, ``\,`` a comma."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
