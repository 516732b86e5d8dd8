"""Who calls, and corrections of what was read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.web.api.schemas.cases import DeskTold
from wegwijzer.web.api.schemas.shared import Given, Language, Told, Words


class OwnFirm(Told):
    """The firm for which a key acts."""

    id: str
    name: str = Field(description="Empty where it gave none.")
    enterprise_number: str


class Me(Told):
    """The key in use, and as whom it acts."""

    key: str = Field(description="The name of the key.")
    prefix: str
    desk: DeskTold | None = Field(description="Where it acts; null for a key of a firm or an editor.")
    firm: OwnFirm | None = Field(description="For which firm it acts; null for a key of a desk or an editor.")
    person: str = Field(description="Who made the key; it acts in their name.")
    role: str = Field(description="Their role at the desk: first_line, adviser or manager; or firm, or editor.")
    scopes: list[str] = Field(description="What holds for this key or token.")
    expires: str


class CorrectionGiven(Given):
    """A sentence with the domains that it is about, to learn from."""

    text: Words = Field(min_length=1, max_length=2000, description="The sentence; names and numbers are taken out.")
    business_domains: list[Words] = Field(max_length=8, description="What it is about; empty: none of them fits.")
    known_names: list[Words] = Field([], max_length=10, description="Names to take out as well, such as the firm's.")
    language: Language = Field("nl", description="The language of the sentence.")
    consent: Literal[True] = Field(description="That who wrote the sentence agreed that it is kept to learn from.")


class CorrectionKept(Told):
    """What is kept of it."""

    is_kept: bool = Field(description="False where nothing is left to learn from, or too many wait for an editor.")
    text: str = Field(description="The sentence as it is kept.")
