"""A chain of hashes over events: who changes, drops or moves one afterwards breaks every hash from there on.

It shows that a file is whole and in order. It does not show that what was written down is true, nor who wrote it, and
whoever keeps the log could write a whole new chain: that shows only against a hash that somebody kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

BODY = ("place", "at", "by", "step", "promise", "giver", "taker", "what", "due", "words")
"""What of an event is hashed, with the hash before it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain holds; `broken_at` is the place of the first event that does not fit, 0 for the last hash."""

    is_whole: bool
    events: int
    head: str
    broken_at: int | None = None


def first_hash(log: str) -> str:
    """What the first event of a log is tied to: the hash of the log's own id."""
    return sha256(f"wegwijzer promises {log}".encode()).hexdigest()


def hash_of(previous: str, event: Mapping[str, object]) -> str:
    """The hash of an event: SHA-256 over the hash before it and its body, as JSON with sorted keys, in UTF-8."""
    body = {"previous": previous, **{name: event.get(name) for name in BODY}}
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def check_chain(log: str, events: Sequence[Mapping[str, object]], head: object) -> Verdict:
    """Whether every event has the hash that follows from the one before, in order, up to the last hash `head`."""
    previous = first_hash(log)
    for place, event in enumerate(events, start=1):
        fits = event.get("place") == place and event.get("previous") == previous
        try:
            found = hash_of(previous, event)
        except (TypeError, ValueError, UnicodeError):
            return Verdict(False, len(events), str(head), place)
        if not fits or event.get("hash") != found:
            return Verdict(False, len(events), str(head), place)
        previous = found
    if head != previous:
        return Verdict(False, len(events), str(head), 0)
    return Verdict(True, len(events), previous)
