"""Choose between a note and a text that was written elsewhere at the same time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from wegwijzer.web.interviews import queries
from wegwijzer.web.interviews.models import LONGEST_NOTE, Case
from wegwijzer.web.interviews.note_actions import Sent, take_in


def settle(case: Case, choice: str, *, now: datetime) -> bool:
    """Carry out `<rival>:keep`, `:take` or `:both`; False when there is no such rival or both do not fit together."""
    rival_id, _, what = choice.partition(":")
    found = next((rival for rival in queries.rivals(case.owner, case) if str(rival.pk) == rival_id), None)
    if found is None or what not in ("keep", "take", "both"):
        return False
    note = found.note
    text = {"keep": note.text, "take": found.text, "both": f"{note.text}\n{found.text}"}[what]
    if len(text) > LONGEST_NOTE:
        return False
    speaker = found.speaker if what == "take" else note.speaker
    change = Sent(uuid4(), note.pk, note.question, speaker, text, note.version, settles=(UUID(rival_id),))
    return not take_in(case, [change], now=now)[0].is_refused
