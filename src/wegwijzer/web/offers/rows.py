"""Between rows and values: an offering as the core reads it, and a draft as a row keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from wegwijzer.core.offers.alike import Words
from wegwijzer.core.offers.draft import Draft
from wegwijzer.core.offers.offering import Course, Kind, Offering, Operator, Per, Price, Side, Term
from wegwijzer.core.offers.permissions import Owner
from wegwijzer.core.structures.steps import Step
from wegwijzer.readers.offer_words import words_of_offering
from wegwijzer.web.offers.models import OfferingRow


def owner_of(row: OfferingRow) -> Owner:
    """Whose it is."""
    if row.desk_id is not None:
        return Owner(Side.STRUCTURE, str(row.desk_id))
    return Owner(Side.FIRM, str(row.person_id))


def offering_of(row: OfferingRow) -> Offering:
    """The row as a value. A firm's name is not in it: that is shown only where both sides said yes."""
    details: Mapping[str, str] = row.details
    desk = row.desk
    return Offering(
        id=str(row.pk),
        kind=Kind(row.kind),
        side=Side(row.side),
        owner=owner_of(row).id,
        structure=str(desk) if desk is not None else "",
        organisation=desk.organisation if desk is not None else "",
        title=row.title,
        text=row.text,
        business_domains=tuple(row.business_domains),
        expertise=tuple(row.expertise),
        sectors=tuple(row.sectors),
        provinces=tuple(row.provinces),
        steps=tuple(step for step in Step if step.value in row.steps),
        languages=tuple(row.languages),
        first=row.first,
        last=row.last,
        page=row.page,
        price=Price(Decimal(details["price_eur"]), Per(details["price_per"])) if details.get("price_eur") else None,
        operator=Operator(details["operator"]) if details.get("operator") else None,
        term=_term(details),
        course=_course(row.kind, details),
    )


def words_of_rows(rows: Sequence[OfferingRow]) -> dict[str, Words]:
    """The stems of each row, by id as text."""
    return {str(row.pk): words_of_offering(row.title, row.text, row.language) for row in rows}


def columns_of(draft: Draft) -> dict[str, Any]:
    """What a row keeps of a draft."""
    details: dict[str, str] = {}
    if draft.price is not None:
        details |= {"price_eur": str(draft.price.euro), "price_per": draft.price.per.value}
    if draft.operator is not None:
        details["operator"] = draft.operator.value
    if draft.term is not None:
        details |= {
            "level": draft.term.level,
            "field": draft.term.field,
            "term_from": draft.term.first.isoformat(),
            "term_until": draft.term.last.isoformat(),
        }
    if draft.course is not None:
        details |= {
            "theme": draft.course.theme,
            "registered": "yes" if draft.course.is_registered else "",
            "sessions": draft.course.sessions,
        }
    return {
        "kind": draft.kind.value,
        "title": draft.title,
        "text": draft.text,
        "business_domains": list(draft.business_domains),
        "expertise": list(draft.expertise),
        "sectors": list(draft.sectors),
        "provinces": list(draft.provinces),
        "steps": [step.value for step in draft.steps],
        "languages": list(draft.languages),
        "details": details,
        "page": draft.page,
        "first": draft.first,
        "last": draft.last,
    }


def _term(details: Mapping[str, str]) -> Term | None:
    if not details.get("level"):
        return None
    first, last = (date.fromisoformat(details[name]) for name in ("term_from", "term_until"))
    return Term(details["level"], details["field"], first, last)


def _course(kind: str, details: Mapping[str, str]) -> Course | None:
    if kind != Kind.TRAINING.value:
        return None
    return Course(details.get("theme", ""), details.get("registered") == "yes", details.get("sessions", ""))
