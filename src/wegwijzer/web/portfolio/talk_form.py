"""The small form beside a client: how the owner calls it, when they last talked, and about what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.portfolio.models import Client
from wegwijzer.wording.language import say

LONGEST_NAME, LONGEST_NOTE = 200, 500
_FIRST_DAY = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class TalkForm:
    """What was typed, the day it stands for, and what is wrong with it by field (nothing: it can be kept)."""

    name: str = ""
    typed_day: str = ""
    note: str = ""
    day: date | None = None
    day_error: str = ""
    name_error: str = ""
    note_error: str = ""

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is wrong: the field and the sentence."""
        found = (("naam", self.name_error), ("dag", self.day_error), ("notitie", self.note_error))
        return tuple((field, error) for field, error in found if error)


def filled_in(client: Client) -> TalkForm:
    """The form with what is kept."""
    day = client.last_talk
    return TalkForm(client.given_name, day.isoformat() if day else "", client.note, day)


def read_talk(sent: Mapping[str, str], language: str, *, today: date) -> TalkForm:
    """Read what was sent; what was typed is kept, right or wrong."""
    name = " ".join(str(sent.get("naam", "")).split())
    typed, note = str(sent.get("dag", "")).strip(), " ".join(str(sent.get("notitie", "")).split())
    day = typed_day(typed)
    error = ""
    if typed and day is None:
        error = say("portfolio.talk.not_a_day", language, typed=typed[:40])
    elif day is not None and not _FIRST_DAY <= day <= today:
        error = say("portfolio.talk.not_past", language)
    return TalkForm(
        name,
        typed,
        note,
        day,
        error,
        say("portfolio.talk.too_long", language, most=str(LONGEST_NAME)) if len(name) > LONGEST_NAME else "",
        say("portfolio.talk.too_long", language, most=str(LONGEST_NOTE)) if len(note) > LONGEST_NOTE else "",
    )
