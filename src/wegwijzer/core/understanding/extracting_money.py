"""Turnover, balance sheet total, budget and investment: amounts beside the word that says what they are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wegwijzer.core.understanding.extracting_numbers import Quantity, value_of
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, fact_at

_AFTER_NOUN = 7
_BEFORE_NOUN = 3
_SMALLEST_BARE = Decimal(1000)
_YEARS = (Decimal(1900), Decimal(2100))


def money(passage: Passage, quantities: tuple[Quantity, ...]) -> Iterator[ProposedFact]:
    """Each of the four at most once."""
    for fact, nouns in (
        ("turnover_eur", "turnover_nouns"),
        ("balance_sheet_total_eur", "balance_nouns"),
        ("project_budget_eur", "budget_nouns"),
        ("project_budget_eur", "money_set_aside"),
        ("investment_eur", "investment_words"),
    ):
        found = list(_beside(passage, quantities, fact, nouns))
        if found:
            of_now = [one for one in found if one[0]] or found
            yield of_now[0][1]


def _beside(
    passage: Passage, quantities: tuple[Quantity, ...], fact: str, nouns: str
) -> Iterator[tuple[bool, ProposedFact]]:
    """Amounts beside a noun, each with whether it is of now (an amount of last year counts when there is no other)."""
    amounts = [one for one in quantities if _is_amount(passage, one, fact)]
    for place in range(len(passage)) if amounts else ():
        noun = passage.at(nouns, place)
        if noun is None or (noun[1] == "capitals" and not passage.tokens[place].written.isupper()):
            continue
        quantity = _amount_for(passage, amounts, place, noun[0], fact)
        if quantity is None:
            continue
        tokens = (min(place, quantity.start), max(noun[0], quantity.end))
        if fact == "turnover_eur":
            start, _ = passage.clause(tokens[0])
            if passage.has("goals", start, tokens[0]) or passage.has("goals", place, quantity.start):
                continue
        elif passage.is_denied(tokens[0], within=2):
            continue
        of_now = not passage.is_past(tokens[0])
        if not of_now and not passage.has("past_years", passage.sentence_start(place), tokens[1]):
            continue
        is_sure = of_now and quantity.low is not None and quantity.low == quantity.high
        confidence = Confidence.SURE if is_sure else Confidence.LIKELY
        yield of_now, fact_at(passage, fact, value_of(quantity), tokens=tokens, confidence=confidence)


def _amount_for(passage: Passage, amounts: list[Quantity], place: int, end: int, fact: str) -> Quantity | None:
    """The amount that goes with the noun: right before it, else the first after it in the same clause.

    After *zakte van 3 naar 2 miljoen* that is the second one; an amount by which something grew is none.
    """
    start, clause_end = passage.clause(place)
    for one in reversed(amounts):
        if start <= one.start and one.end <= place <= one.end + _BEFORE_NOUN - 1:
            between = range(one.end, place)
            if all(passage.at("amount_fillers", word) or passage.at("years_ahead", word) for word in between):
                return one
    following = [
        one
        for one in amounts
        if end <= one.start < clause_end
        and one.start - end < _AFTER_NOUN
        and not passage.ends_with("turnover_changes", one.start)
    ]
    if fact == "investment_eur" or not following:
        return following[0] if following else None
    arrows = [one for one in following if passage.ends_with("arrows", one.start)]
    return arrows[0] if arrows else following[0]


def _is_amount(passage: Passage, one: Quantity, fact: str) -> bool:
    if one.is_percent:
        return False
    if one.has_currency or one.has_multiplier:
        return True
    if passage.at("staff_nouns", one.end) or passage.at("people_nouns", one.end):
        return False
    is_year = one.low == one.high and _YEARS[0] <= one.largest <= _YEARS[1]
    return fact != "investment_eur" and one.largest >= _SMALLEST_BARE and not is_year
