"""What happened with a question, in words for who works on it: events and messages in one column, newest last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wegwijzer.web.inbox.labels import moment_text
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.queries import Entry
from wegwijzer.wording.language import say

_BY_RESULT = frozenset(
    kind.value for kind in (Happening.STEP, Happening.APPOINTMENT, Happening.OUTCOME, Happening.REPORTED)
)
"""Happenings whose words depend on what they led to."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One entry. `tone` is said (words of our side), "said story-firm" (words of the firm) or done."""

    when: str
    who: str
    text: str
    reason: str
    words: str
    tone: str


def story_of(entries: Iterable[Entry], language: str) -> list[StoryLine]:
    """The entries in their order, without the question with which the case began: the line before says it was asked."""
    found = list(entries)
    began = {entry.at for entry in found if entry.kind == Happening.OPENED.value}
    is_same = [entry.kind == Happening.NEED_ADDED.value and entry.at in began for entry in found]
    return [_line(entry, language) for entry, same in zip(found, is_same, strict=True) if not same]


def _line(entry: Entry, language: str) -> StoryLine:
    is_message, is_firm = entry.kind == "message", entry.side == CaseSide.FIRM.value
    return StoryLine(
        when=moment_text(entry.at, language),
        who=_who(entry, language),
        text="" if is_message else happening_text(entry, language),
        reason=say(f"referral.reason.{entry.reason}", language) if entry.reason else "",
        words=entry.words,
        tone=("said story-firm" if is_firm else "said") if is_message else "done",
    )


def happening_text(entry: Entry, language: str) -> str:
    """Something that happened, in words."""
    key = f"referral.happening.{entry.kind}"
    if entry.kind in _BY_RESULT and entry.after:
        key = f"{key}.{entry.after}"
    return say(key, language, desk=entry.desk)


def _who(entry: Entry, language: str) -> str:
    """The person with their desk; without a name the side. A desk that the firm answered is no part of the firm."""
    name = entry.who or say(f"referral.side.{entry.side}", language)
    shown = name[:1].upper() + name[1:]
    return f"{shown} ({entry.by_desk})" if entry.by_desk and entry.side != CaseSide.FIRM.value else shown
