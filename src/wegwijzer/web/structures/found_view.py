"""What a search on the map found: names that are gone with who took over, and organisations that exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.search.documents import ORGANISATION
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue.queries import found_places
from wegwijzer.web.structures.gone_view import GoneView, gone_views
from wegwijzer.web.structures.queries import gone_names
from wegwijzer.wording.language import local

_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class FoundView:
    """What was found: nothing in either list when there is nothing."""

    gone: tuple[GoneView, ...]
    names: tuple[tuple[str, str, str], ...]


def found_view(text: str, *, on: date, language: str) -> FoundView:
    """Search names that are gone; where there is none, those that exist."""
    gone = gone_views(gone_names(text, on=on), language)
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
