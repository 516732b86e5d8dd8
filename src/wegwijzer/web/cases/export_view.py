"""Everything that is kept of a firm, in the words of the pages: the readable form of the export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.cases.case_view import subject_text
from wegwijzer.web.cases.history_view import HistoryLine
from wegwijzer.wording.language import local, say, texts
from wegwijzer.wording.values import date_text

_CODES = {
    "offer.state": ("referral.state.offer",),
    "need.state": ("referral.state.need",),
    "case.state": ("referral.state.case",),
    "participants.state": ("cases.export.state",),
    "reason": ("referral.reason",),
    "side": ("referral.side",),
    "opened_side": ("referral.side",),
    "proof": ("cases.speakers.proof",),
    "purpose": ("cases.privacy.purpose",),
    "given_how": ("cases.privacy.how",),
    "what": ("cases.privacy.looked",),
    "via": ("cases.export.via",),
    "about": ("cases.export.about",),
}
"""Where the words for the codes of a field stand; a state has other words in each part."""
_OUTCOME = {"helped": "cases.outcome.helped_", "changed": "cases.outcome.what_"}


@dataclass(frozen=True, slots=True)
class ExportPart:
    """A part of the export: a heading at a depth, and its lines as (name, value) or, in a list, its `rows`."""

    title: str
    depth: int
    lines: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()


def export_parts(
    data: Mapping[str, Any], histories: Sequence[Sequence[HistoryLine]], language: str
) -> list[ExportPart]:
    """All parts in order; `histories` are those of the cases, in the same order, as their pages tell them."""
    parts = [_part("firm", 2, data["firm"], language)]
    parts += _rows("speakers", 2, data["speakers"], language)
    for number, (case, history) in enumerate(zip(data["cases"], histories, strict=True), start=1):
        title = say("cases.export.case", language, number=str(number))
        parts.append(ExportPart(title, 2, tuple(_lines("case", case, language))))
        for need in case["needs"]:
            parts.append(_part("need", 3, need, language))
            for offer in need["offers"]:
                parts.append(_part("offer", 4, offer, language))
                parts += _rows("appointments", 4, offer["appointments"], language)
        for name in ("participants", "messages"):
            parts += _rows(name, 3, case[name], language)
        told = tuple(_told(line) for line in history if not line.is_message)
        parts.append(ExportPart(say("cases.export.part.history", language), 3, rows=told))
        for name in ("consents", "looks", "outcomes", "reports"):
            parts += _rows(name, 3, case[name], language)
    return parts


def _told(line: HistoryLine) -> str:
    who = f" ({line.who})" if line.who else ""
    return f"{line.day}, {line.hour}: {line.text}{who}{'. ' + line.words if line.words else ''}"


def _rows(name: str, depth: int, rows: Sequence[Mapping[str, Any]], language: str) -> list[ExportPart]:
    """A list: one part, in which each row is a line."""
    told = tuple("; ".join(f"{label}: {value}" for label, value in _lines(name, row, language)) for row in rows)
    return [ExportPart(say(f"cases.export.part.{name}", language), depth, rows=told)] if told else []


def _part(name: str, depth: int, row: Mapping[str, Any], language: str) -> ExportPart:
    return ExportPart(say(f"cases.export.part.{name}", language), depth, tuple(_lines(name, row, language)))


def _lines(part: str, row: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    """The plain values of a row; what is empty says nothing, and lists of rows have parts of their own."""
    known = texts("cases", language)
    for name, value in row.items():
        label = known.get(f"cases.export.field.{name}", name)
        if name == "facts" and isinstance(value, dict):
            yield from _facts(value, language)
        elif value not in ("", None, [], {}) and not _has_rows(value):
            yield label, _value(value, f"{part}.{name}" if name == "state" else name, language)


def _facts(known: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[tuple[str, str]]:
    """The facts of the firm under the names that questions give them."""
    facts = shipped_catalogue().facts
    for fact, entry in known.items():
        label = local(facts[fact].subject, language) if fact in facts else fact
        value = entry.get("value", "")
        options = {option.id: local(option.label, language) for option in facts[fact].options} if fact in facts else {}
        yield label[:1].upper() + label[1:], options.get(str(value), _band(value, language))


def _band(value: object, language: str) -> str:
    if isinstance(value, dict):
        return " - ".join(str(value[end]) for end in ("min", "max") if end in value)
    return _value(value, "", language)


def _has_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: object, name: str, language: str) -> str:
    if isinstance(value, bool):
        return say(f"criteria.value.{'true' if value else 'false'}", language)
    if isinstance(value, list):
        return ", ".join(_value(item, name, language) for item in value)
    text = str(value)
    if name == "subject":
        return subject_text(text, language)
    return _moment(_code(text, name, language), language)


def _code(text: str, name: str, language: str) -> str:
    """A code in words; any other text as it is."""
    keys = [f"{prefix}.{text}" for prefix in _CODES.get(name, ())]
    keys += [f"{_OUTCOME[name]}{text}"] if name in _OUTCOME else []
    for key in keys:
        found = texts(key.partition(".")[0], language).get(key)
        if found is not None:
            return found
    return text


def _moment(text: str, language: str) -> str:
    """A day or a moment in words; any other text as it is."""
    try:
        found = datetime.fromisoformat(text) if len(text) >= 10 and text[4:5] == "-" else None
    except ValueError:
        return text
    if found is None:
        return text
    if found.tzinfo is None:
        return date_text(found.date(), language)
    local = timezone.localtime(found)
    return f"{date_text(local.date(), language)}, {local:%H:%M}"
