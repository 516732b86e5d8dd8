"""How many people work in the firm, as its own words tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from wegwijzer.core.understanding.extracting_numbers import Quantity, plain_value, value_of
from wegwijzer.core.understanding.passages import Passage
from wegwijzer.core.understanding.proposals import Confidence, ProposedFact, fact_at

FTE, HEADS = "fte", "employees_headcount"

_MOST_PEOPLE = Decimal(200_000)
_FILLERS = 3
_NEAR = 4
_CONTEXT = 7


def staff(passage: Passage, quantities: tuple[Quantity, ...]) -> Iterator[ProposedFact]:
    """The number of staff, at most once; and, where the text says that there are none on the payroll, that."""
    counted = list(_counted(passage, quantities))
    found = [
        *counted,
        *_bare_counts(passage, quantities),
        *_couples(passage),
        *_alone(passage),
    ]
    if found:
        yield min(found, key=lambda fact: (fact.confidence is not Confidence.SURE, fact.start))
    yield from _without_staff(passage)


def _counted(passage: Passage, quantities: tuple[Quantity, ...]) -> Iterator[ProposedFact]:
    """*12 medewerkers*, *een ploeg van 9 man*, *7 mensen in dienst*; workers and clerks side by side are added up."""
    before: tuple[Quantity, int, str] | None = None
    found: list[tuple[Quantity, int, bool]] = []
    for quantity in quantities:
        noun = _noun_after(passage, quantity)
        if noun is None or not _could_be_people(quantity) or not _is_own_staff(passage, quantity, noun):
            continue
        end, kind = noun
        joined = before is not None and kind == "collar" == before[2] and _is_joined(passage, before[1], quantity)
        if joined and before is not None and found:
            quantity = _sum(before[0], quantity)
            found.pop()
        found.append((quantity, end, not quantity.is_about))
        before = (quantity, end, kind)
    for quantity, end, is_sure in found:
        confidence = Confidence.SURE if is_sure else Confidence.LIKELY
        value = value_of(quantity, counts_heads=True)
        yield fact_at(passage, FTE, value, tokens=(quantity.start, end), confidence=confidence)


def _noun_after(passage: Passage, quantity: Quantity) -> tuple[int, str] | None:
    place = quantity.end
    for _ in range(_FILLERS):
        for name in ("staff_nouns", "people_nouns", "job_nouns"):
            if hit := passage.at(name, place):
                return hit[0], hit[1] if name == "staff_nouns" else name
        filler = passage.at("staff_fillers", place)
        if filler is None:
            return (quantity.end, "people_nouns") if passage.at("people_before", quantity.start) else None
        place = filler[0]
    return None


def _could_be_people(quantity: Quantity) -> bool:
    return not (quantity.has_currency or quantity.is_percent) and 0 < quantity.largest <= _MOST_PEOPLE


def _is_own_staff(passage: Passage, quantity: Quantity, noun: tuple[int, str]) -> bool:
    end, kind = noun
    start, clause_end = passage.clause(quantity.start)
    clause_end = max(clause_end, end)
    is_with = passage.ends_with("with_words", quantity.start)
    if passage.is_past(quantity.start) or passage.is_denied(quantity.start, within=2):
        return False
    if passage.ends_with("before_staff", quantity.start):
        return False
    near_before = (max(start, quantity.start - _NEAR), quantity.start)
    near_after = (end, _end_of_part(passage, end, min(clause_end, end + _NEAR)))
    if passage.has("goals", start, quantity.start) or passage.has("others", *near_after):
        return False
    if passage.has("others", *near_before):
        return False
    if passage.ends_with("own_articles", quantity.start):
        return True
    wanted = passage.has("hiring", *near_before) or passage.has("more_wanted", *near_before)
    if not is_with and (wanted or passage.has("hiring", *near_after)):
        return False
    if kind == "job_nouns":
        return is_with or passage.ends_with("groups_of", quantity.start) or passage.ends_with("we_are", quantity.start)
    if (quantity.start, clause_end) == (start, end):  # nothing else: "bakkerij, 7 man"
        return True
    if kind == "people_nouns":
        context = (max(start, quantity.start - _CONTEXT), quantity.start)
        return is_with or passage.has("people_context", *context) or passage.has("people_context", *near_after)
    return True


def _end_of_part(passage: Passage, start: int, end: int) -> int:
    """Up to the next *en*: what follows it is told of something else."""
    return next((place for place in range(start, end) if passage.at("between_joints", place)), end)


def _is_joined(passage: Passage, end: int, quantity: Quantity) -> bool:
    return quantity.start - end <= 2 and passage.at("between_joints", end) is not None


def _sum(one: Quantity, other: Quantity) -> Quantity:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return replace(other, start=one.start, low=low, high=high, is_about=one.is_about or other.is_about)


def _bare_counts(passage: Passage, quantities: tuple[Quantity, ...]) -> Iterator[ProposedFact]:
    """*we zijn met 5*, *nu nog met 3*, *met z'n vijven*: a number without a noun."""
    by_start = {quantity.start: quantity for quantity in quantities}
    for place in range(len(passage)):
        opening = passage.at("gathered", place)
        if opening:
            if not passage.is_past(place) and passage.ends_with("with_words", place):
                number = plain_value(Decimal(opening[1]))
                yield fact_at(passage, FTE, number, tokens=(place - 1, opening[0]), confidence=Confidence.SURE)
            continue
        starts = passage.at("with_words", place)
        quantity = by_start.get(starts[0]) if starts else None
        if quantity is None or not _could_be_people(quantity) or not _ends_there(passage, quantity.end):
            continue
        start, _ = passage.clause(place)
        speaks = passage.has("people_context", max(start, place - _NEAR), place) or (
            passage.has("present", max(start, place - 2), place)
        )
        if speaks and not passage.is_past(place) and not passage.has("goals", start, place):
            value = value_of(quantity, counts_heads=True)
            yield fact_at(passage, FTE, value, tokens=(place, quantity.end), confidence=Confidence.LIKELY)


