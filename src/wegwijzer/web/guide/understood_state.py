"""What a visitor said to what we read in the need, as it is kept with the walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SKIPPED = ""
"""Stands in place of an answer for a question that was passed over."""


@dataclass(frozen=True, slots=True)
class UnderstoodState:
    """`answers` are small questions by id with the id of their answer, in the order asked. `is_confirmed`: the domains
    were confirmed or chosen. `declined` are facts with the value that the visitor said no to. `kept` are the sentences
    kept to learn from with consent, and `kept_now` that of this need ("": none)."""

    answers: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_confirmed: bool = False
    declined: tuple[tuple[str, Any], ...] = ()
    kept: tuple[str, ...] = ()
    kept_now: str = ""

    def as_data(self) -> dict[str, object]:
        """As JSON keeps it."""
        return {
            "answers": [[question, answer] for question, answer in self.answers.items()],
            "is_confirmed": self.is_confirmed,
            "declined": [list(pair) for pair in self.declined],
            "kept": list(self.kept),
            "kept_now": self.kept_now,
        }

    def of_another_need(self) -> UnderstoodState:
        """What stays when the visitor writes something else: what they declined, and what they let us keep."""
        return UnderstoodState(declined=self.declined, kept=self.kept)


def understood_state(data: Mapping[str, Any]) -> UnderstoodState:
    """What was kept with a walk; nothing said where there is nothing."""
    if not data:
        return UnderstoodState()
    return UnderstoodState(
        answers=dict(data["answers"]),
        is_confirmed=data["is_confirmed"],
        declined=tuple((fact, value) for fact, value in data["declined"]),
        kept=tuple(data["kept"]),
        kept_now=data["kept_now"],
    )
