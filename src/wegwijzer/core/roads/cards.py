"""The one card that fits a page: a myth where it would keep a firm away, the odds where a file must be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.catalogue.measure import Measure, Version
from wegwijzer.core.catalogue.vocabulary import Card, CardMoment
from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class Situation:
    """What a page is about: the need, the firm as far as known, whom and what it proposes, most important first.

    `is_with_partner` says that working with another firm or a knowledge centre comes up, `roles` are what the
    proposed organisations are to the firm, and `measures` those that a firm would apply for.
    """

    business: frozenset[str] = frozenset()
    expertise: frozenset[str] = frozenset()
    planned_action: str | None = None
    is_with_partner: bool = False
    subjects: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    size: str | None = None
    measures: Sequence[Measure] = field(default=(), hash=False)


@dataclass(frozen=True, slots=True)
class ChosenCard:
    """A card, and the measure that brought it up, where one did."""

    card: Card
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class DocumentedOdds:
    """Odds in words with their year, and the source that documents them."""

    text: Text
    source: str


def choose_card(cards: Iterable[Card], situation: Situation) -> ChosenCard | None:
    """The first card with a moment that the situation is; none where no card matters."""
    for card in cards:
        for moment in card.when:
            measure = _measure_of(moment, situation)
            if _holds(moment, situation) and (measure is not None or not _asks_measure(moment)):
                return ChosenCard(card, measure)
    return None


def documented_odds(measure: Measure, on: date) -> DocumentedOdds | None:
    """The latest odds that the catalogue holds of the measure itself, of a period begun by that day.

    A closed period may be the last with figures: its words name the year.
    """
    begun = [version for version in measure.versions if version.odds and version.period.valid_from <= on]
    if not begun:
        return None
    latest: Version = max(begun, key=lambda version: version.period.valid_from)
    return DocumentedOdds(latest.odds or {}, latest.source.title)


def _holds(moment: CardMoment, situation: Situation) -> bool:
    lists = (
        (moment.business_domains, situation.business),
        (moment.expertise_domains, situation.expertise),
        (moment.planned_actions, frozenset(filter(None, [situation.planned_action]))),
        (moment.subjects, situation.subjects),
        (moment.roles, situation.roles),
        (moment.sizes, frozenset(filter(None, [situation.size]))),
    )
    return all(not wanted or not found.isdisjoint(wanted) for wanted, found in lists) and (
        moment.partner is None or moment.partner == situation.is_with_partner
    )


def _asks_measure(moment: CardMoment) -> bool:
    return bool(moment.measure_kinds or moment.efforts)


def _measure_of(moment: CardMoment, situation: Situation) -> Measure | None:
    """The first proposed measure of a kind and effort that the moment asks for."""
    if not _asks_measure(moment):
        return None
    for measure in situation.measures:
        is_kind = not moment.measure_kinds or measure.kind in moment.measure_kinds
        if is_kind and (not moment.efforts or measure.effort in moment.efforts):
            return measure
    return None
