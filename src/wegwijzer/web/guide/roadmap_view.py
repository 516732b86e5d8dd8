"""The roadmap page as plain values, made once from one consultation; the page, the shared page and the PDF read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.advice.questioning import NextQuestion
from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactSource, FactValue, KnownFact
from wegwijzer.web.guide.answering import AnswerForm, answer_form, band_text
from wegwijzer.web.guide.cards import CardView, fitting_card
from wegwijzer.web.guide.consulting import Consultation
from wegwijzer.web.guide.measure_lines import MeasureLine, measure_line
from wegwijzer.web.guide.registered import Registered
from wegwijzer.web.guide.road_view import OtherView, RoadView, asked_views, road_view, roads_for
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, value_text

MOST_QUESTIONS = 7
"""Questions asked before the roadmap is shown."""

_CHIPS = 3
_OTHER_CONTACTS = 2
_STOPS = 3
_SHOWN = {"fits": 2, "maybe": 2, "no": 0}
_SHOWN_WITH_A_ROAD = {"fits": 2, "maybe": 1, "no": 0}
_GROUPS = ("fits", "maybe", "no")
_DERIVED_SHOWN = ("size_class", "province")


@dataclass(frozen=True, slots=True)
class DomainChip:
    """A domain of business, and whether the need touches it."""

    id: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FactLine:
    """A known fact: label, value (empty for a statement) and whether the visitor can mend it.

    `source` names the register that it comes from (empty: the visitor said it), `other` what a register says instead
    where the visitor corrected it.
    """

    fact: str
    label: str
    value: str
    can_mend: bool
    source: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """An organisation to turn to."""

    id: str
    name: str
    role: str
    why: str
    what_it_does: str
    what_to_say: str
    caveat: str


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """One of the three groups: the lines shown at once and those folded away."""

    id: str
    shown: tuple[MeasureLine, ...]
    folded: tuple[MeasureLine, ...]

    @property
    def count(self) -> int:
        """How many measures are in the group."""
        return len(self.shown) + len(self.folded)


@dataclass(frozen=True, slots=True)
class Stop:
    """A next door: a domain beside that of the need."""

    label: str
    question: str
    step: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """The question that settles most now, ready to be answered on the spot."""

    form: AnswerForm
    why: str


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """Everything on the page, in words. Where no road is recognised, `asked` are those that may be meant and
    `stops` the domains next door."""

    need: str
    chips: tuple[DomainChip, ...]
    domains: tuple[DomainChip, ...]
    facts: tuple[FactLine, ...]
    unknown: tuple[FactLine, ...]
    assumptions: tuple[str, ...]
    first: ContactView | None
    contacts: tuple[ContactView, ...]
    knows_place: bool
    knows_sector: bool
    groups: tuple[MeasureGroup, ...]
    question: NextStep | None
    road: RoadView | None
    asked: tuple[OtherView, ...]
    stops: tuple[Stop, ...]
    card: CardView | None
    receipt: str


def roadmap_view(consultation: Consultation, *, skipped: Collection[str]) -> RoadmapView:
    """Word the whole roadmap. `skipped` are the facts that the visitor does not know."""
    advice = consultation.advice
    found = roads_for(consultation)
    roads, road = found.chosen, road_view(found.chosen, consultation)
    called = roads[0].steps[0].organisation if roads else None
    first = called or (advice.first_contact.organisation if advice.first_contact else None)
    others = [contact for contact in advice.contacts if contact.organisation is not first][:_OTHER_CONTACTS]
    proposed = tuple(filter(None, [first, *(contact.organisation for contact in others)]))
    domains = _domains(consultation)
    question = next_question(advice.questions, skipped)
    values = advice.picture.values
    return RoadmapView(
        need=advice.need.text if advice.need else "",
        chips=tuple(chip for chip in domains if chip.is_on)[:_CHIPS],
        domains=domains,
        facts=_facts(consultation),
        unknown=_unknown(skipped, consultation),
        assumptions=tuple(consultation.wording.assumptions(advice)),
        first=_contact(first, consultation, to_say=road.to_say if road and called else "") if first else None,
        contacts=tuple(
            _contact(contact.organisation, consultation, why=consultation.wording.contact_why(contact))
            for contact in others
        ),
        knows_place="province" in values,
        knows_sector="sector" in values,
        groups=_groups(consultation, _SHOWN_WITH_A_ROAD if road or found.asked else _SHOWN),
        question=_next_step(question, consultation) if question else None,
        road=road,
        asked=asked_views(found.asked, consultation),
        stops=() if road else _stops(consultation),
        card=fitting_card(consultation, roads=roads, proposed=proposed),
        receipt=advice.receipt.hash,
    )


def next_question(questions: Sequence[NextQuestion], passed: Collection[str]) -> NextQuestion | None:
    """The question that settles most among those not yet answered or passed over."""
    return next((question for question in questions if question.fact.id not in passed), None)


def _next_step(question: NextQuestion, consultation: Consultation) -> NextStep:
    return NextStep(answer_form(question.fact, consultation.language), consultation.wording.why_asked(question))


def _domains(consultation: Consultation) -> tuple[DomainChip, ...]:
    """All domains of business, those of the need first."""
    need = consultation.advice.need
    touched = [match.domain.id for match in need.business][:_CHIPS] if need else []
    domains = consultation.day.catalogue.business_domains
    order = [*touched, *(domain for domain in domains if domain not in touched)]
    return tuple(
        DomainChip(domain, local(domains[domain].label, consultation.language), domain in touched) for domain in order
    )


def _facts(consultation: Consultation) -> tuple[FactLine, ...]:
    """What is known of the firm; of what was derived, only what says something to the visitor."""
    lines = []
    for fact, known in consultation.advice.picture.known.items():
        derived = known.source is FactSource.DERIVED
        if fact not in consultation.facts or (derived and fact not in _DERIVED_SHOWN):
            continue
        definition = consultation.facts[fact]
        value = _value(definition, known.value, consultation.language)
        if fact == "size_class" and consultation.advice.picture.size.size_class == "unknown":
            continue
        label = local(definition.subject, consultation.language)
        if isinstance(known.value, bool):
            statement = definition.holds if known.value else definition.fails
            label, value = local(statement, consultation.language), ""
        corrected = consultation.advice.picture.profile.overruled.get(fact)
        lines.append(
            FactLine(
                fact,
                label,
                value,
                definition.askable and not derived,
                _source(known, consultation.language) if known.source is FactSource.REGISTER else "",
                _other(definition, corrected, consultation.language) if corrected else "",
            )
        )
    return tuple(lines)


def _source(known: KnownFact, language: str) -> str:
    """The register and its day."""
    return say(f"guide.register.{known.detail}", language, day=date_text(known.as_of, language))


def _other(fact: FactDefinition, known: KnownFact, language: str) -> str:
    if isinstance(known.value, bool):
        value = local(fact.holds if known.value else fact.fails, language)
    else:
        value = _value(fact, known.value, language)
    return say("guide.register.other", language, source=_source(known, language), value=value)


def registered_note(registered: Registered, language: str) -> str:
    """What became of looking up the enterprise number."""
    if not registered.looked_up_on:
        return say("guide.register.none_loaded", language)
    day = date_text(date.fromisoformat(registered.looked_up_on), language)
    if not registered.is_found:
        return say("guide.register.not_found", language, day=day)
    return say("guide.register.found", language, name=registered.name, day=day) if registered.name else ""


def _value(fact: FactDefinition, value: FactValue, language: str) -> str:
    """The value as the question offered it, where it is one of its bands."""
    if isinstance(value, Band) and (value.low, value.high) in fact.bands:
        return band_text(fact, value, language)
    return value_text(fact, value, language)


def _unknown(skipped: Collection[str], consultation: Consultation) -> tuple[FactLine, ...]:
    facts: FactDictionary = consultation.facts
    return tuple(
        FactLine(fact, local(facts[fact].question, consultation.language), "", True)
        for fact in skipped
        if fact in facts
    )


def _contact(organisation: Organisation, consultation: Consultation, *, why: str = "", to_say: str = "") -> ContactView:
    language = consultation.language
    return ContactView(
        id=organisation.id,
        name=local(organisation.plain_name if organisation.role.is_own else organisation.name, language),
        role=local(organisation.role.label, language),
        why=why,
        what_it_does=local(organisation.what_it_does, language),
        what_to_say=to_say or local(organisation.role.what_to_say, language),
        caveat=local(organisation.caveat, language),
    )


def _groups(consultation: Consultation, shown: Mapping[str, int]) -> tuple[MeasureGroup, ...]:
    lines: dict[str, list[MeasureLine]] = {group: [] for group in _GROUPS}
    for ranked in consultation.advice.measures:
        lines[ranked.group].append(measure_line(ranked, consultation))
    return tuple(
        MeasureGroup(group, tuple(lines[group][: shown[group]]), tuple(lines[group][shown[group] :]))
        for group in _GROUPS
    )


def _stops(consultation: Consultation) -> tuple[Stop, ...]:
    language = consultation.language
    return tuple(
        Stop(
            local(step.domain.label, language),
            local(step.domain.question, language),
            local(step.domain.step, language),
        )
        for step in [step for step in consultation.advice.steps if not step.is_need][:_STOPS]
    )
