"""Reading needs against the shipped catalogue: typing errors mended, domains by the trained reader, words beside it."""

from __future__ import annotations

from functools import cache, lru_cache

from wegwijzer.core.matching.need import Need, NeedReader
from wegwijzer.core.understanding.reading import Reading
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.reader_model import shipped_reader
from wegwijzer.readers.search_index.shipped import shipped_search


@cache
def shipped_need_reader() -> NeedReader:
    """The reader of needs for the shipped catalogue, ready for a first need."""
    return NeedReader(shipped_catalogue(), shipped_reader().read, shipped_search().searcher.mended)


@lru_cache(maxsize=64)
def read_domains(text: str, sector: str | None = None) -> Reading:
    """All domains of a text with how likely each is, typing errors mended: what `understand` prints.

    `sector` is that of the firm that typed it, where it is known.

    The last texts are kept, for every page of a walk asks for the same one.
    """
    return shipped_reader().read(shipped_search().searcher.mended(text), sector)


@lru_cache(maxsize=64)
def read_need(text: str, sector: str | None = None) -> Need:
    """What a need of a firm in this sector is about; a page asks it several times, so the last needs are kept."""
    return shipped_need_reader().read(text, sector)
