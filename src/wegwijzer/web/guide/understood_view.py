"""What we understood of a need as plain values for the page: chips, a small question, facts to confirm, consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.firm.facts import FactDefinition
from wegwijzer.core.understanding.proposals import Extraction, Remark
from wegwijzer.core.understanding.reading import CHIPS
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.fact_values import read_value
from wegwijzer.web.corrections.actions import WAITING_DAYS, text_to_keep
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.understanding import Proposal, proposals, told, understand
from wegwijzer.web.guide.understood_actions import names_known
from wegwijzer.web.guide.understood_state import understood_state
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, value_text

_NOTED = ("deadline", "export")
"""Remarks that no fact of the dictionary holds, but that whoever is called should hear."""


@dataclass(frozen=True, slots=True)
class DomainChoice:
    """A domain of business to tick."""

    id: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A small question, with its answers as (id, words)."""

    id: str
    text: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A fact to say yes or no to: label and value in words (a statement has no value), and the words it came from."""

    fact: str
    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class UnderstoodView:
    """The block above the first question. `chosen` are the labels once the domains are confirmed; `to_keep` is the
    sentence as it would be kept to learn from ("": nothing could be learnt of it)."""

    question: AskedBack | None
    likeliest: tuple[DomainChoice, ...]
    others: tuple[DomainChoice, ...]
    is_unread: bool
    is_confirmed: bool
    chosen: tuple[str, ...]
    proposals: tuple[ProposalLine, ...]
    noted: tuple[str, ...]
    to_keep: str
    is_kept: bool
    waiting_days: str


def understood_view(walk: Walk, language: str, *, on: date) -> UnderstoodView:
    """Word everything."""
    found, state = understand(walk), understood_state(walk.understood)
    domains = shipped_catalogue().business_domains
    ticked = walk.domains if walk.domains is not None else found.likely
    order = [*found.scores, *(domain for domain in domains if domain not in found.scores)]
    if found.is_unread:
        order = list(domains)
    order = [*(one for one in order if one in ticked), *(one for one in order if one not in ticked)]
    choices = tuple(DomainChoice(one, local(domains[one].label, language), one in ticked) for one in order)
    shown = 0 if found.is_unread else max(CHIPS, len(ticked))
    extraction = told(walk, on=on)
    return UnderstoodView(
        question=None
        if found.question is None or state.is_confirmed
        else AskedBack(
            found.question.id,
            local(found.question.text, language),
            tuple((one.id, local(one.text, language)) for one in found.question.answers),
        ),
        likeliest=choices[:shown],
        others=choices[shown:],
        is_unread=found.is_unread,
        is_confirmed=state.is_confirmed,
        chosen=_labels(walk, domains, language),
        proposals=tuple(_line(one, language) for one in proposals(walk, extraction)),
        noted=_noted(extraction, language),
        to_keep="" if found.is_unread else text_to_keep(walk.need, known_names=names_known(walk)),
        is_kept=bool(state.kept_now),
        waiting_days=str(WAITING_DAYS),
    )


def _labels(walk: Walk, domains: Mapping[str, Domain], language: str) -> tuple[str, ...]:
    return tuple(local(domains[one].label, language) for one in walk.domains or () if one in domains)


def _line(proposal: Proposal, language: str) -> ProposalLine:
    facts = shipped_catalogue().facts
    definition: FactDefinition = facts[proposal.fact.fact]
    value = proposal.fact.value
    if isinstance(value, bool):
        statement = local(definition.holds if value else definition.fails, language)
        return ProposalLine(definition.id, statement, "", proposal.fact.words)
    shown = value_text(definition, read_value(definition, value), language)
    return ProposalLine(definition.id, local(definition.subject, language), shown, proposal.fact.words)


def _noted(found: Extraction, language: str) -> tuple[str, ...]:
    """Deadlines and countries that the sentence names, as the visitor wrote them."""
    return tuple(dict.fromkeys(_noted_words(remark, language) for remark in found.remarks if remark.kind in _NOTED))


def _noted_words(remark: Remark, language: str) -> str:
    if remark.kind == "deadline" and len(remark.value) == len("2027-06-01"):
        day = date_text(date.fromisoformat(remark.value), language)
        return say("understood.noted.day", language, words=remark.words, day=day)
    return f"“{remark.words}”"
