"""Where the firm is: a postal code, a municipality, a province or a region after a word of place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wegwijzer.core.understanding.extracting_trades import is_behind_another_firm
from wegwijzer.core.understanding.extraction_knowledge import ExtractionKnowledge, KnownPlace
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, Remark, fact_at, remark_at

_POSTAL_CODE = re.compile(r"[1-9]\d{3}")
_LONGEST_NAME = 5
_NEAR = 4

Found = tuple[tuple[ProposedFact, ...], tuple[Remark, ...]]


def places(passage: Passage, knowledge: ExtractionKnowledge) -> Found:
    """The first place that is the firm's own.

    A postal code settles the rest. A municipality with several of them gives province and region.
    """
    return next(_postal_codes(passage, knowledge), None) or next(_names(passage, knowledge), None) or ((), ())


def _postal_codes(passage: Passage, knowledge: ExtractionKnowledge) -> Iterator[Found]:
    for place in range(len(passage)):
        code = passage.tokens[place].written
        if not _POSTAL_CODE.fullmatch(code) or code not in knowledge.postal_codes:
            continue
        name = _name_at(passage, knowledge.names_of_postal_codes[code], place + 1)
        if not name and not passage.ends_with("place_words", place):
            continue
        if _is_own(passage, place):
            tokens = (place, name or place + 1)
            yield (fact_at(passage, "postal_code", code, tokens=tokens, confidence=Confidence.SURE),), ()


def _name_at(passage: Passage, names: frozenset[tuple[str, ...]], place: int) -> int:
    """Where the name that begins here ends; 0 when none does."""
    for length in range(_LONGEST_NAME, 0, -1):
        words = tuple(token.plain for token in passage.tokens[place : place + length])
        if len(words) == length and words in names:
            return place + length
    return 0


def _names(passage: Passage, knowledge: ExtractionKnowledge) -> Iterator[Found]:
    for place in range(len(passage)):
        if not passage.ends_with("place_prepositions", place) and not _stands_alone(passage, knowledge, place):
            continue
        for length in range(min(_LONGEST_NAME, len(passage) - place), 0, -1):
            known = knowledge.places.get(tuple(token.plain for token in passage.tokens[place : place + length]))
            if known is not None:
                preposition = passage.before("place_prepositions", place)
                if is_behind_another_firm(passage, knowledge, preposition):
                    break
                if _is_named(passage, place, known) and _is_own(passage, place):
                    yield _proposals(passage, known, place, place + length)
                break


def _stands_alone(passage: Passage, knowledge: ExtractionKnowledge, place: int) -> bool:
    """Whether a name fills a clause: *meubelmakerij, Izegem, 25 arbeiders*."""
    start, end = passage.clause(place)
    words = tuple(token.plain for token in passage.tokens[start:end])
    known = knowledge.places.get(words) if place == start and len(words) <= _LONGEST_NAME else None
    return known is not None and passage.tokens[place].written[0].isupper() and not known.needs_capital


def _is_named(passage: Passage, place: int, known: KnownPlace) -> bool:
    return passage.tokens[place].written[0].isupper() or not known.needs_capital


def _is_own(passage: Passage, place: int) -> bool:
    clause, end = passage.clause(place)
    if passage.is_denied(place) or passage.is_past(place):
        return False
    if passage.has("blocking_places", max(clause, place - _NEAR - 1), place):
        return False
    return not passage.has("moves", clause, end)


def _proposals(passage: Passage, known: KnownPlace, start: int, end: int) -> Found:
    tokens = (start, end)
    capital = passage.tokens[start].written[0].isupper()
    confidence = Confidence.SURE if capital else Confidence.LIKELY
    remark = (
        remark_at(
            passage, "municipality", passage.text[slice(*passage.span(*tokens))], tokens=tokens, confidence=confidence
        ),
    )
    if known.postal_code:
        return (fact_at(passage, "postal_code", known.postal_code, tokens=tokens, confidence=confidence),), remark
    facts = tuple(
        fact_at(passage, fact, value, tokens=tokens, confidence=confidence)
        for fact, value in (("region", known.region), ("province", known.province))
        if value
    )
    return facts, remark if known.is_municipality else ()
