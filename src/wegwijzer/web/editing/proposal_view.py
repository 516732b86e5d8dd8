"""What a proposal does before anybody decides: in words, in sentences, on cases, on an invented population."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.measure import Version
from wegwijzer.core.firm.facts import Text
from wegwijzer.readers.rule_changes.case_readings import case_readings
from wegwijzer.readers.rule_changes.composing import shown_value
from wegwijzer.readers.rule_changes.proposing import RuleChange
from wegwijzer.readers.rule_changes.rule_fields import amount_fields
from wegwijzer.web.editing.rule_form import RuleForm, raw_version
from wegwijzer.web.publications.models import Proposal
from wegwijzer.web.publications.simulating import simulation_of
from wegwijzer.web.publications.watching import verdict_words
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import LANGUAGES, local, say
from wegwijzer.wording.population_groups import group_label, whole_text
from wegwijzer.wording.values import date_text, euro_text, number_text

_EFFECTS = ("met_before", "met_after", "gained", "lost", "paid_less", "paid_more")
_MOVES = _EFFECTS[2:]
_BASIS = "firm_facts"
_MILLION = 1_000_000
_WORDS = ("name", "plain_name", "summary", "how_to_apply", "caveat")


@dataclass(frozen=True, slots=True)
class DiffLine:
    """What changes, as it was and will be; "" where there was or will be nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences that a firm will read, in one language; `is_new` marks those that change."""

    language: str
    lines: tuple[tuple[str, bool], ...]
    amount: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One worked case: its verdict before and after."""

    case: str
    before: str
    after: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SimulationView:
    """Who is touched: of how many invented firms, each effect with its span, the euro, and both by group."""

    firms: str
    effects: tuple[tuple[str, str], ...]
    euro: str
    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The whole; `simulation` is None where only words change, where none can be made, or while it `is_coming`."""

    diff: tuple[DiffLine, ...]
    sentences: tuple[Sentences, ...]
    cases: tuple[CaseLine, ...]
    other_cases: tuple[CaseLine, ...]
    touched: int
    simulation: SimulationView | None
    is_coming: bool
    moves_nobody: bool


def proposal_view(
    row: Proposal, change: RuleChange, texts: tuple[str, str], language: str, *, at: datetime
) -> ProposalView:
    """Put it together; `texts` are the measure's file without and with the change."""
    readings = case_readings(change)
    current, others = (
        tuple(
            CaseLine(one.case, verdict_words(one.before, language), verdict_words(one.after, language), one.differs)
            for one in readings
            if (one.is_current or one.differs) is wanted
        )
        for wanted in (True, False)
    )
    simulation = simulation_of(row, change, at=at)
    return ProposalView(
        diff=tuple(_diff(change, texts, language)),
        sentences=tuple(_sentences(change, one) for one in LANGUAGES),
        cases=current,
        other_cases=others,
        touched=sum(one.differs for one in readings),
        simulation=None if simulation.data is None else _simulation(simulation.data, change, language),
        is_coming=simulation.is_coming,
        moves_nobody=change.changed is None,
    )


def _versions(change: RuleChange) -> tuple[Version | None, Version | None]:
    """The version of the first day on both sides, limits filled in."""
    found = []
    for catalogue in (change.before, change.after):
        day = catalogue.on(change.starts)
        found.append(next((one.version for one in day.measures if one.measure.id == change.measure), None))
    return found[0], found[1]


def _diff(change: RuleChange, texts: tuple[str, str], language: str) -> Iterator[DiffLine]:
    old, new = _versions(change)
    tests = [{} if one is None else {item.id: item.test for item in one.criteria} for one in (old, new)]
    words = advice_wording(change.before.on(change.starts), language).criteria
    for name in dict.fromkeys((*tests[0], *tests[1])):
        was, now = (words.requirement(side[name]) if name in side else "" for side in tests)
        if was != now:
            yield DiffLine(say("editor.diff.criterion", language), was, now)
    raw = [raw_version(text, change.starts) for text in texts]
    form = RuleForm(change.before.measures[change.measure], change.starts, language)
    for label, was, now in changed_amounts(form, raw[0], raw[1]):
        yield DiffLine(label, was, now)
    for key, kind in (("status", "status"), ("confidence", "confidence")):
        was, now = (say(f"editor.{kind}.{side.get(key, 'open')}", language) for side in raw)
        if was != now:
            yield DiffLine(say(f"editor.field.{key}", language), was, now)
    ends = [_end(one, language) for one in (old, new)]
    if ends[0] != ends[1]:
        yield DiffLine(say("editor.field.until", language), ends[0], ends[1])
    yield from _changed_words(change, old, new, language)


