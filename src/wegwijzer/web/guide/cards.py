"""At most one card against a misunderstanding, and only where it fits."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.roads.cards import ChosenCard, Situation, choose_card, documented_odds
from wegwijzer.core.roads.road import Road
from wegwijzer.web.guide.consulting import Consultation
from wegwijzer.wording.language import local, say

_LOOKED_AT = 3
_PARTNER_FACTS = ("collaboration", "research_partner", "international_consortium")


@dataclass(frozen=True, slots=True)
class CardView:
    """A card in words."""

    title: str
    text: str
    source: str


def fitting_card(
    consultation: Consultation, *, roads: tuple[Road, ...], proposed: tuple[Organisation, ...]
) -> CardView | None:
    """The card for what this visitor is about to meet: the need, who is proposed to them, and what leads the list."""
    chosen = choose_card(consultation.day.catalogue.cards, _situation(consultation, roads=roads, proposed=proposed))
    return None if chosen is None else _worded(chosen, consultation)


def _situation(consultation: Consultation, *, roads: tuple[Road, ...], proposed: tuple[Organisation, ...]) -> Situation:
    advice = consultation.advice
    values, need = advice.picture.values, advice.need
    action = values.get("planned_action")
    size = advice.picture.size.size_class
    paying = {measure for road in roads[:1] for step in road.steps[:1] for measure in step.measures}
    leading = [item for item in advice.measures[:_LOOKED_AT] if item.group == "fits"]
    leading += [item for item in advice.measures if item.assessment.measure.id in paying]
    return Situation(
        business=frozenset(match.domain.id for match in need.business) if need else frozenset(),
        expertise=frozenset(match.domain.id for match in need.expertise) if need else frozenset(),
        planned_action=action if isinstance(action, str) else None,
        is_with_partner=any(values.get(fact) is True for fact in _PARTNER_FACTS),
        subjects=frozenset(road.subject.id for road in roads[:1]),
        roles=frozenset(organisation.role.id for organisation in proposed),
        size=None if size == "unknown" else size,
        measures=tuple(item.assessment.measure for item in leading),
    )


def _worded(chosen: ChosenCard, consultation: Consultation) -> CardView:
    """Of the odds card, the figures of the measure itself where the catalogue has them, else those of the report."""
    card, language = chosen.card, consultation.language
    odds = documented_odds(chosen.measure, consultation.day.day) if card.tells_odds and chosen.measure else None
    if odds is None or chosen.measure is None:
        return CardView(local(card.title, language), local(card.text, language), card.source)
    name = local(chosen.measure.plain_name, language)
    text = say("guide.card.odds", language, measure=name, odds=local(odds.text, language))
    return CardView(local(card.title, language), text, odds.source)
