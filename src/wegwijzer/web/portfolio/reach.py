"""What a client can reach and what its accounts close, in lines; and to whom it can be sent on."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.advice.from_lights import DIFFICULTY_FACTS, ClientAdvice
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.firm.facts import Nature
from wegwijzer.wording.advice import AdviceWording
from wegwijzer.wording.language import local, say

MOST_IN_REACH, MOST_CONTACTS = 5, 3
_MOST_TO_ASK = 2
_DOMAINS_SEEN = 4
_EFFORTS = ("low", "medium", "high")
_OWN_BY_DOMAIN = {"bank": "finance", "legal_adviser": "legal"}


@dataclass(frozen=True, slots=True)
class ReachLine:
    """A measure within reach: `group` is fits or maybe; `to_ask` what is still to be asked of the client."""

    id: str
    group: str
    name: str
    official_name: str
    amount: str
    to_ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """A measure that the accounts close, and by which criteria."""

    id: str
    name: str
    official_name: str
    why: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """An organisation to send the client to."""

    id: str
    name: str
    role: str
    why: str


def reach_lines(advice: ClientAdvice, words: AdviceWording) -> tuple[ReachLine, ...]:
    """The measures within reach: where the lights point before the others, light ones before heavy ones, money first.

    A firm with lit lights has other things on its mind than a heavy file; among equals the order is the roadmap's.
    """
    lit = [road.domain.id for road in advice.domains[:3]]
    reachable = [ranked for ranked in advice.advice.measures if ranked.group != "no"]
    reachable.sort(key=lambda ranked: _order(ranked, lit))
    return tuple(_reach(ranked, words) for ranked in reachable[:MOST_IN_REACH])


def closed_lines(advice: ClientAdvice, words: AdviceWording) -> tuple[ClosedLine, ...]:
    """Every measure that the accounts close."""
    return tuple(
        ClosedLine(
            id=item.measure.assessment.measure.id,
            name=local(item.measure.assessment.measure.plain_name, words.language),
            official_name=local(item.measure.assessment.measure.name, words.language),
            why=" ".join(_why(criterion, advice, words) for criterion in item.criteria),
        )
        for item in advice.closed
    )


def _why(reading: CriterionReading, advice: ClientAdvice, words: AdviceWording) -> str:
    """What the measure requires, and what the accounts say against it."""
    known = advice.advice.picture.known
    asked = set(reading.criterion.test.facts())
    told = []
    for fact in sorted(DIFFICULTY_FACTS & asked):
        if fact in known:
            label, value = words.fact(fact, known[fact])
            told.append(f"{label}: {value}." if value else label)
    requirement = words.criteria.requirement(reading.criterion.test)
    return say("portfolio.closed_why", words.language, requirement=requirement, facts=" ".join(told))


def contact_lines(advice: ClientAdvice, words: AdviceWording) -> tuple[ContactLine, ...]:
    """Whom to send the client to: the best two of the catalogue, and whom the lights call for beside them.

    The firm's own bank is named where the lights point to money, a lawyer or notary where they point to the law; the
    accountant who holds the sheet is not told to see an accountant.
    """
    lit = {road.domain.id for road in advice.domains[:_DOMAINS_SEEN]}
    own = [
        ContactLine(item.organisation.id, say(f"portfolio.contact.{item.organisation.role.id}", words.language), "", "")
        for item in advice.advice.contacts
        if _OWN_BY_DOMAIN.get(item.organisation.role.id) in lit
    ]
    others = [item for item in advice.advice.contacts if not item.organisation.role.is_own]
    lines = [
        ContactLine(
            id=item.organisation.id,
            name=local(item.organisation.name, words.language),
            role=local(item.organisation.role.label, words.language),
            why=words.contact_why(item),
        )
        for item in others[: MOST_CONTACTS - len(own[:2])]
    ]
    return (*lines[:1], *own[:2], *lines[1:])


def _order(ranked: Ranked, lit: list[str]) -> tuple[bool, int, bool]:
    measure = ranked.assessment.measure
    return not _touches(ranked, lit), _EFFORTS.index(measure.effort), measure.kind == "service"


def _touches(ranked: Ranked, domains: list[str]) -> bool:
    return any(domain in ranked.assessment.measure.domains for domain in domains)


def _reach(ranked: Ranked, words: AdviceWording) -> ReachLine:
    measure = ranked.assessment.measure
    facts = [words.facts[fact] for fact in ranked.assessment.missing if fact in words.facts]
    asked = [fact for fact in facts if fact.askable and fact.nature is Nature.OBJECTIVE]
    return ReachLine(
        id=measure.id,
        group=ranked.group,
        name=local(measure.plain_name, words.language),
        official_name=local(measure.name, words.language),
        amount=words.amount(ranked.assessment),
        to_ask=tuple(local(fact.question, words.language) for fact in asked[:_MOST_TO_ASK]),
    )
