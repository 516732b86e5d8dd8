"""The words of advice for one firm, in one language: sentences for everything that the core only names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from wegwijzer.core.advice.advising import Advice
from wegwijzer.core.advice.assessing import Assessment, CriterionReading
from wegwijzer.core.advice.contacts import Contact
from wegwijzer.core.advice.near_misses import NearMiss
from wegwijzer.core.advice.questioning import NextQuestion
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.advice.roadmap import Step
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Certainty, Confidence, Status, Version
from wegwijzer.core.firm.facts import KnownFact
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, limit_text, value_text

_OLD_AFTER_DAYS = 3 * 365
"""An open-ended version older than this, seen from the day asked, is shown with the caveat that it may have ended."""

_GOOD_ODDS = 0.7


@lru_cache(maxsize=64)
def advice_wording(day: DayCatalogue, language: str) -> AdviceWording:
    """The wording of a day in a language; it is kept, as it remembers the sentences it made."""
    return AdviceWording(day, language)


class AdviceWording:
    """Words the advice of one day in one language."""

    def __init__(self, day: DayCatalogue, language: str) -> None:
        self._day = day
        self.facts = day.catalogue.facts
        self.day = day.day
        self.language = language
        self.criteria = CriterionWording(day.catalogue.facts, day.rules, language)

    def amount(self, assessment: Assessment) -> str:
        """What the measure is worth to this firm, in one line."""
        return worth_text(
            assessment.worth, self.language, facts=self.facts, is_service=assessment.measure.kind == "service"
        )

    def criterion(self, reading: CriterionReading, advice: Advice) -> str:
        """One criterion with where the firm stands."""
        return self.criteria.reading(reading, advice.picture)

    def status(self, version: Version) -> str | None:
        """A sentence on whether one can apply, where the version is not simply open."""
        return None if version.status is Status.OPEN else self.criteria.status(version)

    def caveats(self, version: Version) -> list[str]:
        """What to know before relying on a version.

        That is its own caveat, written for it; without one, what its confidence, its start and its age call for.
        """
        if version.caveat is not None:
            return [local(version.caveat, self.language)]
        found = []
        if version.confidence is Confidence.LOW:
            found.append(self._say("caveat.low"))
        elif version.confidence is Confidence.MEDIUM:
            found.append(self._say("caveat.medium"))
        start = version.period.valid_from
        if version.start_certainty is Certainty.AT_LATEST:
            found.append(self._say("caveat.at_latest", day=date_text(start, self.language)))
        elif version.start_certainty is Certainty.APPROX:
            found.append(self._say("caveat.approx"))
        if is_old_and_open(version, self._day.day):
            found.append(self._say("caveat.old_open", day=date_text(start, self.language)))
        return found

    def near_miss(self, near_miss: NearMiss) -> str:
        """The smallest change and what it would bring."""
        fact = near_miss.fact
        if near_miss.limit is not None:
            kind = near_miss.side or "from"
            shown = {"limit": limit_text(fact, near_miss.limit, self.language)}
        elif isinstance(near_miss.value, bool):
            kind = "true"
            statement = fact.holds if near_miss.value else fact.fails
            shown = {"statement": local(statement, self.language)}
        else:
            kind = "choice"
            shown = {"value": value_text(fact, near_miss.value, self.language)}
        if fact.subject:
            shown["subject"] = local(fact.subject, self.language)
        if near_miss.kind == "amount":
            shown["before"] = worth_text(near_miss.before, self.language, facts=self.facts)
            shown["after"] = worth_text(near_miss.after, self.language, facts=self.facts)
        return self._say(f"near_miss.{near_miss.kind}_{kind}", **shown)

    def question(self, question: NextQuestion) -> str:
        """The question itself."""
        return local(question.fact.question, self.language)

    def why_asked(self, question: NextQuestion) -> str:
        """Why it is worth asking."""
        if question.decides == 0:
            return self._say("why_asked_order")
        if question.decides == 1:
            return self._say("why_asked_one")
        return self._say("why_asked", count=str(question.decides))

    def reasons(self, ranked: Ranked) -> list[str]:
        """Why a measure stands where it stands, most telling first."""
        reasons, found = ranked.reasons, []
        if reasons.action:
            found.append(self._say("reason.action"))
        if reasons.is_other_plan:
            found.append(self._say("reason.other_plan"))
        if reasons.words:
            found.append(self._say("reason.words", words=", ".join(reasons.words[:3])))
        elif reasons.fit > 0.5:
            found.append(self._say("reason.domain"))
        if ranked.assessment.version.odds_pct is not None and reasons.odds >= _GOOD_ODDS:
            found.append(self._say("reason.odds"))
        if ranked.assessment.measure.effort == "low":
            found.append(self._say("reason.easy"))
        elif ranked.assessment.measure.effort == "high":
            found.append(self._say("reason.hard"))
        return found

    def contact_why(self, contact: Contact) -> str:
        """Why to turn to this organisation."""
        found = []
        if contact.expertise:
            domains = self._day.catalogue.expertise_domains
            labels = ", ".join(local(domains[domain].label, self.language) for domain in contact.expertise)
            found.append(self._say("contact.expertise", expertise=labels))
        if contact.sector:
            found.append(self._say("contact.sector"))
        if contact.is_near:
            found.append(self._say("contact.near"))
        if contact.is_open_door:
            found.append(self._say("contact.open_door"))
        return ", ".join(found)

    def step(self, step: Step) -> str:
        """What to look at in this domain, and at which measures first."""
        sentence = local(step.domain.step, self.language)
        if not step.measures:
            return sentence
        names = ", ".join(local(item.assessment.measure.plain_name, self.language) for item in step.measures)
        return self._say("step.first_measures", step=sentence, measures=names)

    def fact(self, fact_id: str, known: KnownFact) -> tuple[str, str]:
        """A known fact as label and value."""
        definition = self._day.catalogue.facts[fact_id]
        if isinstance(known.value, bool):
            return local(definition.holds if known.value else definition.fails, self.language), ""
        label = local(definition.subject, self.language)
        return label[:1].upper() + label[1:], value_text(definition, known.value, self.language)

    def assumptions(self, advice: Advice) -> list[str]:
        """What was taken for granted."""
        return [self._say(f"assumption.{assumption}") for assumption in advice.picture.assumptions]

    def _say(self, key: str, **arguments: str) -> str:
        return say(f"advice.{key}", self.language, **arguments)


def is_old_and_open(version: Version, on: date) -> bool:
    """Whether no end is documented for rules that started long before the day asked."""
    is_open_ended = version.period.valid_until is None and version.status is not Status.CLOSED
    return is_open_ended and (on - version.period.valid_from).days > _OLD_AFTER_DAYS


def plain_number(number: Decimal | None) -> int | float | None:
    """A number for JSON: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
