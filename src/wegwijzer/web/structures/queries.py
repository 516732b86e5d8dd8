"""What others may ask of the map: who helps where, and who took over from whom."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from wegwijzer.core.language.words import words_of
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.structures.doers import Doer, DoerKind, doers_of
from wegwijzer.core.structures.succession import Succession, Successions
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.structures import shipped_map_rules
from wegwijzer.web.offers.queries import shown_on
from wegwijzer.web.structures.gone_view import GoneView as GoneView
from wegwijzer.web.structures.gone_view import gone_views
from wegwijzer.wording.language import LANGUAGES, local

_MOST_OF_IT = 0.5


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


def gone_in_search(text: str, *, on: date, language: str) -> tuple[GoneView, ...]:
    """The names that are gone in a search for anything, in words: only where most of the search is such a name."""
    words = " ".join(shipped_analyser().telling_words(text))
    return gone_views(_successions(on).search(words, least_share=_MOST_OF_IT), language)


def former_names_of(organisation_id: str, *, on: date, language: str) -> tuple[str, ...]:
    """The names that are gone of which an organisation took over, in the order of the catalogue."""
    found = _successions(on).inherited_by(organisation_id)
    return tuple(local(one.name, language) for one in found)


def heir_of(old_name: str, *, on: date) -> str:
    """The id of the organisation that took over a name that is gone; "" for no such name, or more than one heir."""
    found = _successions(on).search(old_name, least_share=_MOST_OF_IT)
    heirs = {heir.organisation.id for one in found for heir in one.heirs}
    return heirs.pop() if len(heirs) == 1 else ""


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
