"""What other parts of the website may ask of the catalogue app."""

from __future__ import annotations

from functools import cache

from wegwijzer.core.matching.search import Searcher
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue.models import Entry, EntryKind, Load


@cache
def searcher() -> Searcher:
    """The search over the shipped catalogue, prepared once per process."""
    return Searcher(shipped_catalogue())


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
