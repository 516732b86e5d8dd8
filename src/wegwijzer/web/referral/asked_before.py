"""Recognising a question that is asked anew while somebody still has it.

A one-time key tells the second sending of one form. Whoever lost the answer and fills in a new form has another key;
then the words tell it. Words cannot prove that it is the same question (a firm may well ask the same again), so that
nothing is decided here: whoever asks is shown the earlier one, and may send theirs still.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Now

from wegwijzer.core.referral.states import NeedState
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.givens import Given
from wegwijzer.web.referral.models import Case, Need
from wegwijzer.web.referral.standing import as_uuid

SAME_FOR = timedelta(days=7)
"""How long the same words are taken for the same question.

As long as a visitor can follow the link in their letter, so that the links of two letters are covered; and as long as
the five working days in which an office answers where it promises nothing else: who asks again after that may well
mean to ask again.
"""
_RUNS = (NeedState.WAITING.value, NeedState.TAKEN_UP.value)
_WORD = re.compile(r"\w+")


class AskedBeforeError(RefusedError):
    """Somebody has the same question already, and who asks may know of it. `need` is the earlier question."""

    def __init__(self, need: Need) -> None:
        super().__init__("asked_before")
        self.need = need


def as_said(text: str) -> str:
    """The words of a text without what typing anew may change: capitals, blanks, points and ways to write a letter.

    >>> as_said(" Wie helpt\\nons? ") == as_said("wie helpt ons")
    True
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def refuse_if_asked(case: Case, given: Given, *, at: datetime, writer: str | None = None) -> None:
    """Raise AskedBeforeError where somebody has this question in this case already.

    Whatever office is asked now: a new form proposes another one once the first has a question more to answer.

    The case is locked, and whoever asks is in it. With `writer` (a person's id) only what that person wrote counts,
    for a contact reads no words of others and must not learn of them by typing the same. Without words a question is
    the same where it came from the same measures and lights.
    """
    asked = given.need
    # By our clock or by the database's: one that jumped ahead since makes the first question old at once.
    recent = Q(created__gt=at - SAME_FOR) | Q(created__gt=Now() - SAME_FOR)
    rows = Need.objects.filter(recent, case=case, subject=asked.subject, state__in=_RUNS)
    if writer is not None:
        rows = rows.filter(created_by=as_uuid(writer))
    said = as_said(asked.words)
    for need in rows.order_by("-created", "-id"):
        if as_said(need.words) == said and (said or sorted(need.refers_to) == sorted(asked.refers_to)):
            need.case = case
            raise AskedBeforeError(need)
