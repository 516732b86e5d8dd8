"""What a search on the map found: names that are gone with who took over, and organisations that exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.search.documents import ORGANISATION
from wegwijzer.core.structures.succession import Heir, Succession
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue.queries import found_places
from wegwijzer.web.structures.queries import gone_names
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

_MOST_NAMES = 8


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


@dataclass(frozen=True, slots=True)
class FoundView:
    """What was found: nothing in either list when there is nothing."""

    gone: tuple[GoneView, ...]
    names: tuple[tuple[str, str, str], ...]


def found_view(text: str, *, on: date, language: str) -> FoundView:
    """Search names that are gone; where there is none, those that exist."""
    grouped: dict[tuple[object, ...], list[Succession]] = {}
    for one in gone_names(text, on=on):
        key = (*((heir.organisation.id, heir.since, heir.note) for heir in one.heirs), one.until)
        grouped.setdefault(key, []).append(one)
    gone = tuple(_gone(together, language) for together in grouped.values())
    if gone:
        return FoundView(gone, ())
    organisations = shipped_catalogue().organisations
    places = found_places(text, ORGANISATION)
    names = [
        (slug, local(organisations[slug].plain_name, language), local(organisations[slug].role.label, language))
        for slug in sorted(places, key=lambda slug: places[slug])
        if slug in organisations and organisations[slug].exists_on(on)
    ]
    return FoundView(gone, tuple(names[:_MOST_NAMES]))


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
