"""What of a measure or an organisation can be searched, and how much each part of it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.firm.facts import Text

NAME, KEYWORD, SECTOR, SUMMARY, LABEL = 5.0, 4.0, 3.0, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class SearchField:
    """One text of an entry in one language.

    `shown` replaces its words where a hit tells why it was found: keywords of expertise are stems ("boekhoud"), which
    nobody should have to read.
    """

    weight: float
    language: str
    text: str
    shown: str = ""


def measure_fields(measure: Measure, catalogue: Catalogue) -> Iterator[SearchField]:
    """The searchable texts of a measure."""
    yield from _text(NAME, measure.name)
    yield from _text(NAME, measure.plain_name)
    for language, keywords in measure.keywords.items():
        for keyword in keywords:
            yield SearchField(KEYWORD, language, keyword)
    yield from _text(SUMMARY, measure.summary)
    for action in measure.actions:
        yield from _text(LABEL, _option_label(catalogue, "planned_action", action))
    for domain, weight in measure.domains.items():
        yield from _text(LABEL * weight / 3, catalogue.business_domains[domain].label)


def organisation_fields(organisation: Organisation, catalogue: Catalogue) -> Iterator[SearchField]:
    """The searchable texts of an organisation."""
    yield from _text(NAME, organisation.name)
    yield from _text(NAME, organisation.plain_name)
    yield from _text(SUMMARY, organisation.what_it_does)
    yield from _text(LABEL, organisation.role.label)
    for sector in organisation.sectors:
        yield from _text(SECTOR, _option_label(catalogue, "sector", sector))
    for province in organisation.provinces:
        yield from _text(SUMMARY, _option_label(catalogue, "province", province))
    for expertise in organisation.expertise:
        yield from _domain(catalogue.expertise_domains[expertise])


def _domain(domain: Domain) -> Iterator[SearchField]:
    yield from _text(SUMMARY, domain.label)
    for language, keywords in domain.keywords.items():
        for keyword in keywords:
            yield SearchField(LABEL, language, keyword, domain.label.get(language, ""))


def _option_label(catalogue: Catalogue, fact: str, option_id: str) -> Text:
    definition = catalogue.facts.get(fact)
    options = definition.options if definition else ()
    return next((option.label for option in options if option.id == option_id), {})


def _text(weight: float, text: Text) -> Iterator[SearchField]:
    return (SearchField(weight, language, part) for language, part in text.items())
