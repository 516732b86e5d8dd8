"""A result as the end of an address: its day and its answers, to be laid beside a result of years later.

The visitor keeps it, we do not: a result is on our side only for as long as `actions.VISITOR_DAYS` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from wegwijzer.core.pyramid.placing import QUESTION_IDS, next_question
from wegwijzer.readers.self_placement import shipped_self_placement
from wegwijzer.web.placement.answers import known_answers
from wegwijzer.web.placement.models import Placement

_SIGNS = {"yes": "j", "no": "n", "dont_know": "w"}
_NOT_ASKED = "x"
_FORM = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-([{_NOT_ASKED}{''.join(_SIGNS.values())}]{{{len(QUESTION_IDS)}}})")
_FIRST_DAY = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A result that the visitor kept: its day, and yes, no or dont_know by question."""

    day: date
    answers: Mapping[str, str]

    @property
    def at(self) -> datetime:
        """Noon of the day: the hour is not kept."""
        return timezone.make_aware(datetime.combine(self.day, time(12)))

    def as_placement(self) -> Placement:
        """The result as a placement that stands nowhere in the database."""
        return Placement(answers=dict(self.answers), asked=list(self.answers), started=self.at, finished=self.at)


def kept_text(placement: Placement, day: date) -> str:
    """The end of the address: a day, and a letter for each question.

    >>> kept_text(Placement(answers={"product": "yes", "together": "dont_know"}), date(2026, 11, 24))
    '2026-11-24-jxxxxxxxxw'
    """
    signs = (_SIGNS.get(placement.answers.get(question, ""), _NOT_ASKED) for question in QUESTION_IDS)
    return f"{day.isoformat()}-{''.join(signs)}"


def read_kept(text: str, *, today: date) -> KeptResult | None:
    """What was kept; None for a text that is no result of a day up to today."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    answers = {
        question: answer
        for question, sign in zip(QUESTION_IDS, found[2], strict=True)
        for answer, known in _SIGNS.items()
        if sign == known
    }
    is_result = next_question(known_answers(answers), shipped_self_placement().shares) is None
    return KeptResult(day, answers) if _FIRST_DAY <= day <= today and is_result else None
