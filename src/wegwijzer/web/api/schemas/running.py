"""What runs now: events of the agenda, and offers of structures."""

from __future__ import annotations

from pydantic import Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.shared import Asked, Day, Told, Words


class EventsAsked(PageAsked):
    """Which events; those of the page, in English words."""

    q: Words | None = Field(None, max_length=80, description="Words in the title, the summary or the place.")
    theme: Words | None = Field(None, max_length=40, description="A domain of business.")
    province: Words | None = Field(None, max_length=40, description="A province, or `online`.")
    audience: Words | None = Field(None, max_length=40, description="For whom.")
    first: Day | None = Field(None, description="From this day on.", examples=["2026-12-01"])
    last: Day | None = Field(None, description="Until this day.", examples=["2026-12-31"])


class EventLine(Told):
    """One event, whoever announces it."""

    id: str
    title: str
    summary: str
    begins: str
    ends: str
    is_all_day: bool
    place: str
    postal_code: str
    province: str
    is_online: bool
    themes: list[str]
    audiences: list[str]
    price_eur: float | None = Field(description="0 is free; null where it was not told.")
    address: str = Field(description="The organiser's own page.")
    language: str
    organisers: list[str]
    is_cancelled: bool


class OfferingsAsked(PageAsked):
    """Which offers of structures."""

    kind: Words | None = Field(None, max_length=20, description="half_day, expertise, equipment, training or topic.")
    q: Words | None = Field(None, max_length=200, description="Words to search for.")
    domain: Words | None = Field(None, max_length=40, description="A domain of business.")
    province: Words | None = Field(None, max_length=40, description="There, or everywhere.")


class Price(Told):
    """Euro without VAT, for what."""

    euro: float
    per: str


class OfferingLine(Told):
    """Something that structures offer to firms; a firm's topic for a student stands without its name."""

    id: str
    kind: str
    title: str
    text: str
    structures: list[str] = Field(description="Who offers it, by name.")
    organisations: list[str] = Field(description="The same by id, where the catalogue knows them.")
    business_domains: list[str]
    expertise: list[str]
    sectors: list[str]
    provinces: list[str]
    languages: list[str]
    first: str
    last: str
    page: str
    price: Price | None


class NothingAsked(Asked):
    """Nothing is asked."""
