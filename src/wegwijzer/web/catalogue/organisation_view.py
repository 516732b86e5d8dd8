"""Everything that the page of one organisation shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.web.catalogue.measure_list import measure_rows
from wegwijzer.web.catalogue.sources_view import KinView, SourceView, kin_views, source_views
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class ProvidedView:
    """A measure that the organisation runs or ran, and when."""

    slug: str
    plain_name: str
    name: str
    period: str
    state: str
    state_label: str
    has_rules: bool


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """The whole page."""

    slug: str
    plain_name: str
    name: str
    role: str
    is_first_contact: bool
    what_to_say: str
    what_it_does: str
    period: str
    is_former: bool
    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    expertise: tuple[tuple[str, str], ...]
    predecessors: tuple[KinView, ...]
    successors: tuple[KinView, ...]
    caveat: str
    confidence: str
    confidence_level: str
    sources: tuple[SourceView, ...]
    measures: tuple[ProvidedView, ...]


def organisation_view(organisation: Organisation, catalogue: Catalogue, *, on: date, language: str) -> OrganisationView:
    """Put the page together."""

    def labels(fact: str, values: tuple[str, ...]) -> tuple[str, ...]:
        known = {option.id: local(option.label, language) for option in catalogue.facts[fact].options}
        return tuple(known.get(value, value) for value in values)

    return OrganisationView(
        slug=organisation.id,
        plain_name=local(organisation.plain_name, language),
        name=local(organisation.name, language),
        role=local(organisation.role.label, language),
        is_first_contact=organisation.role.is_first_contact,
        what_to_say=local(organisation.role.what_to_say, language),
        what_it_does=local(organisation.what_it_does, language),
        period=_span(organisation.valid_from, organisation.valid_until, language),
        is_former=not organisation.exists_on(on),
        provinces=labels("province", organisation.provinces),
        sectors=labels("sector", organisation.sectors),
        expertise=tuple(
            (domain, local(catalogue.expertise_domains[domain].label, language)) for domain in organisation.expertise
        ),
        predecessors=kin_views(organisation.predecessors, catalogue.organisations, language),
        successors=kin_views(organisation.successors, catalogue.organisations, language),
        caveat=local(organisation.caveat, language),
        confidence=say(f"advice.confidence.{organisation.confidence.value}", language),
        confidence_level=organisation.confidence.value,
        sources=source_views(organisation.source),
        measures=_provided(organisation, catalogue, on, language),
    )


def _provided(organisation: Organisation, catalogue: Catalogue, on: date, language: str) -> tuple[ProvidedView, ...]:
    """The measures in the order of the list: those one can apply for first."""
    return tuple(
        ProvidedView(
            row.slug,
            row.plain_name,
            row.name,
            _span(provider.valid_from, provider.valid_until, language),
            row.state,
            row.state_label,
            row.has_rules,
        )
        for row in measure_rows(on, language)
        for provider in catalogue.measures[row.slug].providers
        if provider.organisation == organisation.id
    )


def _span(start: str | None, end: str | None, language: str) -> str:
    """A documented period, whose ends may be a mere year or month."""
    if start and end:
        return say("catalogue.span.both", language, start=_moment(start, language), end=_moment(end, language))
    if start:
        return say("catalogue.span.since", language, start=_moment(start, language))
    if end:
        return say("catalogue.span.until", language, end=_moment(end, language))
    return ""


def _moment(text: str, language: str) -> str:
    """A day in words; a year or a month as "februari 2016"; anything else as documented."""
    try:
        if len(text) == len("2016-02"):
            return date_text(date.fromisoformat(f"{text}-01"), language).partition(" ")[2]
        return date_text(date.fromisoformat(text), language) if len(text) == len("2016-02-01") else text
    except ValueError:
        return text
