"""Tell the values of a letter in the reader's language: ids by their names, days and moments in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.duties import shipped_duties
from wegwijzer.web.post.kinds import KINDS, Form
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text

ZONE = ZoneInfo("Europe/Brussels")


def told_values(kind: str, values: Mapping[str, Any], language: str) -> dict[str, str]:
    """Every value of a kind as text, "" for one that is not given, and what follows from them.

    `where` is the province in brackets, `who` what kind of firm asks, `seeking` that we look further when nobody else
    has the question, `measure` whose duty it is.
    """
    forms = KINDS[kind].values
    told = {
        name: _told(form, values.get(name), language)
        for name, form in forms.items()
        if form not in (Form.LINK, Form.LINES, Form.YES_NO)
    }
    if "province" in forms:
        told["where"] = say("letters.where", language, province=told["province"]) if told["province"] else ""
    if "duty" in forms:
        told["measure"] = local(shipped_catalogue().measure(values["duty"].partition("/")[0]).name, language)
    if "size" in forms:
        told["who"] = say(f"letters.who.{values.get('size') or 'unknown'}", language)
    if "others" in forms:
        told["seeking"] = "" if told["others"] else say("letters.seeking", language)
    return told


def quoted_lines(words: str) -> tuple[str, ...]:
    """The lines of what somebody wrote, without signs that do not print; two empty lines become one."""
    lines: list[str] = []
    for line in words.strip().splitlines():
        cleaned = one_line(line)
        if cleaned or (lines and lines[-1]):
            lines.append(cleaned)
    return tuple(lines)


def one_line(text: str) -> str:
    """A text on one line, without signs that do not print: it can break out of no header and no line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def moment_text(moment: datetime, language: str) -> str:
    """A moment in Brussels: "1 december 2026 om 10.00 uur"."""
    there = moment.astimezone(ZONE)
    day = date_text(there.date(), language)
    return say("letters.moment", language, day=day, hour=f"{there:%H}", minute=f"{there:%M}")


def names_text(names: Sequence[str], language: str) -> str:
    """Names one after the other: "a, b en c"."""
    *first, last = [one_line(name) for name in names]
    return say("letters.and", language, first=", ".join(first), last=last) if first else last


def _told(form: Form, value: Any, language: str) -> str:
    if value in (None, "", []):
        return ""
    if form is Form.NAMES:
        return names_text(value, language)
    if form is Form.DAY:
        return date_text(date.fromisoformat(value), language)
    if form is Form.MOMENT:
        return moment_text(datetime.fromisoformat(value), language)
    if form is Form.SUBJECT:
        return local(shipped_catalogue().business_domains[value].label, language)
    if form is Form.PROVINCE:
        return _province(value, language)
    if form in (Form.REASON, Form.STATE, Form.ROLE, Form.REPORT):
        return say(f"letters.{form.value}.{value}", language)
    if form is Form.DUTY:
        return _duty(value, language)
    if form is Form.WORDS:
        return str(value)
    return one_line(str(value))


def _province(value: str, language: str) -> str:
    options = shipped_catalogue().facts["province"].options
    return next(local(option.label, language) for option in options if option.id == value)


def _duty(value: str, language: str) -> str:
    measure, _, duty_id = value.partition("/")
    found = shipped_duties()[measure].duty(duty_id)
    return local(found.what, language) if found is not None else ""
