"""Who took over from whom: a name that is gone leads to those who do it today, with day and source.

A firm that types "Innovatiecentrum" or "IWT" means what became of it. Names are compared as words; of a long official
name the letters in brackets and the words of its id count as its own too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz

from wegwijzer.core.catalogue.measure import Kin, Source
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.facts import Text
from wegwijzer.core.language.words import words_of

_BRACKETS = re.compile(r"\(([^)]+)\)")
_COVERED = 0.5
"""A search means a name when its words are more than this share of it."""
_ALIKE, _LEAST_LETTERS = 88, 5
"""From which likeness (of 100) a word counts as mistyped, and from how many letters that is tried."""
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Heir:
    """Who does it today, since when as documented (a day, a month, a year, or None), and what was taken over.

    `through` are the ids of those in between, oldest first.
    """

    organisation: Organisation
    since: str | None
    note: str | None
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Succession:
    """A name that is gone, with its heirs; none: nobody is known to have taken over. `id` is "" for a mere name."""

    id: str
    name: Text = field(hash=False)
    until: str | None
    heirs: tuple[Heir, ...]
    source: Source


class Successions:
    """Every name that is gone on a day, ready to be searched. `known_words` (such as names of provinces) say nothing
    by themselves."""

    def __init__(self, organisations: Mapping[str, Organisation], *, on: date, known_words: Collection[str]) -> None:
        self._organisations, self._on = organisations, on
        alive = [one for one in organisations.values() if one.exists_on(on)]
        common = {word for one in alive for name in _texts(one) for word in words_of(name)} | set(known_words)
        found = tuple(self._all())
        common -= _family_names(found)
        self._named = [(one, *_own_names(one, common)) for one in found]

    def search(self, text: str, *, least_share: float = 0.0) -> tuple[Succession, ...]:
        """The names that a search means, in the order of the catalogue; none when it means no name that is gone.

        More than `least_share` of the words of the search must belong to the name: "led verlichting" asks for light.
        """
        asked = words_of(text)
        if not asked:
            return ()
        whole = tuple(one for one, names, _ in self._named if any(set(name) == set(asked) for name in names))
        return whole or tuple(
            one
            for one, names, own in self._named
            if _means(asked, names, own) and _share_of(asked, names, own) > least_share
        )

    def inherited_by(self, organisation_id: str) -> tuple[Succession, ...]:
        """The names that are gone of which an organisation took over, in the order of the catalogue."""
        return tuple(
            found for found, _, _ in self._named if any(h.organisation.id == organisation_id for h in found.heirs)
        )

    def of(self, organisation_id: str) -> Succession | None:
        """What became of an organisation; None when it still exists."""
        return next((found for found, _, _ in self._named if found.id == organisation_id), None)

    def _all(self) -> Iterator[Succession]:
        for one in self._organisations.values():
            if not one.exists_on(self._on):
                yield Succession(one.id, one.name, one.valid_until, tuple(self._heirs(one, ())), one.source)
        for one in self._organisations.values():
            for kin in one.predecessors:
                if kin.id is None and kin.name:
                    named = dict.fromkeys(one.name, kin.name)
                    heirs = (
                        (Heir(one, kin.date, kin.note),)
                        if one.exists_on(self._on)
                        else tuple(self._heirs(one, (one.id,)))
                    )
                    yield Succession("", named, kin.date, heirs, one.source)

    def _heirs(self, gone: Organisation, through: tuple[str, ...]) -> Iterator[Heir]:
        """Those who took over, and, where they are gone too, those who took over from them."""
        if len(through) > _MOST_STEPS:
            return
        for kin in gone.successors:
            heir = self._organisations.get(kin.id or "")
            if heir is None or heir.id in through:
                continue
            since = kin.date or _as_told_by(heir.predecessors, gone.id)
            if heir.exists_on(self._on):
                yield Heir(heir, since, kin.note, through)
            else:
                yield from self._heirs(heir, (*through, heir.id))


def _as_told_by(predecessors: Sequence[Kin], gone_id: str) -> str | None:
    return next((kin.date for kin in predecessors if kin.id == gone_id), None)


def _family_names(found: Sequence[Succession]) -> set[str]:
    """The word with which several names that are gone begin: it means all of them, whoever else uses it."""
    first = [words_of(one.id)[0] for one in found if one.id]
    return {word for word in first if first.count(word) > 1}


def _texts(one: Organisation) -> tuple[str, ...]:
    return (*one.name.values(), *one.plain_name.values(), one.id)


def _own_names(found: Succession, common: Collection[str]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The names as words, and the words that stand for it alone: of brackets, of its id, of a mere name."""
    names: set[tuple[str, ...]] = set()
    own: set[str] = set()
    for text in found.name.values():
        names.add(words_of(_BRACKETS.sub(" ", text)))
        for short in _BRACKETS.findall(text):
            names.add(words_of(short))
            own.update(words_of(short))
        if not found.id:
            own.update(words_of(text))
    if found.id:
        names.add(words_of(found.id))
        own.update(words_of(found.id))
    return frozenset(name for name in names if name), frozenset(word for word in own if word not in common)


def _means(asked: tuple[str, ...], names: Collection[tuple[str, ...]], own: Collection[str]) -> bool:
    if any(_is_word(word, mine) for word in asked for mine in own):
        return True
    for name in names:
        is_inside = all(any(_is_word(word, part) for part in name) for word in asked)
        if is_inside and len(set(asked)) / len(set(name)) > _COVERED:
            return True
    return False


def _share_of(asked: tuple[str, ...], names: Collection[tuple[str, ...]], own: Collection[str]) -> float:
    known = {*own, *(part for name in names for part in name)}
    return sum(any(_is_word(word, part) for part in known) for word in asked) / len(asked)


def _is_word(asked: str, known: str) -> bool:
    """The same word, or one mistyped or bent: "innovatiecentra" for "innovatiecentrum", "leds" for "led"."""
    if asked in (known, f"{known}s"):
        return True
    return min(len(asked), len(known)) >= _LEAST_LETTERS and fuzz.ratio(asked, known) >= _ALIKE
