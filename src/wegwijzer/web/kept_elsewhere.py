"""What pages keep of a firm, or of who speaks for it, beside its cases: each app tells it for the firm's own export and
forgets it when the firm is erased.

An app says so once, when Django starts it; who exports or erases need not know which apps there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import local, say, texts
from wegwijzer.wording.values import date_text

_DEEPEST = 4
_CODED = ("kind", "part", "themes", "markets", "standing", "state")
"""Fields whose value is a code that its app has words for."""
Told = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one app keeps. `key` names it in the export and in the texts `kept.part.<key>`.

    `tell` gives plain JSON rows of a firm and of the person who asks; `forget` removes what is the firm's, and with
    `own` what stands on the name of the person who asks. `word` tells a field or a code of it in words, "" where
    it knows none.
    """

    key: str
    tell: Callable[[UUID, str], Told]
    forget: Callable[[UUID, str, bool], None]
    word: Callable[[str, str], str] = lambda name, language: ""


KEPT: dict[str, Kept] = {}
"""By key, in the order in which Django starts the apps."""


def keeps(kept: Kept) -> None:
    """Say what an app keeps."""
    KEPT[kept.key] = kept


def told_elsewhere(firm: UUID, person: str) -> dict[str, Told]:
    """All of it, as plain JSON."""
    return {key: kept.tell(firm, person) for key, kept in KEPT.items()}


def forget_elsewhere(firm: UUID, person: str, *, own: bool) -> None:
    """Remove all of it that is the firm's, and with `own` what is the person's."""
    for kept in KEPT.values():
        kept.forget(firm, person, own)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part to read: a heading at a depth, and its lines as (name, value) or, in a list, its `rows`."""

    title: str
    depth: int
    lines: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()


def kept_parts(told: Mapping[str, Any], language: str) -> Iterator[KeptPart]:
    """The same in words; what is empty says nothing."""
    for key, kept in KEPT.items():
        rows = told.get(key) or []
        if rows:
            yield KeptPart(say(f"kept.part.{key}", language), 2)
        for row in rows:
            yield from _parts(_title(row, kept, language), 3, row, kept, language)


def _title(row: Mapping[str, Any], kept: Kept, language: str) -> str:
    title = str(row.get("title") or "")
    return title or _measure(str(row.get("measure") or ""), language) or say(f"kept.part.{kept.key}", language)


def _parts(title: str, depth: int, row: Mapping[str, Any], kept: Kept, language: str) -> Iterator[KeptPart]:
    """A row: its plain values, then what lies below it, each list as rows of its own."""
    lines, below = [], []
    for name, value in row.items():
        if value in ("", None, [], {}):
            continue
        label = _label(name, kept, language)
        if isinstance(value, Mapping) and depth < _DEEPEST:
            below.append(_parts(label, depth + 1, value, kept, language))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            told = tuple(_flat(item, kept, language) for item in value)
            below.append(iter([KeptPart(label, min(depth + 1, _DEEPEST), rows=told)]))
        else:
            lines.append((label, _value(name, value, kept, language)))
    if lines or below:
        yield KeptPart(title, depth, tuple(lines))
    for parts in below:
        yield from parts


def _flat(row: Mapping[str, Any], kept: Kept, language: str) -> str:
    return "; ".join(
        f"{_label(name, kept, language)}: {_value(name, value, kept, language)}"
        for name, value in row.items()
        if value not in ("", None, [], {})
    )


def _label(name: str, kept: Kept, language: str) -> str:
    """The field in words, in the app's own or the common ones; else its name."""
    return kept.word(name, language) or texts("kept", language).get(f"kept.field.{name}", name)


def _value(name: str, value: object, kept: Kept, language: str) -> str:
    if isinstance(value, bool):
        return say(f"criteria.value.{'true' if value else 'false'}", language)
    if isinstance(value, Mapping):
        return _band(value, kept, language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(name, item, kept, language) for item in value)
    text = str(value)
    if name == "measure":
        return _measure(text, language) or text
    return (kept.word(text, language) if name in _CODED else "") or _moment(text, language)


def _band(value: Mapping[str, Any], kept: Kept, language: str) -> str:
    if set(value) == {"min", "max"}:
        ends = [str(value[end]) for end in ("min", "max") if value[end] is not None]
        return " - ".join(dict.fromkeys(ends))
    return f"({_flat(value, kept, language)})"


def _measure(measure: str, language: str) -> str:
    found = shipped_catalogue().measures.get(measure)
    return local(found.name, language) if found is not None else ""


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
    here = timezone.localtime(found)
    return f"{date_text(here.date(), language)}, {here:%H:%M}"


def plain(row: object, *names: str) -> dict[str, Any]:
    """Fields of a database row as plain JSON: days and moments as ISO, amounts as texts, empty ones left out."""
    found = {name: getattr(row, name) for name in names}
    return {
        name: value if isinstance(value, bool | int | str | list | dict) else _written(value)
        for name, value in found.items()
        if value not in ("", None, [], {})
    }


def _written(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
