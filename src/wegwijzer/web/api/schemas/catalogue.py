"""Organisations, facts with their questions, and the words of all code lists."""

from __future__ import annotations

from pydantic import Field

from wegwijzer.web.api.paging import PageAsked
from wegwijzer.web.api.schemas.shared import Asked, Day, Told, Words


class Labelled(Told):
    """A code with its words."""

    id: str
    label: str


class OrganisationLine(Told):
    """An organisation that helps firms."""

    id: str
    name: str
    plain_name: str
    role: Labelled
    what_it_does: str
    provinces: list[str] = Field(description="Empty: no restriction is documented.")
    sectors: list[str] = Field(description="Empty: no restriction is documented.")
    expertise: list[str]
    valid_from: str | None = Field(description="A day, a month or a mere year.")
    valid_until: str | None
    confidence: str


class OrganisationDetails(OrganisationLine):
    """The same, with its sources, its kin and its measures."""

    caveat: str
    source: str
    predecessors: list[str]
    successors: list[str]
    measures: list[str] = Field(description="The measures that it gives or decides, by id.")


class OrganisationsAsked(PageAsked):
    """Which organisations."""

    on: Day | None = Field(None, description="Those that exist on this day; without it today.", examples=["2026-11-24"])
    q: Words | None = Field(None, max_length=200, description="Words to search for; then the best comes first.")
    role: Words | None = Field(None, max_length=40, description="What it is to a firm.")
    province: Words | None = Field(None, max_length=40, description="Works there, or everywhere.")
    sector: Words | None = Field(None, max_length=40, description="Works for that sector, or for all.")


class Band(Told):
    """An answer offered in place of an exact number."""

    min: int | float | None
    max: int | float | None


class Fact(Told):
    """What can be known of a firm, a project or a person, and how it is asked."""

    id: str
    type: str = Field(description="number, money, boolean, choice, code, date or text.")
    scope: str = Field(description="firm, project or person.")
    nature: str = Field(description="objective, declaration or judgement.")
    subject: str
    unit: str
    question: str
    help: str
    options: list[Labelled]
    bands: list[Band]
    minimum: int | float | None
    maximum: int | float | None
    in_register: str | None = Field(alias="register", description="Where it could be looked up.")
    askable: bool
    derived_from: list[str]


class FactsAsked(PageAsked):
    """Which facts."""

    scope: Words | None = Field(None, max_length=20, description="firm, project or person.")
    askable: Words | None = Field(None, max_length=5, pattern="^(true|false)$", description="true or false.")


class Vocabulary(Told):
    """The codes of the API with their words."""

    business_domains: list[Labelled]
    expertise_domains: list[Labelled]
    roles: list[Labelled] = Field(description="What organisations are to a firm.")
    sectors: list[Labelled]
    provinces: list[Labelled]
    levels: list[Labelled]
    kinds: list[Labelled]
    steps: list[Labelled] = Field(description="The states to which a desk takes a question.")
    reasons: list[Labelled] = Field(description="Why a question is not for a desk.")
    scopes: list[Labelled] = Field(description="What a key may be used for.")


class DoersAsked(PageAsked):
    """Who does what."""

    on: Day | None = Field(None, description="On this day; without it today.", examples=["2026-11-24"])
    step: Words | None = Field(None, max_length=40, description="A step of the map.")
    expertise: Words | None = Field(None, max_length=40, description="Tied to that field, or to none.")
    sector: Words | None = Field(None, max_length=40, description="Tied to that sector, or to none.")
    province: Words | None = Field(None, max_length=40, description="Tied to that province, or to none.")


class Doer(Told):
    """An organisation or an offer on the map of who does what."""

    id: str
    kind: str = Field(description="organisation or offering.")
    name: str
    steps: list[str]
    expertise: list[str]
    sectors: list[str]
    provinces: list[str]
    organisations: list[str] = Field(description="The organisations behind it, by id.")


class ProblemsAsked(Asked):
    """Nothing is asked."""


class ProblemKind(Told):
    """A kind of problem: what the last part of `type` means."""

    code: str
    type: str
    status: int
    title: str
    what_to_do: str


class ProblemKinds(Told):
    """All kinds of problems."""

    items: list[ProblemKind]
