"""Advice on what a visitor answered: from plain answers to the core and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wegwijzer.core.advice.advising import Advice, advise
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.firm.deriving import sector_known
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.matching.need import DomainMatch, Need
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.places import place_of
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.web.guide.models import SharedRoadmap, Walk
from wegwijzer.web.guide.registered import Registered, filled_in, registered_of
from wegwijzer.wording.advice import AdviceWording, advice_wording


@dataclass(frozen=True, slots=True)
class Consultation:
    """The advice of one day on what is known, with its words in one language.

    `are_domains_chosen` says that the visitor named the domains of the need, in place of those read in its words.
    """

    advice: Advice
    wording: AdviceWording
    day: DayCatalogue
    language: str
    are_domains_chosen: bool = False

    @property
    def facts(self) -> FactDictionary:
        """The facts dictionary."""
        return self.day.catalogue.facts


def consult_walk(walk: Walk, *, on: date, language: str) -> Consultation:
    """Advice for a visitor."""
    found = _consult(walk.answers, need_of(walk, on=on), registered_of(walk.registered), on=on, language=language)
    return replace(found, are_domains_chosen=walk.domains is not None)


def consult_shared(shared: SharedRoadmap, *, on: date, language: str) -> Consultation:
    """Advice for whoever follows a shared link."""
    catalogue = shipped_catalogue()
    need = Need(
        text="",
        business=_chosen(shared.business_domains, catalogue.business_domains),
        expertise=_chosen(shared.expertise_domains, catalogue.expertise_domains),
        measure_words={},
    )
    return _consult(shared.answers, need, Registered(), on=on, language=language)


def consult_words(words: str, *, on: date, language: str) -> Consultation:
    """Advice for somebody of whom nothing is known but a need in words. Nothing is kept."""
    return _consult({}, read_need(words), Registered(), on=on, language=language)


def sector_of(walk: Walk, *, on: date) -> str | None:
    """The sector that the visitor named, or that follows from what registers know."""
    day = shipped_day(on)
    facts = day.catalogue.facts
    profile = filled_in(profile_of(walk.answers, facts=facts, on=on), registered_of(walk.registered), facts, on=on)
    return sector_known(profile, day.derivation)


def need_of(walk: Walk, *, on: date) -> Need:
    """The need as read, with the domains that the visitor chose in place of those read."""
    need = read_need(walk.need, sector_of(walk, on=on))
    if walk.domains is None:
        return need
    return replace(need, business=_chosen(walk.domains, shipped_catalogue().business_domains))


def _chosen(ids: Sequence[str], domains: Mapping[str, Domain]) -> tuple[DomainMatch, ...]:
    return tuple(DomainMatch(domains[domain], 1.0, ()) for domain in ids if domain in domains)


def _consult(
    answers: Mapping[str, object], need: Need, registered: Registered, *, on: date, language: str
) -> Consultation:
    day = shipped_day(on)
    facts = day.catalogue.facts
    profile = filled_in(profile_of(answers, facts=facts, on=on), registered, facts, on=on)
    advice = advise(profile, day, need=need)
    return Consultation(advice, _wording(on, language), day, language)


def profile_of(answers: Mapping[str, object], *, facts: FactDictionary, on: date) -> Profile:
    """The profile of stored answers. What a later catalogue can no longer read is left out, as if never asked."""
    readable = {fact: value for fact, value in answers.items() if _is_readable(fact, value, facts, on)}
    return read_firm(LocatedData("answers", readable, {}), facts, on=on)


def _is_readable(fact: str, value: object, facts: FactDictionary, on: date) -> bool:
    if fact not in facts:
        return False
    try:
        read_value(facts[fact], value)
        if fact == "postal_code":
            place_of(str(value), on=on)
    except (ValueProblem, UnknownEntryError):
        return False
    return True


@while_it_stands(maxsize=64)
def _wording(on: date, language: str) -> AdviceWording:
    return advice_wording(shipped_day(on), language)
