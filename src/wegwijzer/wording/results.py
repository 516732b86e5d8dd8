"""Advice as the plain data that other programs rely on (docs/contracts.md)."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.advice.advising import Advice
from wegwijzer.core.advice.assessing import CriterionReading
from wegwijzer.core.advice.ranking import Ranked
from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactDefinition, FactDictionary, FactType, FactValue, KnownFact
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.firm.size import Figures, Relation, SizeAssessment
from wegwijzer.core.truth import MET
from wegwijzer.wording.advice import AdviceWording, plain_number
from wegwijzer.wording.language import local

_MOST_CONTACTS = 8


def advice_data(advice: Advice, wording: AdviceWording) -> dict[str, object]:
    """The whole advice, in the keys of the contract."""
    facts = wording.facts
    return {
        "on": advice.on.isoformat(),
        "firm": {
            "facts": {
                fact_id: fact_data(facts[fact_id], known, advice.picture.profile.overruled.get(fact_id))
                for fact_id, known in advice.picture.known.items()
                if fact_id in facts
            },
            "size_class": advice.picture.size.size_class,
            "assumptions": wording.assumptions(advice),
        },
        "need": _need_data(advice),
        "measures": [_measure_data(item, advice, wording) for item in advice.measures],
        "next_questions": [
            {
                "fact": question.fact.id,
                "question": wording.question(question),
                "decides": question.decides,
                "nature": question.fact.nature.value,
            }
            for question in advice.questions
        ],
        "contacts": [
            {
                "organisation": contact.organisation.id,
                "name": local(contact.organisation.name, wording.language),
                "role": local(contact.organisation.role.label, wording.language),
                "why": wording.contact_why(contact),
            }
            for contact in advice.contacts[:_MOST_CONTACTS]
        ],
        "roadmap": [
            {
                "domain": step.domain.id,
                "step": wording.step(step),
                "measures": [item.assessment.measure.id for item in step.measures],
                "organisations": [contact.organisation.id for contact in step.organisations],
            }
            for step in advice.steps
        ],
        "receipt": advice.receipt.hash,
    }


def fact_data(definition: FactDefinition, known: KnownFact, overruled: KnownFact | None = None) -> dict[str, object]:
    """A known fact with its provenance, and what a register says instead where the firm corrected it."""
    data: dict[str, object] = {
        "value": value_data(definition, known.value),
        "source": known.source.value,
        "as_of": known.as_of.isoformat(),
    }
    if known.detail:
        data["detail"] = known.detail
    if overruled is not None:
        data["register"] = fact_data(definition, overruled)
    return data


def value_data(definition: FactDefinition, value: FactValue) -> object:
    """A value as a firm file would give it: a number, a band {min, max}, an option, a day, yes or no, or text."""
    if not isinstance(value, Band):
        return value
    ends = (_end(definition, value, "low"), _end(definition, value, "high"))
    if value.is_exact:
        return ends[0]
    return {name: end for name, end in zip(("min", "max"), ends, strict=True) if end is not None}


def profile_data(profile: Profile, facts: FactDictionary) -> dict[str, object]:
    """A profile as the firm file that would give it, so that it can be read back."""
    data: dict[str, object] = {
        fact_id: value_data(facts[fact_id], known.value)
        for fact_id, known in profile.facts.items()
        if known.detail != "postal_code"
    }
    if profile.name:
        data["name"] = profile.name
    if profile.enterprise_number:
        data["enterprise_number"] = profile.enterprise_number
    if profile.relations:
        data["relations"] = [_relation_data(relation) for relation in profile.relations]
    if profile.previous_years:
        data["previous_years"] = [
            _figures_data(year.figures)
            | ({} if year.relations is None else {"relations": [_relation_data(item) for item in year.relations]})
            for year in profile.previous_years
        ]
    return data


def _relation_data(relation: Relation) -> dict[str, object]:
    data: dict[str, object] = {
        "name": relation.name,
        "share_pct": plain_number(relation.share_pct),
        "holder": relation.holder,
        **_figures_data(relation.figures),
    }
    optional = {
        "enterprise_number": relation.enterprise_number or None,
        "investor": relation.investor,
        "linked": relation.linked,
        "consolidated": relation.consolidated or None,
    }
    data.update({key: value for key, value in optional.items() if value is not None})
    if relation.relations:
        data["relations"] = [_relation_data(item) for item in relation.relations]
    return data


def _figures_data(figures: Figures) -> dict[str, object]:
    bands = {
        "fte": figures.fte,
        "turnover_eur": figures.turnover_eur,
        "balance_sheet_total_eur": figures.balance_sheet_total_eur,
    }
    return {key: _figure(band) for key, band in bands.items() if band is not None}


def size_data(size: SizeAssessment) -> dict[str, object]:
    """An EU size assessment, in the keys of the contract."""
    return {
        "size_class": size.size_class,
        "fte": _figure(size.fte),
        "turnover_eur": _figure(size.turnover_eur),
        "balance_sheet_total_eur": _figure(size.balance_sheet_total_eur),
        "counted": [
            {
                "name": item.name,
                "share_pct": plain_number(item.share_pct),
                "weight_pct": plain_number(item.weight_pct),
                "why": item.why,
            }
            for item in size.counted
        ],
        "notes": list(size.notes),
    }


def _end(definition: FactDefinition, band: Band, end: str) -> object:
    number = band.low if end == "low" else band.high
    if number is None:
        return None
    if definition.type is FactType.DATE:
        return date.fromordinal(int(number)).isoformat()
    if definition.ordered:
        return definition.options[int(number)].id
    return plain_number(number)


def _figure(band: Band | None) -> object:
    if band is None or (band.low is None and band.high is None):
        return None
    if band.is_exact:
        return plain_number(band.low)
    return {"min": plain_number(band.low), "max": plain_number(band.high)}


def _need_data(advice: Advice) -> dict[str, object] | None:
    if advice.need is None:
        return None
    return {
        "text": advice.need.text,
        "business_domains": [match.domain.id for match in advice.need.business],
        "expertise_domains": [match.domain.id for match in advice.need.expertise],
    }


def _measure_data(ranked: Ranked, advice: Advice, wording: AdviceWording) -> dict[str, object]:
    assessment = ranked.assessment
    measure, version = assessment.measure, assessment.version
    near_miss = advice.near_misses.get(measure.id)
    amount = None
    if assessment.worth is not None:
        total = assessment.worth.total
        shown = total if assessment.worth.parts else Band(None, None)
        amount = {
            "min_eur": plain_number(shown.low) or 0,
            "max_eur": plain_number(shown.high),
            "sentence": wording.amount(assessment),
        }
    criteria = [_criterion_data(reading, advice, wording, str(version.source)) for reading in assessment.readings]
    status = wording.status(version)
    if status is not None:
        criteria.insert(
            0,
            {
                "id": "status",
                "verdict": assessment.status_verdict.value,
                "sentence": status,
                "source": str(version.source),
            },
        )
    return {
        "id": measure.id,
        "name": local(measure.name, wording.language),
        "plain_name": local(measure.plain_name, wording.language),
        "valid_from": version.period.valid_from.isoformat(),
        "valid_until": version.period.valid_until.isoformat() if version.period.valid_until else None,
        "status": version.status.value,
        "verdict": assessment.verdict.value,
        "group": ranked.group,
        "criteria": criteria,
        "missing": list(assessment.missing),
        "amount": amount,
        "odds": local(version.odds, wording.language) or None,
        "near_miss": {"sentence": wording.near_miss(near_miss)} if near_miss else None,
        "confidence": version.confidence.value,
        "caveats": wording.caveats(version),
        "why": wording.reasons(ranked),
        "rank": ranked.rank,
    }


def _criterion_data(
    reading: CriterionReading, advice: Advice, wording: AdviceWording, source: str
) -> dict[str, object]:
    data: dict[str, object] = {
        "id": reading.criterion.id,
        "verdict": reading.verdict.value,
        "sentence": wording.criterion(reading, advice),
        "source": source,
    }
    if reading.verdict is not MET and reading.missing:
        data["missing"] = list(reading.missing)
    return data
