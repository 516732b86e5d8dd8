"""The forms on the page of a question: what was typed is kept whatever is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import DESK_REASONS, Reason, Step
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.referral.givens import LONGEST_WORDS

BRUSSELS = ZoneInfo("Europe/Brussels")
_HOUR = re.compile(r"(\d{1,2})(?:[:.hu](\d{2})?)?\Z")
_LONGEST_KEPT = LONGEST_WORDS + 4000
_SHORT = 400
ENDINGS = (OfferState.DONE.value, OfferState.DONE_WITHOUT_RESULT.value, OfferState.NOT_REACHED.value)
"""The states with which a desk ends a question; they share a form."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: which one, what was typed, and what is wrong with it (fields to text keys)."""

    form: str
    typed: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, name: str, key: str) -> Sent:
        """The same form with a fault more."""
        return Sent(self.form, self.typed, {**self.faults, name: key})


def typed_words(sent: Mapping[str, str], name: str = "words") -> str:
    """Longer words are kept as well, up to a bound, so that they can be shortened."""
    return sent.get(name, "").replace("\r\n", "\n").strip()[:_LONGEST_KEPT]


def version_of(sent: Mapping[str, str]) -> int:
    """The version of the page that was sent; 0, which nothing has, where it says none."""
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def read_step(sent: Mapping[str, str]) -> tuple[Sent, Step | None]:
    """A step; None with a fault where it names none."""
    to, reason = sent.get("to", ""), sent.get("reason", "")
    form = Sent("end" if to in ENDINGS else f"step_{to}", {"words": typed_words(sent), "reason": reason, "to": to})
    if to not in {state.value for state in OfferState}:
        return form.wrong("to", "inbox.fault.step"), None
    known = {found.value for found in DESK_REASONS}
    return form, Step(OfferState(to), Reason(reason) if reason in known else None, form.typed["words"])


@dataclass(frozen=True, slots=True)
class Talk:
    """An appointment as typed."""

    begins: datetime
    minutes: int
    place: str


def read_talk(sent: Mapping[str, str], form: str = "appointment") -> tuple[Sent, Talk | None]:
    """A day, an hour, minutes and a place; None with the faults where they make no moment."""
    typed = {name: sent.get(name, "").strip()[:_SHORT] for name in ("day", "hour", "minutes", "place")}
    read = Sent(form, typed)
    day, hour = typed_day(typed["day"]), _typed_hour(typed["hour"])
    minutes = int(typed["minutes"]) if re.fullmatch(r"\d{1,4}", typed["minutes"], re.ASCII) else None
    if day is None:
        read = read.wrong("day", "inbox.fault.day")
    if hour is None:
        read = read.wrong("hour", "inbox.fault.hour")
    if minutes is None:
        read = read.wrong("minutes", "inbox.fault.minutes")
    if day is None or hour is None or minutes is None:
        return read, None
    return read, Talk(datetime.combine(day, hour, BRUSSELS), minutes, typed["place"])


def _typed_hour(text: str) -> time | None:
    found = _HOUR.match(text.replace(" ", "").lower())
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None
