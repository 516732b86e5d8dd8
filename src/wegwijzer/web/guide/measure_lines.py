"""Measures as the roadmap shows them: one line, and the details behind it."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.firm.facts import Nature
from wegwijzer.core.truth import MET, NOT_MET
from wegwijzer.readers.support_rules import shipped_support_rules
from wegwijzer.web.guide.consulting import Consultation
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import percent_text


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: its standing (met, maybe, no or check: shape, colour and word) and its sentence."""

    standing: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that a measure still waits for, with its question."""

    fact: str
    question: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure for one firm, in words. `refusal` says why not, for those that do not fit."""

    id: str
    name: str
    official_name: str
    amount: str
    odds: str
    odds_detail: str
    effort: str
    effort_why: str
    reasons: str
    criteria: tuple[CriterionLine, ...]
    refusal: str
    near_miss: str
    alternative: str
    notes: tuple[str, ...]
    is_uncertain: bool
    source: str
    source_url: str
    open_fact: OpenFact | None
    own_checks: int
    can_be_worked_out: bool
    """Whether the pages about support in euro know what it is worth."""

    @property
    def has_details(self) -> bool:
        """Whether there is anything to unfold."""
        return bool(self.criteria or self.notes or self.near_miss or self.odds_detail)


def measure_line(ranked: Ranked, consultation: Consultation) -> MeasureLine:
    """Word one measure. Of a measure that does not fit, only the criteria that stand in the way are shown."""
    assessment, language = ranked.assessment, consultation.language
    measure, version, wording = assessment.measure, assessment.version, consultation.wording
    near_miss = consultation.advice.near_misses.get(measure.id)
    status = wording.status(version)
    is_refused = ranked.group == "no"
    shown = assessment.blocking if is_refused else assessment.readings
    criteria = tuple(_criterion(reading, consultation) for reading in shown)
    notes = tuple(wording.caveats(version))
    refusal = ""
    if is_refused:
        refusal = status if status and assessment.status_verdict is NOT_MET else criteria[0].sentence
    elif status:
        notes = (status, *notes)
    return MeasureLine(
        id=measure.id,
        name=local(measure.plain_name, language),
        official_name=local(measure.name, language),
        amount=wording.amount(assessment),
        odds=_odds(ranked, language),
        odds_detail=local(version.odds, language),
        effort=say(f"guide.effort.{measure.effort}", language),
        effort_why=local(measure.effort_why, language),
        reasons=", ".join(wording.reasons(ranked)),
        criteria=criteria,
        refusal=refusal,
        near_miss=wording.near_miss(near_miss) if near_miss else "",
        alternative=local(measure.alternative, language) if is_refused else "",
        notes=notes,
        is_uncertain=assessment.status_verdict is not MET or version.confidence.value == "low",
        source=version.source.title,
        source_url=version.source.url or "",
        open_fact=None if is_refused else _open_fact(assessment.missing, consultation),
        own_checks=sum(line.standing == "check" for line in criteria),
        can_be_worked_out=measure.id in shipped_support_rules().measures,
    )


def _criterion(reading: CriterionReading, consultation: Consultation) -> CriterionLine:
    if reading.verdict is MET:
        standing = "met"
    elif reading.verdict is NOT_MET:
        standing = "no"
    else:
        standing = "check" if _is_own_check(reading, consultation) else "maybe"
    word = say(f"guide.standing.{standing}", consultation.language)
    if standing == "check":  # the word says that it is open; the sentence need not say so again
        return CriterionLine(standing, word, consultation.wording.criteria.requirement(reading.criterion.test))
    return CriterionLine(standing, word, consultation.wording.criterion(reading, consultation.advice))


def _is_own_check(reading: CriterionReading, consultation: Consultation) -> bool:
    """Whether only the visitor can tell: what they must judge or declare, not what can be looked up."""
    facts = consultation.facts
    return bool(reading.missing) and all(facts[fact].nature is not Nature.OBJECTIVE for fact in reading.missing)


def _odds(ranked: Ranked, language: str) -> str:
    odds = ranked.assessment.version.odds_pct
    if odds is None:
        return ""
    return say("guide.odds.known", language, share=percent_text(odds, language))


def _open_fact(missing: tuple[str, ...], consultation: Consultation) -> OpenFact | None:
    """The first objective fact that can be asked; the firm's own before those of the project."""
    facts = consultation.facts
    askable = [facts[fact] for fact in missing if fact in facts and facts[fact].askable]
    objective = [fact for fact in askable if fact.nature is Nature.OBJECTIVE]
    if not objective:
        return None
    first = min(objective, key=lambda fact: fact.scope.value != "firm")
    return OpenFact(first.id, local(first.question, consultation.language))
