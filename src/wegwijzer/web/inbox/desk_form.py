"""What a desk takes and promises, as its manager fills it in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.people.models import Desk
from wegwijzer.wording.language import LANGUAGES, local, say

LISTS = ("business_domains", "sectors", "provinces", "sizes", "languages")
"""What a helper can restrict; nothing ticked is everything."""
_NUMBERS = ("capacity", "reply_days")
_LONGEST_NUMBER = 4
_LONGEST_PHONE, _LONGEST_EMAIL = 40, 254


class Posted(Protocol):
    """A form as Django gives it."""

    def get(self, key: str, default: str) -> str:
        """One field."""

    def getlist(self, key: str) -> list[str]:
        """All values of one field."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One answer that can be ticked."""

    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class TickList:
    """One list of them, under its question; `theirs` says what the desk had when somebody else changed it meanwhile."""

    name: str
    ticks: Sequence[Tick]
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class DeskForm:
    """The form: texts by field, lists by field, and what is wrong (fields to text keys)."""

    texts: Mapping[str, str]
    lists: Mapping[str, Sequence[str]]
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes; only for a form without faults."""
        numbers = {
            name: int(self.texts[name]) if self.texts.get(name) else None for name in _NUMBERS if name in self.texts
        }
        rest = {name: text for name, text in self.texts.items() if name not in _NUMBERS}
        return {**rest, **numbers, **{name: list(chosen) for name, chosen in self.lists.items()}}


def form_of(desk: Desk) -> DeskForm:
    """The form as the desk is; a first-line office only has its address and phone."""
    texts = {"phone": desk.phone, "email": desk.email}
    if not desk.is_helper:
        return DeskForm(texts, {})
    for name in _NUMBERS:
        value = getattr(desk, name)
        texts[name] = "" if value is None else str(value)
    return DeskForm(texts, {name: list(getattr(desk, name)) for name in LISTS})


def read_form(sent: Posted, desk: Desk) -> DeskForm:
    """The form as it was sent; what is wrong is named and kept."""
    model = form_of(desk)
    texts = {name: sent.get(name, "").strip()[:300] for name in model.texts}
    lists = {name: [value for value, _ in options(name, "nl") if value in sent.getlist(name)] for name in model.lists}
    faults = {}
    for name in _NUMBERS:
        text = texts.get(name, "")
        if text and not re.fullmatch(rf"[1-9]\d{{0,{_LONGEST_NUMBER - 1}}}", text, re.ASCII):
            faults[name] = f"inbox.fault.{name}"
    if len(texts["phone"]) > _LONGEST_PHONE or re.search(r"[^\d\s+()./-]", texts["phone"]):
        faults["phone"] = "inbox.fault.phone"
    if texts["email"]:
        try:
            validate_email(texts["email"])
        except ValidationError:
            faults["email"] = "referral.refused.email_wrong"
    return DeskForm(texts, lists, faults)


def tick_lists(form: DeskForm, language: str) -> list[TickList]:
    """The lists of the form with their answers in words."""
    return [
        TickList(name, [Tick(value, label, value in form.lists[name]) for value, label in options(name, language)])
        for name in form.lists
    ]


def options(name: str, language: str) -> list[tuple[str, str]]:
    """Every answer of a list, as (id, words)."""
    catalogue = shipped_catalogue()
    if name == "business_domains":
        return [(domain.id, local(domain.label, language)) for domain in catalogue.business_domains.values()]
    if name == "languages":
        return [(code, say("site.languages.own_name", code)) for code in LANGUAGES]
    fact = {"sectors": "sector", "provinces": "province", "sizes": "size_class"}[name]
    return [(option.id, local(option.label, language)) for option in catalogue.facts[fact].options]


def changed_words(kept: DeskForm, typed: DeskForm, language: str) -> list[tuple[str, str]]:
    """Where the desk, as somebody else left it, differs from what was typed: (field, how it is now in words)."""
    nothing = say("inbox.desk.nothing", language)
    found = [(name, text or nothing) for name, text in kept.texts.items() if text != typed.texts.get(name, "")]
    for name, chosen in kept.lists.items():
        if sorted(chosen) != sorted(typed.lists.get(name, ())):
            words = dict(options(name, language))
            found.append(
                (name, ", ".join(words.get(value, value) for value in chosen) or say("inbox.desk.all", language))
            )
    return [(say(f"inbox.desk.field.{name}", language), text) for name, text in found]
