"""From light to road: what the warning lights of a client open, and what they close.

Solving one problem touches the others (report §2.4.4): each lit light opens the domains of business that lie behind
it, nearest first. The accounts also decide facts that measures ask for: losses that took more than half of the
capital make an undertaking in difficulty (Regulation (EU) 651/2014, art. 2(18)), which most aid excludes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.accounts.facts import accounts_facts, earlier_figures
from wegwijzer.core.advice.advising import Advice, advise
from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.firm.facts import KnownFact
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.knipperlichten.light import Knipperlicht, LightBoard, LightStatus
from wegwijzer.core.knipperlichten.reading import AMBER_COUNTS, AccountsReading
from wegwijzer.core.matching.need import DomainMatch, Need
from wegwijzer.core.truth import NOT_MET

DIFFICULTY_FACTS = frozenset({"capital_half_lost", "equity_eur", "insolvency_proceedings"})
"""The facts of bad accounts that decide over measures."""

_DOMAINS_OF_THE_NEED = 3
_NEARNESS = (1.0, 0.5, 0.25)


@dataclass(frozen=True, slots=True)
class LitDomain:
    """A domain of business to talk about, with the lights that point to it, heaviest first."""

    domain: Domain
    lights: tuple[Knipperlicht, ...]
    score: float


@dataclass(frozen=True, slots=True)
class ClosedMeasure:
    """A measure that the state of the accounts refuses, and by which criteria."""

    measure: Ranked
    criteria: tuple[CriterionReading, ...]


@dataclass(frozen=True, slots=True)
class ClientAdvice:
    """What a first-line contact can tell one client.

    `facts` are those taken from accounts and registers; `domains` come from the lights; `closed` are the measures that
    the accounts refuse, each with its reason; `advice` is the roadmap that fits.
    """

    reading: AccountsReading
    facts: Mapping[str, KnownFact] = field(hash=False)
    domains: tuple[LitDomain, ...]
    closed: tuple[ClosedMeasure, ...]
    advice: Advice


def advise_client(
    reading: AccountsReading,
    *,
    day: DayCatalogue,
    board: LightBoard,
    register: Mapping[str, KnownFact] | None = None,
    read_on: date,
) -> ClientAdvice:
    """Advise on a client from its accounts; `register` are facts from elsewhere, which go before the accounts."""
    facts = {**accounts_facts(reading.history, read_on=read_on), **(register or {})}
    domains = lit_domains(reading, board=board, day=day)
    profile = Profile(
        facts=facts,
        name=reading.history.name,
        enterprise_number=reading.history.entity if reading.history.entity.isdigit() else "",
        previous_years=earlier_figures(reading.history),
    )
    advice = advise(profile, day, need=need_of(domains))
    return ClientAdvice(reading, facts, domains, _closed(advice), advice)


def lit_domains(reading: AccountsReading, *, board: LightBoard, day: DayCatalogue) -> tuple[LitDomain, ...]:
    """The domains that the lit lights of the newest year open, most pointed at first; none when nothing is lit."""
    counts = {LightStatus.RED: 1.0, LightStatus.AMBER: AMBER_COUNTS}
    found: dict[str, list[tuple[float, Knipperlicht]]] = {}
    for reading_of, (light, version) in zip(reading.latest.lights, board.lights, strict=True):
        lit = counts.get(reading_of.status, 0.0) * version.weight
        for near, domain in zip(_NEARNESS, light.domains, strict=False):
            if lit:
                found.setdefault(domain, []).append((lit * near, light))
    domains = [
        LitDomain(
            day.catalogue.business_domains[domain],
            tuple(light for _, light in sorted(lights, key=lambda item: -item[0])),
            sum(score for score, _ in lights),
        )
        for domain, lights in found.items()
    ]
    order = list(day.catalogue.business_domains)
    return tuple(sorted(domains, key=lambda item: (-item.score, order.index(item.domain.id))))


def need_of(domains: tuple[LitDomain, ...]) -> Need | None:
    """The lights as a need without words, so that the roadmap starts where they point; None when nothing is lit."""
    if not domains:
        return None
    highest = domains[0].score
    matches = tuple(DomainMatch(item.domain, item.score / highest, ()) for item in domains[:_DOMAINS_OF_THE_NEED])
    return Need(text="", business=matches, expertise=(), measure_words={})


def _closed(advice: Advice) -> tuple[ClosedMeasure, ...]:
    """The measures refused by a criterion that would not refuse the firm if its accounts were not known."""
    values = {fact: value for fact, value in advice.picture.values.items() if fact not in DIFFICULTY_FACTS}
    closed = []
    for ranked in advice.measures:
        criteria = tuple(
            reading
            for reading in ranked.assessment.readings
            if reading.verdict is NOT_MET
            and not DIFFICULTY_FACTS.isdisjoint(reading.criterion.test.facts())
            and reading.criterion.test.read(values) is not NOT_MET
        )
        if criteria:
            closed.append(ClosedMeasure(ranked, criteria))
    return tuple(closed)
