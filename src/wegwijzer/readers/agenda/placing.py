"""Where an event is, and what it is about, out of the words of a list: postal code, town, online, themes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from wegwijzer.core.agenda.distance import Point
from wegwijzer.core.language.words import plain, words_of
from wegwijzer.core.matching.need import NeedReader
from wegwijzer.readers.agenda.points import municipality_points, point_of_code
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.known_places import places_by_code
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.places import Place

_CODE = re.compile(r"(?<!\d)(?:B(?:E)?[- ])?([1-9]\d{3})(?!\d)")
_ONLINE = re.compile(
    r"\b(online|webinar|webinars|zoom|teams|livestream|virtueel|virtuele|virtual|digitaal event|en ligne|virtuel)\b"
)
_LONGEST_NAME = 4
_MOST_THEMES = 3
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something is; empty or None for what the words do not tell."""

    postal_code: str = ""
    province: str = ""
    point: Point | None = None
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class _Town:
    nis: str
    province: str
    postal_code: str


@cache
def _by_code() -> Mapping[str, Place]:
    """Every postal code with where it lies: reading all of them takes a while."""
    return places_by_code()


@cache
def _towns() -> Mapping[tuple[str, ...], _Town]:
    """Municipalities by their names in words; of those made out of two, the names of the two as well.

    A name that two municipalities share tells nothing. The postal code only where there is one.
    """
    codes: dict[str, list[str]] = {}
    named: dict[tuple[str, ...], set[_Town]] = {}
    for code, place in _by_code().items():
        for municipality in place.municipalities:
            codes.setdefault(municipality.nis, []).append(code)
    for place in _by_code().values():
        for municipality in place.municipalities:
            only = codes[municipality.nis]
            whole = _Town(municipality.nis, place.province, only[0] if len(only) == 1 else "")
            for name in {municipality.name_nl, municipality.name_fr}:
                named.setdefault(words_of(name), set()).add(whole)
                for part in name.split("-"):
                    if part != name and len(part) > 4 and part[0].isupper():
                        named.setdefault(words_of(part), set()).add(_Town(municipality.nis, place.province, ""))
    return {words: next(iter(towns)) for words, towns in named.items() if len({town.nis for town in towns}) == 1}


def placed(place: str, *, title: str = "", postal_code: str = "") -> Placed:
    """Where an event is, by its postal code, else by the words of its place.

    Of several postal codes in a text the last counts: it stands behind the street. A title tells only that an event is
    online, and only where no place is told.
    """
    code = _known_code(postal_code) or _code_in(place)
    if code:
        found = _by_code()[code]
        return Placed(code, found.province, point_of_code(code))
    town = _town_in(place)
    if town is not None:
        return Placed(town.postal_code, town.province, municipality_points().get(town.nis))
    is_online = bool(_ONLINE.search(plain(place)) or "://" in place or (not place and _ONLINE.search(plain(title))))
    return Placed(is_online=is_online)


def _known_code(text: str) -> str:
    found = _CODE.fullmatch(text.strip().upper())
    return found[1] if found and found[1] in _by_code() else ""


def _code_in(text: str) -> str:
    for code in reversed(_CODE.findall(text)):
        if code in _by_code():
            return str(code)
    return ""


def _town_in(text: str) -> _Town | None:
    """The last town that is named: it stands behind the hall and the street."""
    words = words_of(text)
    for end in range(len(words), 0, -1):
        for begin in range(max(0, end - _LONGEST_NAME), end):
            town = _towns().get(words[begin:end])
            if town is not None:
                return town
    return None


@cache
def _by_keywords() -> NeedReader:
    return NeedReader(shipped_catalogue())


def themes_of(categories: Iterable[str], title: str, summary: str) -> tuple[str, ...]:
    """The business domains of an event, three at most: those of its own categories, else what its words show.

    Key words alone are read, not the trained reader of needs: an announcement sells, it does not tell of a problem.
    """
    known = shipped_agenda_rules().themes_of_words
    domains = shipped_catalogue().business_domains
    told = [plain(category.strip()) for category in categories]
    chosen = dict.fromkeys(known.get(word, word) for word in told if word in known or word in domains)
    if chosen:
        return tuple(chosen)[:_MOST_THEMES]
    found = _by_keywords().read(f"{title}. {title}. {summary[:600]}").business
    return tuple(match.domain.id for match in found if match.score >= _ENOUGH)[:_MOST_THEMES]


def audiences_of(categories: Iterable[str]) -> tuple[str, ...]:
    """Whom an event is for, as far as its categories tell."""
    known = shipped_agenda_rules().audiences_of_words
    return tuple(dict.fromkeys(known[word] for category in categories if (word := plain(category.strip())) in known))


def language_of(text: str) -> str:
    """The language of a text, Dutch if it does not show."""
    return shipped_analyser().languages_of(text)[0]
