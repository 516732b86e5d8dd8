"""Read the warning lights from their data files, every formula checked against the chart of rubrics."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from wegwijzer.core.accounts.rubrics import RubricChart
from wegwijzer.core.catalogue.measure import Certainty, Confidence
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.knipperlichten.formula import Formula, FormulaError, parse_formula
from wegwijzer.core.knipperlichten.light import Knipperlicht, LightBoard, LightUnit, LightVersion
from wegwijzer.core.period import Period, overlapping_pairs
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Day, Form, Number, Slug, SourceForm, TextForm, Written
from wegwijzer.readers.texts import source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, Path_, read_yaml_file

ORDER = (
    "falling-sales",
    "shrinking-margin",
    "operating-loss",
    "staff-cost-pressure",
    "liquidity",
    "quick-ratio",
    "solvency",
    "net-assets",
    "losses-carried-forward",
    "capacity-to-repay",
    "interest-cover",
    "overdue-debts",
)
"""The order in which lights are shown: from what moves first to what comes last. Others follow by name."""

_FORMULAS = ("formula", "red", "amber", "severe")
_OWN_NAMES = ("value", "nv")


def _weight(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100:
        raise ValueError(f"{value!r} is no weight; give a whole number from 1 to 100")
    return value


class SentencesForm(Form):
    """A sentence per status."""

    red: TextForm
    green: TextForm
    amber: TextForm | None = None
    severe: TextForm | None = None
    without_value: TextForm | None = None


class LightVersionForm(Form):
    """The rule of a light in a period."""

    valid_from: Day
    valid_until: Day | None
    valid_from_certainty: Literal["exact", "approx", "at_latest"] = "exact"
    formula: Written
    unit: Literal["share", "points", "ratio", "eur"]
    limits: dict[Slug, Number] = Field(min_length=1)
    red: Written
    amber: Written | None = None
    severe: Written | None = None
    weight: Annotated[int, BeforeValidator(_weight)]
    why_weight: TextForm
    source: SourceForm
    confidence: Literal["high", "medium", "low"]


class LightForm(Form):
    """One file of data/knipperlichten."""

    id: Slug
    name: TextForm
    meaning: TextForm
    question: TextForm
    sentences: SentencesForm
    referral: TextForm
    domains: list[Slug] = Field(min_length=1)
    lower_is_worse: bool
    versions: list[LightVersionForm] = Field(min_length=1)


@cache
def shipped_lights() -> tuple[Knipperlicht, ...]:
    """The lights inside the package, in the order in which they are shown. Raises InputError with every fault."""
    return load_lights(shipped_folder() / "knipperlichten", shipped_chart())


@lru_cache(maxsize=16)
def shipped_board(on: date) -> LightBoard:
    """The lights that hold on a day."""
    versions = ((light, light.on(on)) for light in shipped_lights())
    return LightBoard(on, tuple((light, version) for light, version in versions if version), shipped_chart())


def load_lights(folder: Path, chart: RubricChart) -> tuple[Knipperlicht, ...]:
    """The lights of a folder. Raises InputError with the faults of all files."""
    found: dict[str, Knipperlicht] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        name = f"knipperlichten/{path.name}"
        try:
            light, wrong = read_light(read_yaml_file(path, name=name), chart)
        except InputError as error:
            faults += error.faults
            continue
        faults += wrong
        if light is None:
            continue
        if light.id != path.stem:
            faults.append(Fault(name, f'the id "{light.id}" is not the name of the file.', f'"{path.stem}".'))
        found[light.id] = light
    if faults:
        raise InputError(faults)
    rank = {light_id: place for place, light_id in enumerate(ORDER)}
    return tuple(sorted(found.values(), key=lambda light: (rank.get(light.id, len(ORDER)), light.id)))


def read_light(located: LocatedData, chart: RubricChart) -> tuple[Knipperlicht | None, list[Fault]]:
    """One light, or None with every fault of its file."""
    form, faults = validate(located, LightForm)
    if form is None:
        return None, faults
    domains = shipped_catalogue().business_domains
    for place, domain in enumerate(form.domains):
        if domain not in domains:
            faults.append(
                located.fault(("domains", place), f'unknown domain "{domain}".', f"one of {', '.join(domains)}.")
            )
    versions = []
    for place, entry in enumerate(form.versions):
        version = _version(entry, ("versions", place), located, chart, faults)
        if version is not None:
            versions.append(version)
    if overlapping_pairs([version.period for version in versions]):
        faults.append(located.fault(("versions",), "two periods overlap.", "at most one version on any day."))
    for entry in form.versions:
        for status in ("amber", "severe"):
            if getattr(entry, status) and getattr(form.sentences, status) is None:
                faults.append(located.fault(("sentences",), f"there is no sentence for {status}.", f"{status}: ..."))
    if faults:
        return None, faults
    sentences = {
        status: text(sentence)
        for status in ("red", "green", "amber", "severe", "without_value")
        if (sentence := getattr(form.sentences, status)) is not None
    }
    return Knipperlicht(
        id=form.id,
        name=text(form.name),
        meaning=text(form.meaning),
        question=text(form.question),
        sentences=sentences,
        referral=text(form.referral),
        domains=tuple(form.domains),
        lower_is_worse=form.lower_is_worse,
        versions=tuple(versions),
    ), []


def _version(
    entry: LightVersionForm, path: Path_, located: LocatedData, chart: RubricChart, faults: list[Fault]
) -> LightVersion | None:
    before = len(faults)
    if entry.valid_until is not None and entry.valid_until < entry.valid_from:
        faults.append(located.fault((*path, "valid_until"), "lies before valid_from.", "a later day, or null."))
    if "red" not in entry.limits:
        faults.append(
            located.fault((*path, "limits"), "there is no limit for red.", "red: the value that turns it red.")
        )
    parsed: dict[str, Formula | None] = {}
    for key in _FORMULAS:
        written = getattr(entry, key)
        names = () if key == "formula" else (*_OWN_NAMES, *entry.limits)
        parsed[key] = None if written is None else _formula(written, key, names, (*path, key), located, chart, faults)
    formula, red = parsed["formula"], parsed["red"]
    if len(faults) > before or formula is None or red is None:
        return None
    return LightVersion(
        period=Period(entry.valid_from, entry.valid_until),
        formula=formula,
        unit=LightUnit(entry.unit),
        limits={name: float(limit) for name, limit in entry.limits.items()},
        red=red,
        amber=parsed["amber"],
        severe=parsed["severe"],
        weight=entry.weight,
        why_weight=text(entry.why_weight),
        source=source(entry.source),
        confidence=Confidence(entry.confidence),
        start_certainty=Certainty(entry.valid_from_certainty),
    )


def _formula(
    written: str,
    key: str,
    names: tuple[str, ...],
    path: Path_,
    located: LocatedData,
    chart: RubricChart,
    faults: list[Fault],
) -> Formula | None:
    try:
        formula = parse_formula(written, names)
    except FormulaError as error:
        faults.append(located.fault(path, f"{error}.", "a formula as docs/how-to describe."))
        return None
    wanted = "a condition, such as value < red" if key != "formula" else "a number, such as [10/15] / [20/58]"
    if formula.is_condition != (key != "formula"):
        faults.append(located.fault(path, "is of the wrong kind.", f"{wanted}."))
    for code in dict.fromkeys((*formula.rubrics, *formula.previous_rubrics)):
        if code not in chart.rubrics:
            faults.append(located.fault(path, f'unknown rubric "{code}".', "a code of codelists/rubrics.yaml."))
    return formula
