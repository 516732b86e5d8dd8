"""The events of a log as they are hashed and exported: plain data without e-mail addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wegwijzer.core.agreements.chain import Verdict, check_chain
from wegwijzer.web.agreements.models import Cooperation, LogEvent

FORMAT = "wegwijzer-promises"
VERSION = 1


def event_body(event: LogEvent) -> dict[str, object]:
    """What of an event is hashed; moments in UTC, to the microsecond."""
    row = event.promise
    return {
        "place": event.place,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": event.by,
        "step": event.step,
        "promise": row.number if row is not None else None,
        "giver": row.giver.number if row is not None else None,
        "taker": row.taker.number if row is not None else None,
        "what": event.what,
        "due": event.due.isoformat() if event.due else None,
        "words": event.words,
    }


def timeline(cooperation: Cooperation, *, at: datetime) -> dict[str, object]:
    """The whole log, to keep or to hand over. See docs/contracts.md for what each key means."""
    events = cooperation.events.select_related("promise__giver", "promise__taker")
    return {
        "format": FORMAT,
        "version": VERSION,
        "log": str(cooperation.pk),
        "title": cooperation.title,
        "exported_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "parties": [
            {
                "number": partner.number,
                "name": partner.name,
                "joined_at": partner.joined.astimezone(UTC).isoformat(timespec="seconds") if partner.joined else None,
            }
            for partner in cooperation.partners.all()
        ],
        "events": [{**event_body(event), "previous": event.previous, "hash": event.hash} for event in events],
        "head": cooperation.head,
    }


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a file found. `is_ours` says that its last hash is one of the same log here; None if not whole."""

    title: str
    verdict: Verdict
    is_ours: bool | None = None
    is_latest: bool = False


def check_file(content: bytes) -> Checked | None:
    """Check an exported file; None for a file that is no such export."""
    try:
        data = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        return None
    events, log = data.get("events"), data.get("log")
    if not isinstance(log, str) or not isinstance(events, list) or not all(isinstance(one, Mapping) for one in events):
        return None
    verdict = check_chain(log, events, data.get("head"))
    title = str(data.get("title", ""))[:200]
    if not verdict.is_whole:
        return Checked(title, verdict)
    known = LogEvent.objects.filter(hash=verdict.head).select_related("cooperation").first()
    is_ours = known is not None and str(known.cooperation_id) == log
    return Checked(title, verdict, is_ours, known is not None and known.cooperation.head == verdict.head)
