"""One firm against all measures, with every reason worded, missing facts and next question."""

from __future__ import annotations

import random
import time
from datetime import date
from decimal import Decimal

from benchmarks.reporting import Measured, milliseconds
from wegwijzer.core.advice.advising import advise
from wegwijzer.core.advice.assessing import CriterionReading, assess_all
from wegwijzer.core.advice.questioning import next_questions
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactDefinition, FactSource, FactType, FactValue, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.wording.criteria import CriterionWording

DAY = date(2026, 11, 24)
FIRMS = 2_000
LIMIT_MS = 1.0


def measure() -> list[Measured]:
    """Time the parts of advice for random firms, half of whose facts are unknown."""
    day = shipped_day(DAY)
    facts = day.catalogue.facts
    wording = CriterionWording(facts, day.rules, "nl")
    source = random.Random(2016)
    profiles = [_random_profile(source, list(facts.values())) for _ in range(FIRMS)]
    bare, reasons, worded, whole = [], [], [], []
    for profile in profiles:
        picture = derive(profile, day.derivation)
        start = time.perf_counter()
        for on_day in day.measures:
            for criterion in on_day.version.criteria:
                criterion.test.read(picture.values)
        bare.append(time.perf_counter() - start)

        start = time.perf_counter()
        readings = _reasons_and_question(profile)
        reasons.append(time.perf_counter() - start)
        for picture, reading in readings:
            wording.reading(reading, picture)
        worded.append(time.perf_counter() - start)

        start = time.perf_counter()
        advise(profile, day)
        whole.append(time.perf_counter() - start)
    bare_ms = milliseconds(bare)
    return [
        Measured("verdicts of criteria alone (the floor)", bare_ms, None, None),
        Measured("one firm: every criterion, missing facts, next question", milliseconds(reasons), LIMIT_MS, bare_ms),
        Measured("one firm: the same with every reason as a sentence", milliseconds(worded), LIMIT_MS, bare_ms),
        Measured(
            "one firm: the whole advice (near misses, contacts, road, receipt)", milliseconds(whole), None, bare_ms
        ),
    ]


def _reasons_and_question(profile: Profile) -> list[tuple[FirmPicture, CriterionReading]]:
    day = shipped_day(DAY)
    picture = derive(profile, day.derivation)
    assessments = assess_all(picture, day)
    next_questions(assessments, day.catalogue.facts, fit={}, known=picture.values)
    return [(picture, reading) for assessment in assessments for reading in assessment.readings]


def _random_profile(source: random.Random, facts: list[FactDefinition]) -> Profile:
    known: dict[str, KnownFact] = {}
    for fact in facts:
        if not fact.askable or source.random() < 0.5:
            continue
        known[fact.id] = KnownFact(_random_value(source, fact), FactSource.STATED, DAY)
    return Profile(known)


def _random_value(source: random.Random, fact: FactDefinition) -> FactValue:
    match fact.type:
        case FactType.BOOLEAN:
            return source.random() < 0.5
        case FactType.CHOICE:
            return source.choice(fact.options).id
        case FactType.DATE:
            return exactly(source.randint(date(1990, 1, 1).toordinal(), DAY.toordinal()))
        case FactType.NUMBER | FactType.MONEY:
            low = Decimal(source.randint(0, 400 if fact.type is FactType.NUMBER else 60_000_000))
            return exactly(low) if source.random() < 0.6 else Band(low, low * 2)
    return "62010"
