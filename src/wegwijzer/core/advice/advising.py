"""Advice for one firm: everything a roadmap shows, from one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.advice.assessing import Assessment, assess_all
from wegwijzer.core.advice.contacts import Contact, contacts, first_contact
from wegwijzer.core.advice.near_misses import NearMiss, NearMissFinder
from wegwijzer.core.advice.questioning import NextQuestion, next_questions
from wegwijzer.core.advice.ranking import Ranked, rank
from wegwijzer.core.advice.receipt import Receipt, receipt
from wegwijzer.core.advice.roadmap import Step, roadmap
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.matching.need import Need


@dataclass(frozen=True, slots=True)
class Advice:
    """What Wegwijzer tells one firm on one day.

    `measures` are in order of rank; `near_misses` by measure id; `questions` most settling first; `first_contact`
    is the one to phone this week.
    """

    on: date
    picture: FirmPicture
    need: Need | None
    measures: tuple[Ranked, ...]
    near_misses: Mapping[str, NearMiss] = field(hash=False)
    questions: tuple[NextQuestion, ...]
    contacts: tuple[Contact, ...]
    first_contact: Contact | None
    steps: tuple[Step, ...]
    receipt: Receipt


def advise(profile: Profile, day: DayCatalogue, *, need: Need | None = None) -> Advice:
    """Advise a firm by the rules of the day.

    The catalogue of the day fixes which versions hold; the need, read beforehand by a NeedReader, orders them.
    """
    picture = derive(profile, day.derivation)
    assessments = assess_all(picture, day)
    ranked = rank(assessments, need=need, planned_action=picture.values.get("planned_action"))
    fit = {item.assessment.measure.id: item.reasons.fit for item in ranked}
    found = contacts(picture, need, catalogue=day.catalogue, on=day.day)
    return Advice(
        on=day.day,
        picture=picture,
        need=need,
        measures=ranked,
        near_misses=_near_misses(picture, assessments, day),
        questions=next_questions(assessments, day.catalogue.facts, fit=fit, known=picture.values),
        contacts=found,
        first_contact=first_contact(found),
        steps=roadmap(ranked, found, need, catalogue=day.catalogue),
        receipt=receipt(picture, assessments, day=day),
    )


def _near_misses(picture: FirmPicture, assessments: tuple[Assessment, ...], day: DayCatalogue) -> dict[str, NearMiss]:
    finder = NearMissFinder(picture, day)
    found = ((assessment.measure.id, finder.find(assessment)) for assessment in assessments)
    return {measure: near_miss for measure, near_miss in found if near_miss is not None}