def _changed_words(change: RuleChange, old: Version | None, new: Version | None, language: str) -> Iterator[DiffLine]:
    sides = [side.measures[change.measure].in_words_of(change.starts) for side in (change.before, change.after)]
    for word in _WORDS:
        owners: tuple[Any, Any] = (old, new) if word in _WORDS[3:] else (sides[0], sides[1])
        texts: list[Text | None] = [None if owner is None else getattr(owner, word) for owner in owners]
        for code in LANGUAGES:
            was, now = (local(text, code) for text in texts)
            if was != now:
                yield DiffLine(f"{say(f'editor.words.{word}', language)} ({code.upper()})", was, now)


def changed_amounts(form: RuleForm, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The numbers of two amounts that differ, each with its words, as they were and are."""
    labels = {part["id"]: part["label"][form.language] for part in (old["amount"] or {"parts": []})["parts"]}
    was = {field.key: field for fields in amount_fields(old).values() for field in fields}
    now = {field.key: field for fields in amount_fields(new).values() for field in fields}
    for key in dict.fromkeys((*was, *now)):
        values = [shown_value(side[key]) if key in side else "" for side in (was, now)]
        if values[0] != values[1]:
            field = was.get(key) or now[key]
            owner = labels.get(field.owner) or say("editor.amount.whole", form.language)
            label = form.amount_label(field) if key in was else say(f"editor.amount.{field.name}", form.language)
            old_text, new_text = (_number(str(value), field.name, form.language) for value in values)
            yield f"{owner}: {label}", old_text, new_text


def _sentences(change: RuleChange, language: str) -> Sentences:
    old, new = _versions(change)
    if new is None:
        return Sentences(language, (), "")
    words = advice_wording(change.after.on(change.starts), language)
    known = set() if old is None else {words.criteria.requirement(item.test) for item in old.criteria}
    lines = [words.criteria.requirement(item.test) for item in new.criteria]
    measure = change.after.measures[change.measure]
    amount = worth_text(
        worth(new.amount, {}) if new.amount else None, language, facts=words.facts, is_service=measure.kind == "service"
    )
    return Sentences(language, tuple((line, line not in known) for line in lines), amount)


def _simulation(data: Mapping[str, Any], change: RuleChange, language: str) -> SimulationView:
    (found,) = data["measures"]
    whole = found[_BASIS]
    effects = tuple(
        (say(f"simulation.row.{name}", language), _span(whole[name], language))
        for name in _EFFECTS
        if name not in _MOVES or whole[name]["at_most"]["n"]
    )
    moves = [name for name in _MOVES if whole[name]["at_most"]["n"]]
    groups = []
    for grouping, rows in whole["by"].items():
        lines = tuple(
            (
                group_label(grouping, row["value"], change.before.facts, language),
                (whole_text(row["firms"]["n"], language), *(_span(row[name], language) for name in moves)),
            )
            for row in rows
        )
        groups.append((say(f"simulation.by.{grouping}", language).split(",")[0], lines))
    return SimulationView(
        firms=whole_text(data["population"]["firms"], language),
        effects=effects,
        euro=_euro(whole.get("euro"), language),
        heads=tuple(say(f"simulation.row.{name}", language) for name in moves),
        groups=tuple(groups) if moves else (),
    )


def _span(span: Mapping[str, Any], language: str) -> str:
    ends = [whole_text(span[end]["n"], language) for end in ("at_least", "at_most")]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} – {ends[1]}"


def _euro(euro: Mapping[str, Any] | None, language: str) -> str:
    if euro is None or "difference" not in euro:
        return ""
    ends = [euro["difference"][end] for end in ("min", "max")]
    if any(one["without_end"] for one in ends):
        return say("simulation.no_end", language)
    millions = (Decimal(str(round(one["eur"] / _MILLION, 1) + 0.0)) for one in ends)  # no minus nought
    shown = [say("simulation.million", language, number=number_text(one, language)) for one in millions]
    return shown[0] if shown[0] == shown[1] else f"{shown[0]} – {shown[1]}"


def _number(text: str, name: str, language: str) -> str:
    """A number of an amount with its unit."""
    if not text.replace(".", "", 1).isdigit():
        return text
    number = Decimal(text)
    return euro_text(number, language) if name.endswith("_eur") else f"{number_text(number, language)} %"


def _end(version: Version | None, language: str) -> str:
    until = version.period.valid_until if version is not None else None
    return date_text(until, language) if until is not None else say("editor.diff.no_end", language)