def _ends_there(passage: Passage, place: int) -> bool:
    """Whether the clause ends here or goes on with a word that cannot be what was counted."""
    _, end = passage.clause(place - 1)
    return place >= end or passage.at("after_bare_counts", place) is not None


def _couples(passage: Passage) -> Iterator[ProposedFact]:
    """*mijn vrouw en ik*, *me and my brother*: two people."""
    for place in range(len(passage)):
        if not (own := passage.at("possessives", place)) or not (relative := passage.at("relatives", own[0])):
            continue
        start, end = place, relative[0]
        if passage.at("between_joints", end) and (speaker := passage.at("speakers", end + 1)):
            end = speaker[0]
        elif passage.at("between_joints", place - 1) and passage.at("speakers", place - 2):
            start = place - 2
        else:
            continue
        if not passage.is_past(start):
            yield fact_at(passage, FTE, 2, tokens=(start, end), confidence=Confidence.LIKELY)


def _alone(passage: Passage) -> Iterator[ProposedFact]:
    for place in range(len(passage)):
        hit = passage.at("alone", place)
        if hit and not passage.at("alone_not_before", hit[0]) and not passage.is_past(place):
            yield fact_at(passage, FTE, 1, tokens=(place, hit[0]), confidence=Confidence.LIKELY)


def _without_staff(passage: Passage) -> Iterator[ProposedFact]:
    """*zonder personeel*, *we hebben geen werknemers*; not *we vinden geen personeel*."""
    for place in range(len(passage)):
        hit = passage.at("no_staff", place)
        if hit is None:
            continue
        start, end = passage.clause(place)
        if passage.has("hiring", start, end) or passage.at("no_staff_after", hit[0]):
            continue
        stands_alone = hit[0] == end and passage.before("staff_fillers", place) <= start
        is_told = stands_alone or passage.has("own_verbs_has", max(start, place - 3), place)
        if hit[1] == "needs_verb" and not is_told:
            continue
        if not passage.is_past(place):
            yield fact_at(passage, HEADS, 0, tokens=(place, hit[0]), confidence=Confidence.SURE)
            return
