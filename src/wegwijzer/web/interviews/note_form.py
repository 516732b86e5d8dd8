"""Read what an interview page sends: the tablet's queue as JSON, or the whole page as a plain form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from wegwijzer.core.interviews.study import SPEAKERS
from wegwijzer.readers.topic_guide import shipped_topic_guide
from wegwijzer.web.interviews.models import LONGEST_NOTE
from wegwijzer.web.interviews.note_actions import Sent

MOST_CHANGES = 100
"""Changes in one message."""


class MessageError(ValueError):
    """A message that our own script does not send."""


def read_message(body: bytes) -> list[Sent]:
    """The changes of a message in JSON. Raises MessageError when it has another form."""
    try:
        changes = json.loads(body)["changes"]
        if not isinstance(changes, list) or len(changes) > MOST_CHANGES:
            raise MessageError
        return [_change(entry) for entry in changes]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MessageError from error


def read_form(sent: Mapping[str, str]) -> list[Sent]:
    """The changes of a plain form: `note:<id>:<question>:<version>` is a text, `speaker:<id>` who said it.

    What is longer than a note holds, which no browser sends from our page, goes on in notes of its own.
    """
    found = []
    for name, text in sent.items():
        parts = name.split(":")
        if len(parts) != 4 or parts[0] != "note":
            continue
        try:
            note, question, base = UUID(parts[1]), _question(parts[2]), int(parts[3])
        except ValueError:
            continue
        speaker = _speaker(sent.get(f"speaker:{parts[1]}", SPEAKERS[0]))
        whole = _plain(str(text))
        found.append(Sent(uuid4(), note, question, speaker, whole[:LONGEST_NOTE], base))
        rest = range(LONGEST_NOTE, len(whole), LONGEST_NOTE)
        found += [Sent(uuid4(), uuid4(), question, speaker, whole[at : at + LONGEST_NOTE], 0) for at in rest]
    return found


def _change(entry: Mapping[str, object]) -> Sent:
    settles = entry.get("settles", [])
    if not isinstance(settles, list):
        raise MessageError
    return Sent(
        change=UUID(str(entry["id"])),
        note=UUID(str(entry["note"])),
        question=_question(str(entry["question"])),
        speaker=_speaker(str(entry["speaker"])),
        text=_text(entry["text"]),
        base=max(0, int(str(entry["base"]))),
        at=_moment(entry.get("at")),
        settles=tuple(UUID(str(rival)) for rival in settles[:MOST_CHANGES]),
    )


def _question(written: str) -> str:
    if written not in shipped_topic_guide().questions:
        raise MessageError
    return written


def _speaker(written: str) -> str:
    return written if written in SPEAKERS else SPEAKERS[0]


def _text(written: object) -> str:
    """A text of the queue; one that is longer than fits cannot come from our page, which counts along."""
    if not isinstance(written, str) or len(written) > LONGEST_NOTE:
        raise MessageError
    return _plain(written)


def _plain(written: str) -> str:
    """The text with plain line ends."""
    return written.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _moment(written: object) -> datetime | None:
    if not isinstance(written, str):
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if timezone.is_aware(found) else None
