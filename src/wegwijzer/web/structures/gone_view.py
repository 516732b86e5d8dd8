"""Names that are gone, with who took over, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.structures.succession import Heir, Succession
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class HeirView:
    """Who does it today; each line a sentence."""

    slug: str
    name: str
    official: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    """Names that are gone with the same heirs, told once."""

    told: str
    until: str
    heirs: tuple[HeirView, ...]
    source: str
    source_url: str


def gone_views(found: Iterable[Succession], language: str) -> tuple[GoneView, ...]:
    """The names in words; those with the same heirs are told once."""
    grouped: dict[tuple[object, ...], list[Succession]] = {}
    for one in found:
        key = (*((heir.organisation.id, heir.since, heir.note) for heir in one.heirs), one.until)
        grouped.setdefault(key, []).append(one)
    return tuple(_gone(together, language) for together in grouped.values())


def moment_text(text: str, language: str) -> str:
    """A documented day, month or year in words."""
    try:
        if len(text) == len("2016-02"):
            return date_text(date.fromisoformat(f"{text}-01"), language).partition(" ")[2]
        return date_text(date.fromisoformat(text), language) if len(text) == len("2016-02-01") else text
    except ValueError:
        return text


def _gone(together: Sequence[Succession], language: str) -> GoneView:
    first = together[0]
    names = [local(one.name, language) for one in together]
    return GoneView(
        say("structures.found.gone", language, name=names[0])
        if len(names) == 1
        else say("structures.found.gone_many", language, names=", ".join(names)),
        say("structures.found.until", language, day=moment_text(first.until, language))
        if first.until and first.id
        else "",
        tuple(_heir(heir, language) for heir in first.heirs),
        say("structures.found.source", language, title=first.source.title),
        first.source.url or "",
    )


def _heir(heir: Heir, language: str) -> HeirView:
    lines = [
        say("structures.found.since", language, day=moment_text(heir.since, language))
        if heir.since
        else say("structures.found.since_unknown", language)
    ]
    if heir.note:
        lines.append(say("structures.found.note", language, note=heir.note))
    if heir.through:
        known = shipped_catalogue().organisations
        names = ", ".join(local(known[id].name, language) for id in heir.through)
        lines.append(say("structures.found.through", language, names=names))
    return HeirView(
        heir.organisation.id,
        local(heir.organisation.plain_name, language),
        local(heir.organisation.name, language),
        tuple(lines),
    )
