"""At most one card against a misunderstanding, and only where it fits."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijzer.web.guide.consulting import Consultation
from wegwijzer.wording.language import local

_KNOWLEDGE_ROLES = frozenset(
    {"university_college", "college_network", "sector_knowledge_centre", "research_centre", "tech_transfer"}
)
_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class CardView:
    """A card in words."""

    title: str
    text: str
    source: str


def fitting_card(consultation: Consultation) -> CardView | None:
    """The card for what this visitor is about to meet.

    Agreements when the need touches them; that knowledge centres are for small firms too when one is proposed; the
    odds when support with an application leads the list.
    """
    cards = {card.id: card for card in consultation.day.catalogue.cards}
    chosen = next((cards[card] for card in _wanted(consultation) if card in cards), None)
    if chosen is None:
        return None
    language = consultation.language
    return CardView(local(chosen.title, language), local(chosen.text, language), chosen.source)


def _wanted(consultation: Consultation) -> list[str]:
    advice, wanted = consultation.advice, []
    domains = [match.domain.id for match in advice.need.business] if advice.need else []
    roles = {contact.organisation.role.id for contact in advice.contacts[:_LOOKED_AT]}
    if "legal" in domains:
        wanted.append("contracts")
    if roles & _KNOWLEDGE_ROLES:
        wanted.append("only_for_large" if advice.picture.size.size_class in ("micro", "small") else "secrets")
    leading = [item for item in advice.measures[:_LOOKED_AT] if item.group == "fits"]
    if any(item.assessment.measure.kind == "grant" for item in leading):
        wanted.append("odds")
    return wanted
