"""Words for what a case is about and where, and for moments, as the pages of the inbox say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.working_days import working_days_between
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.web.referral.models import Case, Firm, Offer
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, value_text


def subject_label(subject: str, language: str) -> str:
    """A subject in words; one that the catalogue does not know any more by its id."""
    domain = shipped_catalogue().business_domains.get(subject)
    return local(domain.label, language) if domain is not None else subject


def option_label(fact: str, option: str, language: str) -> str:
    """An answer to one of the catalogue's questions in words, such as a sector or a province; empty for none."""
    for known in shipped_catalogue().facts[fact].options:
        if known.id == option:
            return local(known.label, language)
    return option


def state_label(offer: Offer, language: str, *, is_own: bool) -> str:
    """How it stands with a desk, in its own voice where its own people read it, else in the third person."""
    if offer.state == OfferState.NOT_FOR_US.value and not is_own:
        return say("inbox.chain.not_for_them", language)
    return say(f"inbox.state.{offer.state}", language)


def place_of(case: Case, language: str) -> list[str]:
    """Sector, province and size of a case in words, what is known of it."""
    kept = (("sector", case.sector), ("province", case.province), ("size_class", case.size))
    return [option_label(fact, value, language) for fact, value in kept if value]


def firm_name(case: Case, language: str) -> str:
    """The firm's name, else its number, else that it has none."""
    firm = case.firm
    if firm is None or not (firm.name or firm.enterprise_number):
        return say("inbox.firm.no_name", language)
    return firm.name or str(firm.enterprise_number)


def told_facts(firm: Firm, language: str) -> list[tuple[str, str]]:
    """What the firm told before, as (subject, value) in words, so that nobody asks it again."""
    facts = shipped_catalogue().facts
    told = []
    for fact, kept in firm.facts.items():
        value = _value(kept)
        if fact not in facts or value is None:
            continue
        definition = facts[fact]
        try:
            told.append(
                (local(definition.subject, language), value_text(definition, read_value(definition, value), language))
            )
        except ValueProblem:
            continue  # kept under an older catalogue
    return told


def _value(kept: Any) -> Any:
    return kept.get("value") if isinstance(kept, Mapping) else None


def moment_text(at: datetime, language: str) -> str:
    """A day and an hour in Belgium: "24 november 2026, 10:15"."""
    here = timezone.localtime(at)
    return say("inbox.moment", language, day=date_text(here.date(), language), hour=f"{here:%H:%M}")


@lru_cache(maxsize=4096)
def days_late(day: date, on: date) -> int:
    """How many working days lie between a promised day and now; 0 while the promise holds."""
    return max(working_days_between(day, on, shipped_holidays()), 1) if day < on else 0
