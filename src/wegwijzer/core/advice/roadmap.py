"""The road: what to look at, domain by domain, starting where the need is and going on next door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wegwijzer.core.advice.contacts import Contact
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.matching.need import Need

_MEASURES_PER_STEP = 3
_ORGANISATIONS_PER_STEP = 2
_DOMAINS_OF_THE_NEED = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One stop: a domain of business, the measures that pay for it and the organisations that help with it.

    `is_need` marks the domains that the need itself touches; the others are the doors next to them (report §2.4.4).
    """

    domain: Domain
    is_need: bool
    measures: tuple[Ranked, ...]
    organisations: tuple[Contact, ...]


def roadmap(
    ranked: Sequence[Ranked], found: Sequence[Contact], need: Need | None, *, catalogue: Catalogue
) -> tuple[Step, ...]:
    """The stops in order. Every domain of business is named once: solving one problem touches the others."""
    order = _order(need, catalogue)
    touched = {match.domain.id for match in need.business[:_DOMAINS_OF_THE_NEED]} if need else set()
    reachable = [item for item in ranked if item.group != "no"]
    taken: set[str] = set()
    steps = []
    for domain in order:
        fitting = sorted(
            (item for item in reachable if domain.id in item.assessment.measure.domains),
            key=lambda item: (
                item.assessment.measure.id in taken,
                item.group != "fits",
                -item.assessment.measure.domains[domain.id],
                item.rank,
            ),
        )[:_MEASURES_PER_STEP]
        taken.update(item.assessment.measure.id for item in fitting)
        helpers = tuple(found[:_ORGANISATIONS_PER_STEP]) if domain.id in touched or not touched else ()
        steps.append(Step(domain, domain.id in touched, tuple(fitting), helpers))
    return tuple(steps)


def _order(need: Need | None, catalogue: Catalogue) -> list[Domain]:
    """The domains of the need, then the doors next to them, then the rest in the order of the catalogue."""
    domains = catalogue.business_domains
    first = [match.domain.id for match in need.business] if need else []
    next_doors = [neighbour for domain in first for neighbour in domains[domain].neighbours]
    return [domains[domain] for domain in dict.fromkeys([*first, *next_doors, *domains])]
