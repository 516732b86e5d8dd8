"""The firm's own trade, and with it its sector; a trade of customers, suppliers or staff is none."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.understanding.extraction_knowledge import ExtractionKnowledge, Trade
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, Remark, fact_at, remark_at

_LONGEST_PHRASE = 4
_SHORTEST_TAIL = 6
_SHORTEST_HEAD = 3
_REACH = 4

Hit = tuple[int, int, Trade, Confidence]


def trades(passage: Passage, knowledge: ExtractionKnowledge) -> tuple[tuple[ProposedFact, ...], tuple[Remark, ...]]:
    """The sector of the trade that is surest, and the division of activity as a remark."""
    found = list(_hits(passage, knowledge))
    if not found:
        return (), ()
    start, end, trade, confidence = min(found, key=lambda hit: (hit[3] is not Confidence.SURE, hit[0]))
    return (
        (fact_at(passage, "sector", trade.sector, tokens=(start, end), confidence=confidence),),
        (remark_at(passage, "activity", trade.division, tokens=(start, end), confidence=confidence),),
    )


def _hits(passage: Passage, knowledge: ExtractionKnowledge) -> Iterator[Hit]:
    place = 0
    while place < len(passage):
        hit = _trade_at(passage, knowledge, place)
        if hit is None:
            place += 1
            continue
        end, trade, is_plural = hit
        confidence = _own(passage, place, trade, is_plural=is_plural, end=end)
        if confidence is not None:
            yield place, end, trade, confidence
        place = end


def is_behind_another_firm(passage: Passage, knowledge: ExtractionKnowledge, place: int) -> bool:
    """Whether the trade of somebody else ends right before this place: *een hotel* in Knokke."""
    for start in range(max(passage.clause(place)[0], place - _LONGEST_PHRASE), place):
        hit = _trade_at(passage, knowledge, start)
        if hit is not None and hit[0] == place:
            are_staff = hit[1].kind == "person" and hit[2]  # met 18 ingenieurs in Gent
            return not are_staff and _own(passage, start, hit[1], is_plural=hit[2], end=place) is None
    return False


def _trade_at(passage: Passage, knowledge: ExtractionKnowledge, place: int) -> tuple[int, Trade, bool] | None:
    """The longest trade that begins here; of a Dutch compound the last part counts (*fijnbakkerij*)."""
    for length in range(min(_LONGEST_PHRASE, len(passage) - place), 0, -1):
        words = tuple(token.plain for token in passage.tokens[place : place + length])
        for form, is_plural in _forms(words):
            trade = knowledge.trades.get(form)
            if trade is not None:
                return place + length, trade, is_plural
    word = passage.word(place)
    for form, is_plural in _forms((word,)):
        for cut in range(_SHORTEST_HEAD, len(form[0]) - _SHORTEST_TAIL + 1):
            trade = knowledge.trades.get((form[0][cut:],))
            if trade is not None and trade.kind != "field":
                return place + 1, trade, is_plural
    return None


def _forms(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The phrase as it stands, and without the ending of a plural."""
    yield words, False
    *head, last = words
    for ending, singular in (("ies", "y"), ("s", ""), ("en", ""), ("n", "")):
        if last.endswith(ending) and len(last) > len(ending) + 3:
            yield (*head, last.removesuffix(ending) + singular), True


def _own(passage: Passage, place: int, trade: Trade, *, is_plural: bool, end: int) -> Confidence | None:
    """How surely the trade is the firm's own; None when it is somebody else's."""
    clause, _ = passage.clause(place)
    near = max(passage.sentence_start(place), place - _REACH - 1)
    if passage.has("not_own_nouns", near, place) or passage.is_denied(place):
        return None
    first = passage.before("adjectives", place, from_=clause)
    if passage.ends_with("own_articles", first) and trade.kind != "field":  # onze, mijn, our, notre
        return None if is_plural else Confidence.SURE
    if passage.has("hiring", max(clause, place - _REACH), place) or passage.at("hiring", end):
        return None
    if trade.kind == "field":
        return _own_field(passage, first, place, clause)
    verbs = ("own_verbs_is",) if trade.kind == "person" or is_plural else ("own_verbs_is", "own_verbs_has")
    if passage.ends_with("definite", first):
        return None
    article = _before_article(passage, first, clause)
    for name in verbs:
        verb = passage.last(name, max(clause, article - 3), article)
        if verb >= 0 and not passage.has("prepositions", verb + 1, article):
            return Confidence.SURE
    if first <= clause and not is_plural:  # the clause begins with it: "bakkerij in Gent met 12 man"
        return Confidence.LIKELY
    return None


def _own_field(passage: Passage, first: int, place: int, clause: int) -> Confidence | None:
    """*in de bouw* with a verb of being or working before it; or a field that opens a clause."""
    if passage.ends_with("field_places", first) or passage.ends_with("field_places", place):
        start = passage.sentence_start(place)
        if passage.has("own_verbs_is", start, place) or passage.has("people_context", start, place):
            return Confidence.SURE
        return None
    return Confidence.LIKELY if first <= clause and not passage.is_denied(place) else None


def _before_article(passage: Passage, place: int, clause: int) -> int:
    return place - 1 if place > clause and passage.at("articles", place - 1) else place
