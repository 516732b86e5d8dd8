"""Read the smaller code lists: domains, legal forms, technology classes, cards and shared thresholds."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wegwijzer.core.catalogue.measure import Certainty, Confidence
from wegwijzer.core.catalogue.vocabulary import Card, CardMoment, Domain, SharedRule, Topic, TopicVersion
from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.core.firm.legal import LegalForm
from wegwijzer.core.firm.technology import Sector, TechnologyClass
from wegwijzer.core.period import Period, overlapping_pairs
from wegwijzer.readers.criteria import CriterionReader
from wegwijzer.readers.schema import (
    BusinessDomainsForm,
    CardForm,
    CardsForm,
    ExpertiseDomainsForm,
    LegalFormsForm,
    SectorsForm,
    TechnologyClassesForm,
    TopicForm,
)
from wegwijzer.readers.texts import optional_text, source, text, words
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData


def read_business_domains(located: LocatedData) -> tuple[dict[str, Domain], list[Fault]]:
    """The domains of business in the order of the roadmap, and all faults."""
    form, faults = validate(located, BusinessDomainsForm)
    if form is None:
        return {}, faults
    domains = {
        entry.id: Domain(
            entry.id,
            text(entry.label),
            words(entry.keywords),
            text(entry.question),
            text(entry.steps),
            tuple(entry.neighbours),
        )
        for entry in form.business_domains
    }
    for place, entry in enumerate(form.business_domains):
        for neighbour in entry.neighbours:
            if neighbour not in domains:
                path = ("business_domains", place, "neighbours")
                faults.append(located.fault(path, f'unknown domain "{neighbour}".', "a domain of this file."))
    return domains, faults


def read_expertise_domains(located: LocatedData) -> tuple[dict[str, Domain], list[Fault]]:
    """The domains of expertise, and all faults."""
    form, faults = validate(located, ExpertiseDomainsForm)
    if form is None:
        return {}, faults
    return {
        entry.id: Domain(entry.id, text(entry.label), words(entry.keywords)) for entry in form.expertise_domains
    }, faults


def read_legal_forms(located: LocatedData) -> tuple[dict[str, LegalForm], list[Fault]]:
    """The legal forms by id, and all faults."""
    form, faults = validate(located, LegalFormsForm)
    if form is None:
        return {}, faults
    return {
        entry.id: LegalForm(entry.id, text(entry.label), entry.kind, entry.legal_personality)
        for entry in form.legal_forms
    }, faults


def read_technology_classes(located: LocatedData) -> tuple[tuple[TechnologyClass, ...], list[Fault]]:
    """The classes of table 13 of the report, and all faults."""
    form, faults = validate(located, TechnologyClassesForm)
    if form is None:
        return (), faults
    return tuple(
        TechnologyClass(entry.id, tuple(entry.include), tuple(entry.exclude)) for entry in form.technology_classes
    ), faults


def read_sectors(located: LocatedData) -> tuple[tuple[Sector, ...], list[Fault]]:
    """The sectors as divisions of activity, and all faults."""
    form, faults = validate(located, SectorsForm)
    if form is None:
        return (), faults
    return tuple(Sector(entry.id, tuple(entry.prefixes)) for entry in form.sectors), faults


def read_cards(located: LocatedData, *, known: Mapping[str, Collection[str]]) -> tuple[tuple[Card, ...], list[Fault]]:
    """The myth and odds cards in order of precedence, and all faults.

    `known` are the ids that each key of a moment may name; the subjects of the roads are checked by `readers.roads`.
    """
    form, faults = validate(located, CardsForm)
    if form is None:
        return (), faults
    for place, entry in enumerate(form.myths):
        for number, moment in enumerate(entry.when):
            named: dict[str, list[str]] = {key: getattr(moment, key) for key in known}
            path = ("myths", place, "when", number)
            if not moment.model_fields_set:
                faults.append(located.fault(path, "a moment without conditions is every moment.", "a condition."))
            faults += [
                located.fault((*path, key), f'"{name}" does not exist.', f"one of: {', '.join(known[key])}.")
                for key, names in named.items()
                for name in names
                if name not in known[key]
            ]
    return tuple(_card(entry) for entry in form.myths), faults


def _card(form: CardForm) -> Card:
    moments = tuple(
        CardMoment(
            business_domains=tuple(moment.business_domains),
            expertise_domains=tuple(moment.expertise_domains),
            planned_actions=tuple(moment.planned_actions),
            partner=moment.partner,
            subjects=tuple(moment.subjects),
            roles=tuple(moment.roles),
            sizes=tuple(moment.sizes),
            measure_kinds=tuple(moment.measure_kinds),
            efforts=tuple(moment.efforts),
        )
        for moment in form.when
    )
    return Card(form.id, text(form.title), text(form.text), form.source, moments, form.tells_odds)


def read_topic(
    located: LocatedData,
    facts: FactDictionary,
    *,
    known_limits: Mapping[str, frozenset[str]],
    rules: frozenset[str],
) -> tuple[Topic | None, list[Fault]]:
    """One file of dated limits, and all faults."""
    form, faults = validate(located, TopicForm)
    if form is None:
        return None, faults
    criteria = CriterionReader(located, facts, known_limits, rules)
    versions = []
    for place, entry in enumerate(form.versions):
        path = ("versions", place)
        if entry.valid_until is not None and entry.valid_until < entry.valid_from:
            faults.append(located.fault((*path, "valid_until"), "lies before valid_from.", "a later day, or null."))
            continue
        rule = None
        if entry.rule is not None:
            test = criteria.read(entry.rule.test, (*path, "rule", "test"))
            if test is not None:
                rule = SharedRule(entry.rule.id, text(entry.rule.holds), text(entry.rule.fails), test)
        versions.append(
            TopicVersion(
                period=Period(entry.valid_from, entry.valid_until),
                start_certainty=Certainty(entry.valid_from_certainty),
                limits=dict(entry.limits),
                rule=rule,
                information=tuple(text(line.text) for line in entry.information),
                caveat=optional_text(entry.caveat),
                confidence=Confidence(entry.confidence),
                source=source(entry.source),
                documented=entry.documented,
            )
        )
    if overlapping_pairs([version.period for version in versions]):
        faults.append(located.fault(("versions",), "two periods overlap.", "at most one version on any day."))
    faults += criteria.faults
    return Topic(form.topic, text(form.name), tuple(versions)), faults
