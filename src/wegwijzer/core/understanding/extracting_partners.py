"""With whom the firm works together, and to which countries it sells or wants to sell."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, Remark, fact_at, remark_at

RESEARCH, COMPETITOR, FIRM = "research", "competitor", "firm"

_REACH = 5
_CLOSE = 3


def partners(passage: Passage) -> tuple[tuple[ProposedFact, ...], tuple[Remark, ...]]:
    """Every kind of partner once; and the facts of the dictionary that follow from it."""
    facts: dict[str, ProposedFact] = {}
    remarks: dict[str, Remark] = {}
    for start, end, kind, is_working_together in _found(passage):
        tokens = (start, end)
        remark = remark_at(passage, "partner", kind, tokens=tokens, confidence=Confidence.LIKELY)
        remarks.setdefault(kind, remark)
        fact = {RESEARCH: "research_partner", COMPETITOR: "collaboration", FIRM: "collaboration"}.get(kind)
        if fact is not None and is_working_together:
            facts.setdefault(fact, fact_at(passage, fact, True, tokens=tokens, confidence=Confidence.LIKELY))
    return tuple(facts.values()), tuple(remarks.values())


def _found(passage: Passage) -> Iterator[tuple[int, int, str, bool]]:
    place = 0
    while place < len(passage):
        hit = passage.at("partners", place)
        if hit is None:
            place += 1
            continue
        end, kind = hit
        clause, clause_end = passage.clause(place)
        together = passage.last("cooperation", max(clause, place - _REACH), place)
        beside = passage.last("with_words", max(clause, place - _CLOSE), place)
        is_enough = together >= 0 or (beside >= 0 and kind in (RESEARCH, COMPETITOR))
        start = together if together >= 0 else beside
        if is_enough and not (
            passage.is_denied(start)
            or passage.is_past(start)
            or passage.has("conflicts", clause, clause_end)
            or passage.has("searching", clause, start)
        ):
            yield start, end, kind, together >= 0 or kind == RESEARCH
        place = end


def exports(passage: Passage) -> Iterator[Remark]:
    """Every country that the firm sells to or wants to sell to, once."""
    seen: set[str] = set()
    for start, end, country in (*_markets(passage), *_destinations(passage)):
        if country not in seen:
            seen.add(country)
            yield remark_at(passage, "export", country, tokens=(start, end), confidence=Confidence.LIKELY)


def _markets(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """*de Franse markt*, *German customers*, *le marché allemand*."""
    for place in range(len(passage)):
        adjective = passage.at("country_adjectives", place)
        if adjective is None or passage.is_denied(place):
            continue
        before = next((back for back in (1, 2, 3) if _ends_at(passage, "markets", place - back, place)), 0)
        market = passage.at("markets", adjective[0])
        if market:
            yield place, market[0], adjective[1]
        elif before:
            yield place - before, adjective[0], adjective[1]


def _ends_at(passage: Passage, name: str, place: int, end: int) -> bool:
    hit = passage.at(name, place)
    return hit is not None and hit[0] == end


def _destinations(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """*uitvoeren naar Duitsland en Frankrijk*, *sell in Germany*, *exporter vers l'Allemagne*."""
    place = 0
    while place < len(passage):
        hit = passage.at("countries", place)
        if hit is None:
            place += 1
            continue
        end, country = hit
        clause, clause_end = passage.clause(place)
        start = passage.sentence_start(place)
        preposition = place - 1
        while preposition > start and passage.at("definite", preposition):
            preposition -= 1
        verb_behind = passage.has("export_verbs", end, min(clause_end, end + _CLOSE))  # in Duitsland verkopen
        sells = verb_behind or passage.has("export_verbs", start, place)
        sells = sells and not passage.has("sellers_to_us", clause, place)
        denied = passage.is_denied(preposition) or passage.has("denials", end, clause_end)
        if sells and not denied and passage.at("export_prepositions", preposition):
            yield preposition, end, country
            while more := _next_in_list(passage, end):
                end, country = more
                yield end - 1, end, country
        place = end


def _next_in_list(passage: Passage, place: int) -> tuple[int, str] | None:
    if passage.at("between_joints", place) is None and passage.word(place) != ",":
        return None
    place += 1
    for _ in range(2):
        if passage.at("export_prepositions", place) or passage.at("definite", place):
            place += 1
    return passage.at("countries", place)
