"""The page of one offering: what it is, for whom, what it costs, who pays along, and where to turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.offers.lifetime import Life, life
from wegwijzer.core.offers.merging import Shown
from wegwijzer.core.offers.offering import Kind, Offering, Side
from wegwijzer.core.offers.payer import MEASURE, Pays, payer_of
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.web.offers.list_view import how_text, names_text
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.words import label, labels, price_text, term_text
from wegwijzer.web.people.models import Desk
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, percent_text


@dataclass(frozen=True, slots=True)
class StructureView:
    """One structure behind it: its page, its entry in the catalogue ("" for none) and its desk's phone."""

    name: str
    organisation: str
    page: str
    phone: str


@dataclass(frozen=True, slots=True)
class PayerView:
    """Whether the kmo-portefeuille may pay part of a training, and what must be checked."""

    measure: str
    name: str
    may_pay: bool
    rate: str
    to_check: tuple[str, ...]
    against: tuple[str, ...]
    caveats: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """Everything that the page shows."""

    id: str
    title: str
    kind: str
    is_topic: bool
    is_of_firm: bool
    who: str
    how: str
    text: str
    language: str
    facts: tuple[tuple[str, str], ...]
    structures: tuple[StructureView, ...]
    payer: PayerView | None
    is_open: bool
    life: str
    last: str
    other_titles: tuple[str, ...]


def offer_view(shown: Shown, row: OfferingRow, desks: dict[str, Desk], *, on: date, language: str) -> OfferView:
    """Put the page together. `desks` are those behind it, by id as text."""
    head = shown.head
    stands = life(row.first, row.last, is_withdrawn=row.withdrawn is not None, on=on)
    return OfferView(
        id=head.id,
        title=head.title,
        kind=label("kind", head.kind.value, language),
        is_topic=head.kind is Kind.TOPIC,
        is_of_firm=head.side is Side.FIRM,
        who=names_text(shown, language),
        how=how_text(shown, language),
        text=head.text,
        language=row.language,
        facts=tuple(_facts(head, language)),
        structures=tuple(_structures(shown, desks)),
        payer=_payer(head, on=on, language=language),
        is_open=stands is Life.OPEN,
        life=stands.value,
        last=date_text(head.last, language),
        other_titles=tuple(one.title for one in shown.others if one.title != head.title),
    )


def _facts(one: Offering, language: str) -> Iterator[tuple[str, str]]:
    def told(name: str, value: str) -> Iterator[tuple[str, str]]:
        if value:
            yield say(f"offers.fact.{name}", language), value

    if one.term is not None:
        yield from told("level", label("level", one.term.level, language))
        yield from told("field", label("field", one.term.field, language))
        yield from told("term", term_text(one, language))
    if one.course is not None:
        yield from told("sessions", one.course.sessions)
    if one.kind is not Kind.TOPIC:
        yield from told("price", price_text(one, language) or say("offers.price.ask", language))
    if one.operator is not None:
        yield from told("operator", label("operator", one.operator.value, language))
    yield from told("steps", labels("steps", tuple(step.value for step in one.steps), language))
    yield from told("business_domains", labels("business_domains", one.business_domains, language))
    yield from told("expertise", labels("expertise", one.expertise, language))
    yield from told("sectors", labels("sectors", one.sectors, language) or say("offers.all_sectors", language))
    yield from told("provinces", labels("provinces", one.provinces, language) or say("offers.everywhere", language))
    yield from told("languages", labels("languages", one.languages, language))
    yield from told("valid", say("offers.until", language, day=date_text(one.last, language)))


def _structures(shown: Shown, desks: dict[str, Desk]) -> Iterator[StructureView]:
    known = shipped_catalogue().organisations
    for one in shown.all:
        if one.side is Side.STRUCTURE:
            desk = desks.get(one.owner)
            yield StructureView(
                one.structure,
                one.organisation if one.organisation in known else "",
                one.page,
                desk.phone if desk is not None else "",
            )


def _payer(one: Offering, *, on: date, language: str) -> PayerView | None:
    day = shipped_day(on)
    found = payer_of(one, day)
    if found is None:
        return None
    wording = advice_wording(day, language)
    version = found.assessment.version
    return PayerView(
        measure=MEASURE,
        name=local(found.assessment.measure.name, language),
        may_pay=found.pays is Pays.MAY,
        rate=percent_text(found.rate, language) if found.rate is not None and found.pays is Pays.MAY else "",
        to_check=tuple(wording.criteria.requirement(reading.criterion.test) for reading in found.to_check),
        against=tuple(wording.criteria.reading(reading, found.picture) for reading in found.against),
        caveats=tuple(wording.caveats(version)),
        day=date_text(on, language),
    )
