"""Read which support goes together, and how small aid is added up: data/support/cumulation.yaml."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from pydantic import Field

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.catalogue.vocabulary import Topic
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.period import Period
from wegwijzer.core.support.cumulation import CumulationRule, CumulationRules, IntensityRule, RuleKind, Scope
from wegwijzer.core.support.de_minimis import Counting, SmallAidRule
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Day, Form, Number, Slug, SourceForm, TextForm, Written
from wegwijzer.readers.texts import source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file

_TOPIC, _CEILING = "de-minimis", "ceiling_eur"
_MOST_MONTHS, _MOST_YEARS = 240, 10


class RuleForm(Form):
    """A documented rule for pairs of measures."""

    id: Slug
    kind: Literal["allowed", "excluded", "limited", "reduces", "waiting"]
    scope: Literal["same_costs", "same_time", "always"]
    measures: list[Slug] = Field(min_length=1)
    others: list[Slug] = Field(min_length=1)
    valid_from: Day
    valid_until: Day | None
    intensity_pct: Number | None = None
    months: int | None = None
    documented: Written
    text: TextForm
    source: SourceForm
    confidence: Literal["high", "medium", "low"]


class IntensityForm(Form):
    """The ceiling of grants on one cost."""

    id: Slug
    valid_from: Day
    valid_until: Day | None
    documented: Written
    text: TextForm
    source: SourceForm
    confidence: Literal["high", "medium", "low"]


class CountingForm(Form):
    """How a version of the topic de-minimis adds up."""

    valid_from: Day
    years: int
    counting: Literal["rolling_years", "tax_years"]


class CumulationForm(Form):
    """The file `cumulation.yaml`."""

    rules: list[RuleForm]
    common_intensity: list[IntensityForm]
    small_aid: list[CountingForm]


@dataclass(frozen=True, slots=True)
class Cumulation:
    """What is documented on having support together, and the de-minimis rules by period."""

    rules: CumulationRules
    small_aid: tuple[SmallAidRule, ...]


@cache
def shipped_cumulation() -> Cumulation:
    """The rules inside the package. Raises InputError with all faults of the file."""
    catalogue: Catalogue = shipped_catalogue()
    path = shipped_folder() / "support" / "cumulation.yaml"
    located = read_yaml_file(path, name="support/cumulation.yaml")
    found, faults = read_cumulation(located, measures=catalogue.measures, small_aid=catalogue.topics[_TOPIC])
    if found is None or faults:
        raise InputError(faults)
    return found


def read_cumulation(
    located: LocatedData, *, measures: Collection[str], small_aid: Topic
) -> tuple[Cumulation | None, list[Fault]]:
    """The rules, and all faults: measures that there are, figures in their bounds, periods the right way round."""
    form, faults = validate(located, CumulationForm)
    if form is None:
        return None, faults
    seen: set[str] = set()
    for place, rule in enumerate(form.rules):
        faults += _rule_faults(located, ("rules", place), rule, measures, seen)
        seen.add(rule.id)
    for place, common in enumerate(form.common_intensity):
        faults += _period_faults(located, ("common_intensity", place), common)
    faults += _counting_faults(located, form.small_aid, small_aid)
    if faults:
        return None, faults
    rules = CumulationRules(
        tuple(_rule(rule) for rule in form.rules),
        tuple(
            IntensityRule(
                item.id,
                Period(item.valid_from, item.valid_until),
                text(item.text),
                source(item.source),
                Confidence(item.confidence),
            )
            for item in form.common_intensity
        ),
    )
    return Cumulation(rules, _small_aid(form.small_aid, small_aid)), faults


def _rule(form: RuleForm) -> CumulationRule:
    return CumulationRule(
        id=form.id,
        kind=RuleKind(form.kind),
        scope=Scope(form.scope),
        measures=tuple(form.measures),
        others=tuple(form.others),
        period=Period(form.valid_from, form.valid_until),
        text=text(form.text),
        source=source(form.source),
        confidence=Confidence(form.confidence),
        intensity_pct=form.intensity_pct,
        months=form.months,
    )


def _small_aid(forms: list[CountingForm], topic: Topic) -> tuple[SmallAidRule, ...]:
    counted = {form.valid_from: form for form in forms}
    return tuple(
        SmallAidRule(
            period=version.period,
            ceiling_eur=version.limits[_CEILING],
            years=counted[version.period.valid_from].years,
            counting=Counting(counted[version.period.valid_from].counting),
            source=version.source,
        )
        for version in topic.versions
    )


def _rule_faults(
    located: LocatedData, path: Path_, rule: RuleForm, measures: Collection[str], seen: Collection[str]
) -> list[Fault]:
    faults = _period_faults(located, path, rule)
    if rule.id in seen:
        faults.append(located.fault((*path, "id"), f'"{rule.id}" is given twice.', "an id of its own."))
    for key, names in (("measures", rule.measures), ("others", rule.others)):
        for name in (name for name in names if name not in measures):
            near = get_close_matches(name, list(measures), n=1, cutoff=0.5)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            problem = f'there is no measure "{name}".{hint}'
            faults.append(located.fault((*path, key), problem, "measures of the catalogue."))
    needs_share, needs_months = rule.kind == "limited", rule.kind == "waiting"
    share, months = rule.intensity_pct, rule.months
    if (share is not None) != needs_share or (share is not None and not 0 < share <= 100):
        expected = "more than 0, at most 100." if needs_share else "none: only a limited rule has one."
        faults.append(located.fault((*path, "intensity_pct"), f"{share} is no share here.", expected))
    if (months is not None) != needs_months or (months is not None and not 0 < months <= _MOST_MONTHS):
        expected = f"1 to {_MOST_MONTHS}." if needs_months else "none: only a waiting rule has them."
        faults.append(located.fault((*path, "months"), f"{months} is no number of months here.", expected))
    return faults


def _period_faults(located: LocatedData, path: Path_, form: RuleForm | IntensityForm) -> list[Fault]:
    if form.valid_until is None or form.valid_until >= form.valid_from:
        return []
    return [located.fault((*path, "valid_until"), f"{form.valid_until} lies before the start.", "a later day.")]


def _counting_faults(located: LocatedData, forms: list[CountingForm], topic: Topic) -> list[Fault]:
    faults = []
    wanted = sorted(version.period.valid_from for version in topic.versions)
    if sorted(form.valid_from for form in forms) != wanted:
        days = ", ".join(day.isoformat() for day in wanted)
        faults.append(located.fault(("small_aid",), "does not count every version of the topic once.", days))
    for place, form in enumerate(forms):
        if not 0 < form.years <= _MOST_YEARS:
            problem = f"{form.years} is no number of years."
            faults.append(located.fault(("small_aid", place, "years"), problem, f"1 to {_MOST_YEARS}."))
    for version in topic.versions:
        if version.limits.get(_CEILING, 0) <= 0:
            faults.append(located.fault(("small_aid",), f"{_TOPIC} has no {_CEILING} above 0.", "a ceiling in euro."))
    return faults
