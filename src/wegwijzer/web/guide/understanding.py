"""What is read in a visitor's need: domains with their scores, the small question to ask back, facts to confirm.

The one place of the guide that asks the trained reader for all its scores; what is made of it is on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.understanding.clarifying import ClarifyingQuestion, after_answer, question_to_ask
from wegwijzer.core.understanding.extraction import Extraction, extract
from wegwijzer.core.understanding.proposals import ProposedFact
from wegwijzer.core.understanding.reading import CHIPS, Reading
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.clarifying import shipped_clarifying
from wegwijzer.readers.extraction import shipped_extraction_knowledge
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.needs import read_domains
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.registered import registered_of
from wegwijzer.web.guide.understood_state import UnderstoodState, understood_state

_LIKELY_AFTER_ANSWER = 0.5
_PLACES = frozenset({"region", "province", "postal_code"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact that the sentence tells; `also` are facts that the same words tell (a province lies in a region)."""

    fact: ProposedFact
    also: tuple[ProposedFact, ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """What a yes says, by fact."""
        return {one.fact: one.value for one in (self.fact, *self.also)}


@dataclass(frozen=True, slots=True)
class Understanding:
    """`scores` are those of the business domains after what was answered, likeliest first; `likely` the ones to go by.

    `is_unread`: no word of the text was learnt, so that the scores say nothing of it.
    """

    reading: Reading
    scores: Mapping[str, float]
    likely: tuple[str, ...]
    question: ClarifyingQuestion | None
    is_unread: bool


def understand(walk: Walk) -> Understanding:
    """What is understood of a walk's need, with what the visitor answered so far."""
    state = understood_state(walk.understood)
    reading = _read(walk.need)
    questions = {question.id: question for question in shipped_clarifying()}
    scores = {one.id: one.score for one in reading.business}
    is_unread = not any(one.is_said for one in reading.business)
    spoken_for: list[str] = []
    for question_id, answer_id in state.answers.items():
        question = questions.get(question_id)
        answer = question.answer(answer_id) if question else None
        if question is not None and answer is not None and (raised := sorted(answer.raises & scores.keys())):
            scores = after_answer(scores, question, answer)
            spoken_for.append(max(raised, key=scores.__getitem__))
    ordered = dict(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))
    likely = [one.id for one in reading.business if one.is_said]
    if spoken_for:
        # What the visitor just said goes before what was read: of each answer the domain that fits the sentence best.
        likely = [*spoken_for, *(domain for domain, score in ordered.items() if score >= _LIKELY_AFTER_ANSWER)]
    words = len(shipped_analyser().query_terms(walk.need))
    question = question_to_ask(shipped_clarifying(), scores, words=words, asked=state.answers)
    chips = tuple(dict.fromkeys(likely))[:CHIPS]
    return Understanding(reading, ordered, chips, None if is_unread else question, is_unread)


@lru_cache(maxsize=64)
def _read(text: str) -> Reading:
    return read_domains(text)


def told(walk: Walk, *, on: date) -> Extraction:
    """Everything that the need tells of the firm and its project."""
    facts = shipped_catalogue().facts
    return extract(walk.need, on=on, facts=facts, knowledge=shipped_extraction_knowledge())


def proposals(walk: Walk, found: Extraction) -> tuple[Proposal, ...]:
    """What to ask yes or no about: neither known from the visitor or a register, nor said no to before."""
    facts, state = shipped_catalogue().facts, understood_state(walk.understood)
    known = {*walk.answers, *registered_of(walk.registered).facts, *walk.dont_know}
    open_ones = [one for one in found.facts if _is_open(one, known, state, facts)]
    places = [one for one in open_ones if one.fact in _PLACES]
    if places and not _PLACES.isdisjoint(known):
        open_ones = [one for one in open_ones if one not in places]
        places = []
    finest = max(places, key=lambda one: ("region", "province", "postal_code").index(one.fact), default=None)
    return tuple(
        Proposal(one, _coarser(one, places) if one is finest else ())
        for one in open_ones
        if one is finest or one not in places
    )


def _coarser(finest: ProposedFact, places: list[ProposedFact]) -> tuple[ProposedFact, ...]:
    """The other places, unless a postal code tells them all."""
    return () if finest.fact == "postal_code" else tuple(one for one in places if one is not finest)


def _is_open(one: ProposedFact, known: set[str], state: UnderstoodState, facts: FactDictionary) -> bool:
    if one.fact in known or (one.fact, one.value) in state.declined:
        return False
    try:
        read_value(facts[one.fact], one.value)
    except ValueProblem:
        return False
    return True
