"""The list of measures on one day: what state each is in, what it is worth, and the filters over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Confidence, Status, Version
from wegwijzer.core.language.words import plain
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.web.catalogue.amount_view import unknown_firm
from wegwijzer.web.catalogue.filters import Facet, Filtered, filtered
from wegwijzer.wording.advice import is_old_and_open
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.language import local, say

STATES = ("open", "unsure", "closed")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One line of the list. `state` is `open`, `unsure` or `closed`; without rules on the day it is closed."""

    slug: str
    plain_name: str
    name: str
    summary: str
    level: str
    level_label: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    has_rules: bool
    amount: str
    domains: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    id: str
    title: str
    rows: tuple[MeasureRow, ...]


@while_it_stands(maxsize=96)
def measure_rows(on: date, language: str) -> tuple[MeasureRow, ...]:
    """Every measure as it stood on the day, open ones first, then by name. Kept for the days asked most."""
    day = shipped_day(on)
    versions = {item.measure.id: item.version for item in day.measures}
    firm = unknown_firm(day)
    rows = []
    for measure in (known.in_words_of(on) for known in day.catalogue.measures.values()):
        version = versions.get(measure.id)
        state = state_of(version, on)
        amount = version.amount if version else None
        label = f"catalogue.state.{state}" if version else "catalogue.state.no_rules"
        rows.append(
            MeasureRow(
                slug=measure.id,
                plain_name=local(measure.plain_name, language),
                name=local(measure.name, language),
                summary=local(measure.summary, language),
                level=measure.level,
                level_label=say(f"catalogue.level.{measure.level}", language),
                kind=measure.kind,
                kind_label=say(f"catalogue.kind.{measure.kind}", language),
                state=state,
                state_label=say(label, language),
                has_rules=version is not None,
                amount=""
                if version is None
                else worth_text(
                    None if amount is None else worth(amount, firm), language, is_service=measure.kind == "service"
                ),
                domains=tuple(measure.domains),
                actions=measure.actions,
            )
        )
    rows.sort(key=lambda row: (STATES.index(row.state), plain(row.plain_name)))
    return tuple(rows)


def state_of(version: Version | None, on: date) -> str:
    """Whether one can apply: surely, perhaps, or not. Old rules without a documented end are no certainty."""
    if version is None or (version.status is Status.CLOSED and not version.is_transition):
        return "closed"
    is_certain = (
        version.status is Status.OPEN and version.confidence is not Confidence.LOW and not is_old_and_open(version, on)
    )
    return "open" if is_certain else "unsure"


def filtered_measures(
    rows: Sequence[MeasureRow], asked: Mapping[str, str], *, kept: Mapping[str, str], language: str
) -> Filtered[MeasureRow]:
    """The rows that fit the filters in the address."""
    return filtered(rows, _facets(shipped_catalogue(), language), asked, kept=kept, language=language)


def sections(rows: Sequence[MeasureRow], language: str) -> tuple[Section, ...]:
    """The rows by state, states without rows left out."""
    return tuple(
        Section(state, say(f"catalogue.measures.section_{state}", language), found)
        for state in STATES
        if (found := tuple(row for row in rows if row.state == state))
    )


def _facets(catalogue: Catalogue, language: str) -> tuple[Facet[MeasureRow], ...]:
    def named(topic: str, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple((value, say(f"catalogue.{topic}.{value}", language)) for value in values)

    def label(name: str) -> str:
        return say(f"catalogue.filter.{name}", language)

    measures = catalogue.measures.values()
    kinds = tuple(dict.fromkeys(measure.kind for measure in measures))
    levels = tuple(dict.fromkeys(measure.level for measure in measures))
    used = {action for measure in measures for action in measure.actions}
    actions = tuple(
        (option.id, local(option.label, language))
        for option in catalogue.facts["planned_action"].options
        if option.id in used
    )
    domains = tuple((domain.id, local(domain.label, language)) for domain in catalogue.business_domains.values())
    return (
        Facet("stand", label("state"), named("state", STATES), lambda row, value: row.state == value),
        Facet("doel", label("action"), actions, lambda row, value: value in row.actions),
        Facet("domein", label("domain"), domains, lambda row, value: value in row.domains),
        Facet("niveau", label("level"), named("level", levels), lambda row, value: row.level == value),
        Facet("soort", label("kind"), named("kind", kinds), lambda row, value: row.kind == value),
    )
