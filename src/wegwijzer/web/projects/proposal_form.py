"""The form of a proposal: what was typed, what is wrong with it, and what in it could tell a firm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from wegwijzer.core.collective.revealing import revealing_words
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.disclosure import shipped_rules
from wegwijzer.readers.name_signs import shipped_name_signs
from wegwijzer.readers.typed_days import day_field, typed_day
from wegwijzer.web.projects.models import Project
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.language import say

TEXTS = ("problem", "question", "puts_in", "gets_out", "user_group")
LONGEST_TITLE, LONGEST_TEXT, MOST_CENTRES, MOST_FIRMS = 120, 3000, 6, 1000
MOST_EURO = Decimal(100_000_000)
_DAYS = ("first_until", "decide_by")
_EURO = ("budget_low", "budget_high")


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What was typed, by field. `fields` are the values once there are no faults."""

    typed: Mapping[str, str]
    centres: Sequence[str]
    version: int
    faults: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)


def form_of(row: Project) -> ProposalForm:
    """The proposal as it stands."""
    typed = {name: getattr(row, name) for name in ("title", *TEXTS, "instrument")}
    typed |= {name: day_field(getattr(row, name)) for name in _DAYS}
    typed |= {name: _euro_field(getattr(row, name)) for name in _EURO}
    return ProposalForm({**typed, "minimum_firms": str(row.minimum_firms)}, row.centres, row.version)


def read_form(sent: QueryDict, language: str, *, is_asked: bool, today: date) -> ProposalForm:
    """What was sent. Once firms were asked, the days and the minimum they read stay as they are."""
    names = ("title", *TEXTS, "instrument", *_DAYS, *_EURO, "minimum_firms")
    typed = {name: sent.get(name, "").replace("\r\n", "\n").strip() for name in names}
    faults: dict[str, str] = {}
    fields: dict[str, Any] = {}

    def wrong(name: str, code: str, **values: object) -> None:
        faults[name] = say(f"projects.fault.{code}", language, **values)

    for name in ("title", *TEXTS):
        most = LONGEST_TITLE if name == "title" else LONGEST_TEXT
        fields[name] = " ".join(typed[name].split()) if name == "title" else typed[name]
        if len(typed[name]) > most:
            wrong(name, "long", most=most)
    centres = [one for one in dict.fromkeys(sent.getlist("centres")) if one in shipped_catalogue().organisations]
    fields["centres"] = centres[:MOST_CENTRES]
    fields["instrument"] = typed["instrument"] if typed["instrument"] in shipped_catalogue().measures else ""
    for name in _EURO:
        fields[name] = typed_number(typed[name], language) if typed[name] else None
        if typed[name] and (fields[name] is None or not 0 < fields[name] <= MOST_EURO):
            wrong(name, "euro")
    low, high = fields["budget_low"], fields["budget_high"]
    if not faults.keys() & set(_EURO) and low is not None and high is not None and high < low:
        wrong("budget_high", "budget")
    if not is_asked:
        _read_days(typed, fields, wrong, today)
    version = sent.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 9 else 0
    return ProposalForm(typed, centres, number, faults, fields)


def _read_days(typed: Mapping[str, str], fields: dict[str, Any], wrong: Any, today: date) -> None:
    least = shipped_rules().minimum_count
    for name in _DAYS:
        fields[name] = typed_day(typed[name]) if typed[name] else None
        if typed[name] and fields[name] is None:
            wrong(name, "day")
        elif fields[name] is not None and fields[name] <= today:
            wrong(name, "past")
    first, last = fields["first_until"], fields["decide_by"]
    if first is not None and last is not None and last < first and last > today:
        wrong("decide_by", "order")
    count = typed["minimum_firms"]
    if not count.isdecimal() or not least <= int(count[:5]) <= MOST_FIRMS:
        wrong("minimum_firms", "minimum", least=least)
    else:
        fields["minimum_firms"] = int(count)


def telling_words(
    typed: Mapping[str, str], needs: Mapping[str, Sequence[str]], names: Sequence[str]
) -> list[tuple[str, str]]:
    """What in the words could tell a firm, as (field, passage), each once."""
    found = []
    for name in ("title", *TEXTS):
        text = typed.get(name, "")
        for one in revealing_words(text, needs, shipped_name_signs(), known_names=names):
            found.append((name, text[one.start : one.end]))
    return list(dict.fromkeys(found))


def _euro_field(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}"
