"""The road on the roadmap page: the first steps of the problem that was recognised, and the doors that it opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.roads.choosing import Choice, choose_subjects, suggest_subjects
from wegwijzer.core.roads.road import OpenedDoor, Place, Road, RoadStep, road_of
from wegwijzer.core.roads.subject import Basis
from wegwijzer.core.truth import MET
from wegwijzer.readers.road_likeness import likeness_of, likeness_of_clauses
from wegwijzer.readers.roads import shipped_roads
from wegwijzer.web.guide.consulting import Consultation
from wegwijzer.wording.language import local, say


@dataclass(frozen=True, slots=True)
class PayView:
    """A measure that may pay for a step."""

    id: str
    name: str
    is_uncertain: bool


@dataclass(frozen=True, slots=True)
class CallView:
    """Whom to call; the role is empty where the name says it already."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One first step in words."""

    do: str
    call: CallView | None
    pays: tuple[PayView, ...]


@dataclass(frozen=True, slots=True)
class DoorView:
    """A next door in words."""

    name: str
    because: str


@dataclass(frozen=True, slots=True)
class OtherView:
    """Another subject that may be meant, with its steps; `is_beside`: the need names it as well."""

    name: str
    steps: tuple[StepView, ...]
    basis: str
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class RoadView:
    """The road in words. `basis` says what it rests on: our own judgement is never passed off as a source."""

    subject: str
    name: str
    to_say: str
    first: StepView
    steps: tuple[StepView, ...]
    asks: tuple[str, ...]
    doors: tuple[DoorView, ...]
    more_doors: tuple[DoorView, ...]
    basis: str
    other: OtherView | None


@dataclass(frozen=True, slots=True)
class FoundRoads:
    """The roads of the subjects that fit the need, best first; where none does, those worth asking about."""

    chosen: tuple[Road, ...]
    asked: tuple[Road, ...]


def roads_for(consultation: Consultation) -> FoundRoads:
    """By the words of the need and the domains read in it; domains that the visitor chose leave no other subjects."""
    need, day = consultation.advice.need, consultation.day
    if need is None:
        return FoundRoads((), ())
    values = consultation.advice.picture.values
    place = Place(day.day, _text(values.get("province")), _text(values.get("sector")))
    chosen, asked = _subjects_of(
        need.text,
        tuple((match.domain.id, match.score) for match in need.business),
        tuple((match.domain.id, match.score) for match in need.expertise),
        place.sector,
        consultation.are_domains_chosen,
    )
    payable = _payable(consultation)
    return FoundRoads(
        tuple(_road(choice, place, payable, consultation) for choice in chosen),
        tuple(_road(choice, place, payable, consultation) for choice in asked),
    )


@lru_cache(maxsize=64)
def _subjects_of(
    text: str,
    business: tuple[tuple[str, float], ...],
    expertise: tuple[tuple[str, float], ...],
    sector: str | None,
    are_domains_chosen: bool,
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The subjects that fit, and where none does those to ask about. The last needs are kept: a visitor comes back."""
    subjects = list(shipped_roads().subjects.values())
    if are_domains_chosen:
        touched = {domain for domain, _ in business}
        subjects = [subject for subject in subjects if not touched.isdisjoint(subject.business_domains)]
    domains = {"business": dict(business), "expertise": dict(expertise)}
    likeness = likeness_of(text) if text.strip() else None
    clauses = likeness_of_clauses(text)
    chosen = choose_subjects(subjects, **domains, likeness=likeness, clauses=clauses, sector=sector)
    if chosen or likeness is None:
        return chosen, ()
    return (), suggest_subjects(subjects, **domains, likeness=likeness, sector=sector)


def _road(choice: Choice, place: Place, payable: Collection[str], consultation: Consultation) -> Road:
    catalogue = consultation.day.catalogue
    return road_of(
        choice,
        shipped_roads(),
        organisations=catalogue.organisations,
        roles=catalogue.roles,
        place=place,
        payable=payable,
    )


def _payable(consultation: Consultation) -> Collection[str]:
    """The measures that the firm is not refused today."""
    return {item.assessment.measure.id for item in consultation.advice.measures if item.group != "no"}


def asked_views(roads: Sequence[Road], consultation: Consultation) -> tuple[OtherView, ...]:
    """Word the roads that are only worth asking about."""
    return tuple(_other(road, consultation) for road in roads)


def road_view(roads: Sequence[Road], consultation: Consultation) -> RoadView | None:
    """Word the first road, with the second as the other that may be meant."""
    if not roads:
        return None
    road, language = roads[0], consultation.language
    steps = tuple(_step(step, consultation) for step in road.steps)
    return RoadView(
        subject=road.subject.id,
        name=local(road.subject.name, language),
        to_say=say("guide.road.to_say", language, problem=local(road.subject.label, language)),
        first=steps[0],
        steps=steps[1:],
        asks=tuple(local(question, language) for question in road.subject.asks_more),
        doors=tuple(_door(door, language) for door in road.shown),
        more_doors=tuple(_door(door, language) for door in road.more),
        basis=_basis(road, consultation),
        other=_other(roads[1], consultation) if len(roads) > 1 else None,
    )


def call_view(organisation: Organisation, language: str) -> CallView:
    """The name that a firm would use; one's own accountant or bank needs no role beside it."""
    if organisation.role.is_own:
        return CallView(organisation.id, local(organisation.plain_name, language), "")
    return CallView(organisation.id, local(organisation.name, language), local(organisation.role.label, language))


def _step(step: RoadStep, consultation: Consultation) -> StepView:
    language = consultation.language
    ranked = {item.assessment.measure.id: item.assessment for item in consultation.advice.measures}
    pays = []
    for measure_id in step.measures:
        assessment = ranked[measure_id]
        is_uncertain = assessment.status_verdict is not MET or assessment.version.confidence.value == "low"
        pays.append(PayView(measure_id, local(assessment.measure.plain_name, language), is_uncertain))
    call = call_view(step.organisation, language) if step.organisation else None
    return StepView(local(step.step.do, language), call, tuple(pays))


def _door(door: OpenedDoor, language: str) -> DoorView:
    return DoorView(local(door.subject.name, language), local(door.because, language))


def _other(road: Road, consultation: Consultation) -> OtherView:
    language = consultation.language
    basis = say("guide.road.basis_steps", language) if road.is_editorial else _basis(road, consultation)
    return OtherView(
        local(road.subject.name, language),
        tuple(_step(step, consultation) for step in road.steps),
        basis,
        road.choice.is_beside,
    )


def _basis(road: Road, consultation: Consultation) -> str:
    language, subject = consultation.language, road.subject
    if subject.basis is Basis.REPORT:
        return say("guide.road.basis_report", language, section=subject.reference)
    if subject.basis is Basis.CATALOGUE:
        catalogue = consultation.day.catalogue
        entry = catalogue.measures.get(subject.reference) or catalogue.organisations[subject.reference]
        return say("guide.road.basis_catalogue", language, name=local(entry.plain_name, language))
    return say("guide.road.basis_editorial", language)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
