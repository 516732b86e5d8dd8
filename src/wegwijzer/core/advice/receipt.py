"""A receipt of advice: the facts, the rules and the day, sealed with a hash, so that it can be replayed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from wegwijzer.core.advice.assessing import Assessment
from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.catalogue.measure import Amount, EuroCase, PercentageCase, Version
from wegwijzer.core.criteria.data import as_data
from wegwijzer.core.criteria.nodes import Criterion, Named
from wegwijzer.core.firm.facts import FactDictionary, FactValue
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.firm.relations import Figures, Relation


@dataclass(frozen=True, slots=True)
class RuleStamp:
    """The rule version that gave a verdict: the start of its period and a digest of its criteria and amounts."""

    valid_from: str
    digest: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What advice was based on. `facts` are plain values; `rules` are stamps by measure id."""

    on: date
    facts: Mapping[str, object] = field(hash=False)
    rules: Mapping[str, RuleStamp] = field(hash=False)

    @property
    def hash(self) -> str:
        """SHA-256 over facts, rule versions and day, in canonical JSON."""
        content = {
            "on": self.on.isoformat(),
            "facts": self.facts,
            "rules": {
                measure: [stamp.valid_from, stamp.digest, stamp.verdict] for measure, stamp in self.rules.items()
            },
        }
        return _sha256(content)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a replay found changed for one measure: its rule, its verdict, or both; None where it is gone or new."""

    measure: str
    before: RuleStamp | None
    after: RuleStamp | None


def receipt(picture: FirmPicture, assessments: Sequence[Assessment], *, day: DayCatalogue) -> Receipt:
    """The receipt of an assessment. Derived facts are left out: they follow from the others."""
    digests = _rule_digests(day)
    return Receipt(
        day.day,
        stated_facts(picture.profile),
        {
            assessment.measure.id: RuleStamp(
                assessment.version.period.valid_from.isoformat(),
                digests[assessment.measure.id],
                assessment.verdict.value,
            )
            for assessment in sorted(assessments, key=lambda item: item.measure.id)
        },
    )


def stated_facts(profile: Profile) -> dict[str, object]:
    """Everything a firm stated that advice rests on, as plain values; related firms without their names."""
    facts: dict[str, object] = {fact: plain_value(known.value) for fact, known in sorted(profile.facts.items())}
    if profile.relations:
        facts["relations"] = [_relation(relation) for relation in profile.relations]
    if profile.previous_years:
        facts["previous_years"] = [
            [_figures(year.figures), None if year.relations is None else [_relation(item) for item in year.relations]]
            for year in profile.previous_years
        ]
    return facts


def differences(before: Receipt, after: Receipt) -> tuple[Difference, ...]:
    """The measures whose rule version or verdict is not what it was."""
    return tuple(
        Difference(measure, before.rules.get(measure), after.rules.get(measure))
        for measure in sorted({*before.rules, *after.rules})
        if before.rules.get(measure) != after.rules.get(measure)
    )


@lru_cache(maxsize=64)
def _rule_digests(day: DayCatalogue) -> Mapping[str, str]:
    """The digests of a day's rules by measure; they do not depend on the firm."""
    return {item.measure.id: rule_digest(item.version, day.catalogue.facts) for item in day.measures}


def rule_digest(version: Version, facts: FactDictionary) -> str:
    """A short digest of what decides: status, criteria and amounts, dated limits filled in; wording is left out."""
    content = {
        "status": version.status.value,
        "criteria": {item.id: _expanded(item.test, facts) for item in version.criteria},
        "amount": None if version.amount is None else _amount(version.amount, facts),
    }
    return _sha256(content)[:12]


def plain_value(value: FactValue) -> object:
    """A fact's value as JSON can hold it, exactly: bands as pairs of digits."""
    if isinstance(value, Band):
        return [None if end is None else format(end.normalize(), "f") for end in (value.low, value.high)]
    return value


def _expanded(test: Criterion, facts: FactDictionary) -> object:
    """A named rule by its content, so that a change of the rule shows."""
    return as_data(test.inner, facts) if isinstance(test, Named) else as_data(test, facts)


def _amount(amount: Amount, facts: FactDictionary) -> object:
    def optional(test: Criterion | None) -> object:
        return None if test is None else as_data(test, facts)

    def rates(cases: tuple[PercentageCase, ...]) -> object:
        return [[plain_value(case.percentage), optional(case.when)] for case in cases]

    def euros(cases: tuple[EuroCase, ...]) -> object:
        return [[plain_value(case.euro), optional(case.when)] for case in cases]

    # Told only where it is so: amounts of before the mark existed keep their digest.
    credit: dict[str, object] = {"credit": True} if amount.is_credit else {}
    return credit | {
        "per": amount.per,
        "one_of": amount.one_of,
        "deduction": amount.is_deduction,
        "ceiling": euros(amount.ceiling),
        "parts": [
            {
                "id": part.id,
                "base": part.base,
                "rate": rates(part.rate),
                "surcharges": rates(part.surcharges),
                "rate_ceiling": _digits(part.rate_ceiling),
                "minimum_base": _digits(part.minimum_base_eur),
                "floor": _digits(part.floor_eur),
                "ceiling": euros(part.ceiling),
                "fixed": euros(part.fixed),
                "when": optional(part.when),
            }
            for part in amount.parts
        ],
    }


def _relation(relation: Relation) -> list[object]:
    return [
        format(relation.share_pct.normalize(), "f"),
        relation.holder,
        _figures(relation.figures),
        relation.investor,
        relation.linked,
        relation.consolidated,
        [_relation(item) for item in relation.relations],
    ]


def _figures(figures: Figures) -> list[object]:
    bands = (figures.fte, figures.turnover_eur, figures.balance_sheet_total_eur)
    return [None if band is None else plain_value(band) for band in bands]


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def _sha256(content: object) -> str:
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()
