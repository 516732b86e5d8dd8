"""What other parts of the website may ask of the catalogue app."""

from __future__ import annotations

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.search_index.shipped import ReadySearch, shipped_search
from wegwijzer.web.catalogue.filters import Facet as Facet
from wegwijzer.web.catalogue.filters import Filtered as Filtered
from wegwijzer.web.catalogue.filters import filtered as filtered
from wegwijzer.web.catalogue.models import Entry, EntryKind, Load
from wegwijzer.web.catalogue.typed_text import TypedText as TypedText
from wegwijzer.web.catalogue.typed_text import typed_text as typed_text


def ready_search() -> ReadySearch:
    """The search over the shipped catalogue, prepared once per process, and why it goes by words alone, if it does."""
    return shipped_search()


def found_places(text: str, kind: str) -> dict[str, int]:
    """The entries of a kind that answer a search, each with its place, the best first."""
    found = shipped_search().searcher.candidates(text, kinds={kind})
    clear = (one.candidate.id for one in shipped_search().searcher.ranked(found) if one.is_clear)
    return {entry_id: place for place, entry_id in enumerate(clear)}


def last_load() -> Load | None:
    """When the database copy last changed, and what it holds; None before the first load."""
    return Load.objects.order_by("-loaded_at", "-pk").first()


def is_loaded() -> bool:
    """Whether the database copy stems from the files in use."""
    load = last_load()
    return load is not None and load.digest == shipped_catalogue().digest


def entry(kind: EntryKind | str, slug: str) -> Entry | None:
    """The row of a measure or an organisation, also when it has left the files; None when it never was there."""
    return Entry.objects.filter(kind=kind, slug=slug).first()


def present_entries(kind: EntryKind | str) -> list[Entry]:
    """The rows of a kind that are in the files today, by slug."""
    return list(Entry.objects.filter(kind=kind, present=True))
