"""What happened in a case, in words, newest last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.steps import Reason
from wegwijzer.web.referral import queries
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_SPLIT = ("step", "appointment", "outcome", "reported")
"""Happenings whose words depend on what they led to."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A message, or something that happened. `who` may be empty: the site itself, or somebody without a name."""

    text: str
    who: str
    words: str
    day: str
    hour: str
    iso: str
    is_message: bool
    is_own: bool


def history_view(case: Case, actor: Actor, *, language: str) -> list[HistoryLine]:
    """All lines that somebody may see."""
    return [_line(entry, language) for entry in told_once(queries.timeline(case, actor))]


def told_once(entries: Iterable[queries.Entry]) -> list[queries.Entry]:
    """Without the question with which a case began: that it was asked says the line before."""
    found = list(entries)
    began = {entry.at for entry in found if entry.kind == Happening.OPENED.value}
    return [entry for entry in found if not (entry.kind == Happening.NEED_ADDED.value and entry.at in began)]


def _line(entry: queries.Entry, language: str) -> HistoryLine:
    at = timezone.localtime(entry.at)
    is_message, is_own = entry.kind == "message", entry.side == CaseSide.FIRM.value
    who = ", ".join(part for part in (entry.who, entry.by_desk) if part)
    if is_own:
        who = say("cases.history.you", language)
    elif entry.side == CaseSide.CLOCK.value:
        who = ""
    return HistoryLine(
        "" if is_message else happening_text(entry.kind, entry.after, entry.desk, language),
        who,
        _words(entry, language),
        date_text(at.date(), language),
        f"{at:%H:%M}",
        at.isoformat(),
        is_message,
        is_own,
    )


def _words(entry: queries.Entry, language: str) -> str:
    """What was written, after the reason of a refusal where there is one."""
    is_named = entry.reason and not (entry.reason == Reason.OTHER.value and entry.words)
    reason = say(f"referral.reason.{entry.reason}", language) if is_named else ""
    return " ".join(part for part in (reason, entry.words) if part)


def happening_text(kind: str, after: str, desk: str, language: str) -> str:
    """Something that happened, in words."""
    key = f"referral.happening.{kind}.{after}" if kind in _SPLIT and after else f"referral.happening.{kind}"
    return say(key, language, desk=desk)
