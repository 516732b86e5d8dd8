"""What of the agenda somebody asks for, as the address says it: words, days, theme, place, audience, price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Q

from wegwijzer.core.agenda.digest import Wish
from wegwijzer.core.agenda.event import AUDIENCES
from wegwijzer.readers.agenda.points import point_of_code
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.wording.language import say

FREE = "gratis"
ONLINE = "online"
_LONGEST, _MOST_WORDS = 80, 6
NAMES = ("q", "thema", "provincie", "postcode", "km", "doelgroep", "prijs", "van", "tot")
"""The parameters, in the order of the form."""


@dataclass(frozen=True, slots=True)
class AgendaChoice:
    """The parameters as typed, what they mean, and what is wrong with them (by parameter).

    What is wrong is left out of the choice, and the page says so.
    """

    typed: Mapping[str, str]
    first: date
    last: date
    wish: Wish
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The question string with what is chosen and right, "" for nothing."""
        kept = {name: text for name, text in self.typed.items() if text and name not in self.faults}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.query)

    @property
    def condition(self) -> Q:
        """What a listing must fulfil, as far as the database can tell."""
        found = [Q(last_day__gte=self.first, first_day__lte=self.last)]
        given = {name: text for name, text in self.typed.items() if text and name not in self.faults}
        for word in given.get("q", "").split()[:_MOST_WORDS]:
            found.append(Q(title__icontains=word) | Q(summary__icontains=word) | Q(place__icontains=word))
        if "provincie" in given:
            is_online = given["provincie"] == ONLINE
            found.append(Q(is_online=True) if is_online else Q(province=given["provincie"], is_online=False))
        if given.get("prijs") == FREE:
            found.append(Q(price_eur=0))
        return reduce(and_, found)


def read_choice(asked: Mapping[str, str], *, on: date, language: str) -> AgendaChoice:
    """Read the address; no parameter is trusted, and none that is wrong is forgotten in silence."""
    typed = {name: " ".join(str(asked.get(name, "")).split())[:_LONGEST] for name in NAMES}
    rules = shipped_agenda_rules()
    faults: dict[str, str] = {}
    for name, known in _known().items():
        if typed[name] and typed[name] not in known:
            faults[name] = say("agenda.fault.choice", language, typed=typed[name])
    first, last = on, on + timedelta(days=rules.days_ahead)
    for name in ("van", "tot"):
        day = typed_day(typed[name]) if typed[name] else None
        if typed[name] and day is None:
            faults[name] = say("agenda.fault.day", language, typed=typed[name])
        elif day is not None and name == "van":
            first = max(day, on)
        elif day is not None:
            last = min(day, last)
    if not faults and last < first and typed["tot"]:
        faults["tot"] = say("agenda.fault.order", language)
        last = on + timedelta(days=rules.days_ahead)
    point = point_of_code(typed["postcode"]) if typed["postcode"] else None
    if typed["postcode"] and point is None:
        faults["postcode"] = say("agenda.fault.postal_code", language, typed=typed["postcode"])
    wish = Wish(
        themes=frozenset({typed["thema"]} if typed["thema"] and "thema" not in faults else ()),
        point=point,
        kilometres=float(typed["km"]) if typed["km"] and "km" not in faults else float(rules.distances_km[1]),
    )
    return AgendaChoice(typed, first, last, wish, faults)


def _known() -> Mapping[str, tuple[str, ...]]:
    return {
        "thema": tuple(shipped_catalogue().business_domains),
        "provincie": (*(option.id for option in shipped_catalogue().facts["province"].options), ONLINE),
        "km": tuple(str(distance) for distance in shipped_agenda_rules().distances_km),
        "doelgroep": AUDIENCES,
        "prijs": (FREE,),
    }
