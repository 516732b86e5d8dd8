"""What others may ask of the map: who helps where, and who took over from whom."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from wegwijzer.core.language.words import words_of
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.structures.doers import Doer, DoerKind, doers_of
from wegwijzer.core.structures.succession import Succession, Successions
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.structures import shipped_map_rules
from wegwijzer.web.offers.queries import shown_on
from wegwijzer.wording.language import LANGUAGES


def doers_on(on: date) -> tuple[Doer, ...]:
    """The organisations that help firms on a day, easiest to approach first, and then what they offer.

    Topics for students are left out: one thesis does not fill a gap.
    """
    found = list(_organisations(on))
    for shown in shown_on(on):
        head = shown.head
        if head.side is Side.STRUCTURE and head.kind is not Kind.TOPIC:
            found.append(
                Doer(
                    head.id,
                    DoerKind.OFFERING,
                    dict.fromkeys(LANGUAGES, head.title),
                    head.steps,
                    head.expertise,
                    head.sectors,
                    head.provinces,
                    tuple(dict.fromkeys(one.organisation or one.owner for one in shown.all)),
                )
            )
    return tuple(found)


def gone_names(text: str, *, on: date) -> tuple[Succession, ...]:
    """The names in a search that are gone, with who does it today."""
    return _successions(on).search(text)


@lru_cache(maxsize=8)
def _organisations(on: date) -> tuple[Doer, ...]:
    return doers_of(shipped_catalogue().organisations.values(), shipped_map_rules(), on=on)


@lru_cache(maxsize=8)
def _successions(on: date) -> Successions:
    catalogue = shipped_catalogue()
    places = [
        word
        for option in catalogue.facts["province"].options
        for text in option.label.values()
        for word in words_of(text)
    ]
    return Successions(catalogue.organisations, on=on, known_words=places)
