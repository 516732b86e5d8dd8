"""Legal form, year of foundation, and whether the firm has just begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from wegwijzer.core.understanding.dates_in_text import add_months
from wegwijzer.core.understanding.extracting_numbers import Quantity
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, Remark, fact_at, remark_at

_NEAR = 4
_FIRST_YEAR = 1600
_OLDEST = Decimal(400)


def legal_form(passage: Passage) -> Iterator[ProposedFact]:
    """The firm's own legal form, at most once. Abbreviations that are words too (SA, CV, bv.) need capitals or more."""
    for place in range(len(passage)):
        hit = passage.at("legal_forms", place)
        if hit is None:
            continue
        form, _, manner = hit[1].partition(" ")
        is_own = _is_own(passage, place)
        written = passage.tokens[place].written
        is_own = is_own or (manner == "abbreviation" and place == passage.sentence_start(place))
        if manner == "abbreviation" and not written.isupper() and (not is_own or _goes_on(passage, hit[0])):
            continue
        if manner == "capitals" and not (written.isupper() and is_own):
            continue
        if manner == "own" and not is_own:
            continue
        clause, clause_end = passage.clause(place)
        near = max(passage.sentence_start(place), place - _NEAR)
        is_ours = passage.ends_with("own_articles", place)
        if not is_ours and passage.has("becoming", clause, clause_end):
            continue
        if passage.has("not_own_nouns", near, place):
            continue
        if passage.is_denied(place) or passage.is_past(place):
            continue
        confidence = Confidence.SURE if is_own and manner != "own" else Confidence.LIKELY
        yield fact_at(passage, "legal_form", form, tokens=(place, hit[0]), confidence=confidence)
        return


def _goes_on(passage: Passage, place: int) -> bool:
    """Whether a point stands here that ends no sentence: *bv. hout*."""
    behind = passage.tokens[place + 1].written if place + 1 < len(passage) else ""
    return passage.word(place) == "." and behind[:1].islower()


def starter(passage: Passage) -> Iterator[Remark]:
    """Whether the firm calls itself a starter."""
    for place in range(len(passage)):
        hit = passage.at("starters", place)
        if hit is None or passage.is_denied(place):
            continue
        opens = passage.sentence_start(place) == place and hit[0] == passage.clause(place)[1]
        if hit[1] == "told" or opens or _is_own(passage, place):
            yield remark_at(passage, "starter", "starter", tokens=(place, hit[0]), confidence=Confidence.SURE)
            return


def _is_own(passage: Passage, place: int) -> bool:
    """Whether *wij zijn een*, *als* or *onze* stands before, with nothing but articles and adjectives between."""
    clause, _ = passage.clause(place)
    at = place
    while at > clause and (passage.at("adjectives", at - 1) or passage.at("articles", at - 1)):
        at -= 1
    if passage.ends_with("own_articles", at):
        return True
    for name in ("own_verbs_is", "own_verbs_has"):
        verb = passage.last(name, max(clause, at - 3), at)
        if verb >= 0 and not passage.has("prepositions", verb + 1, at):
            return True
    return False


def founded(passage: Passage, quantities: tuple[Quantity, ...], *, on: date) -> Iterator[ProposedFact]:
    """The year of foundation, or the days between which it must lie, at most once."""
    found = next(_by_year(passage, on), None) or next(_by_age(passage, quantities, on), None)
    if found is not None:
        yield found


def _by_year(passage: Passage, on: date) -> Iterator[ProposedFact]:
    """*opgericht in 2019*, *familiebedrijf sinds 1952*; not *sinds 2021 hebben we last van*."""
    for place in range(len(passage)):
        token = passage.tokens[place]
        if not (token.is_number and token.written.isdecimal() and len(token.written) == 4):
            continue
        year = int(token.written)
        if not _FIRST_YEAR <= year <= on.year:
            continue
        clause, clause_end = passage.clause(place)
        if passage.has("undertakings", clause, clause_end):
            continue
        near = (max(clause, place - _NEAR), place)
        opened = passage.has("foundations", *near) or (
            passage.ends_with("since", place)
            and (passage.has("existing", *near) or passage.at("existing", place + 1) is not None)
        )
        if not opened and passage.has("foundations", place + 1, min(place + 3, clause_end)):
            opened = passage.ends_with("since", place)
        if opened:
            start = max(passage.last("foundations", *near), passage.last("since", *near))
            tokens = (start if start >= 0 else place, place + 1)
            yield fact_at(passage, "founded", year, tokens=tokens, confidence=Confidence.SURE)


def _by_age(passage: Passage, quantities: tuple[Quantity, ...], on: date) -> Iterator[ProposedFact]:
    """*we bestaan 10 jaar*: founded between eleven and ten years ago."""
    for quantity in quantities:
        unit = passage.at("durations", quantity.end)
        if unit is None or not unit[1].endswith("-Y") or quantity.largest > _OLDEST or quantity.has_currency:
            continue
        clause, clause_end = passage.clause(quantity.start)
        near = passage.has("existing", max(clause, quantity.start - _NEAR), quantity.start)
        behind = passage.has("existing_after", unit[0], min(unit[0] + 2, clause_end))
        ago = passage.at("agos", unit[0]) is not None or passage.ends_with("agos", quantity.start)
        behind = behind or (ago and passage.has("foundations", clause, clause_end))
        if not (near or behind) or passage.is_denied(quantity.start):
            continue
        if passage.has("undertakings", clause, clause_end):
            continue
        value = _between(quantity, on)
        if value:
            yield fact_at(passage, "founded", value, tokens=(quantity.start, unit[0]), confidence=Confidence.LIKELY)


def _between(quantity: Quantity, on: date) -> dict[str, str]:
    try:
        ends: dict[str, str] = {}
        if quantity.high is not None:
            ends["min"] = (add_months(on, -12 * (int(quantity.high) + 1)) + timedelta(days=1)).isoformat()
        if quantity.low is not None:
            ends["max"] = add_months(on, -12 * int(quantity.low)).isoformat()
    except (ValueError, OverflowError):
        return {}
    return ends
