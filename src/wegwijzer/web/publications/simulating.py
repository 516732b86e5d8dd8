"""What a proposal does to a small invented population: computed once for a text, and kept beside the proposal.

A worker computes, so that no page waits; a page does so itself only where no worker lives.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import standing_text
from wegwijzer.readers.rule_changes.proposing import RuleChange, base_of, digest_of, file_name, read_rule_change
from wegwijzer.readers.rule_changes.small_population import FIRMS, SEED, can_simulate
from wegwijzer.readers.standing import standing
from wegwijzer.web.post.outbox_list import last_beat
from wegwijzer.web.publications.models import Proposal

log = logging.getLogger(__name__)

ASKED = "asked"
"""What `Proposal.simulated` holds while a worker is to compute it."""
_LONGEST, _LONGEST_OF_WORKER = 20, 120
"""Seconds: a server ends a request after half a minute; a worker has letters to send besides."""
_ALIVE = timedelta(minutes=2)
"""A worker shows that it lives each half minute, and a round of it may take one."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """The figures as `wegwijzer simulate --json` gives them, with the number of firms; `data` is None where none can be
    made, or not yet: `is_coming` says that a worker was asked."""

    data: dict[str, Any] | None
    is_coming: bool = False


def simulation_of(row: Proposal, change: RuleChange, *, at: datetime) -> Simulated:
    """What was computed for this text; else a worker is asked, or this computes it where none lives."""
    if change.changed is None or not can_simulate():
        return Simulated(None)
    if row.simulated == _key(row, change):
        return Simulated(row.simulation)
    beaten = last_beat()
    if beaten is not None and at - beaten < _ALIVE:
        Proposal.objects.filter(pk=row.pk).exclude(simulated=ASKED).update(simulated=ASKED)
        return Simulated(None, is_coming=True)
    return Simulated(_compute(row, change, longest=_LONGEST))


def compute_asked() -> Iterator[str]:
    """Compute what pages asked for, oldest first, a line each. What fails is asked for anew by who looks again."""
    for row in Proposal.objects.filter(simulated=ASKED).order_by("changed", "pk"):
        Proposal.objects.filter(pk=row.pk, simulated=ASKED).update(simulated="")
        change = _change_of(row)
        if change is not None and change.changed is not None and can_simulate():
            found = _compute(row, change, longest=_LONGEST_OF_WORKER)
            yield f"simulation of proposal {row.pk}: {'ready' if found else 'failed'}"


def _change_of(row: Proposal) -> RuleChange | None:
    """The change as it is read now; None for one that nobody decides on any more, or that no longer fits."""
    before = row.publication.text_before if hasattr(row, "publication") else standing_text(file_name(row.measure))
    if not hasattr(row, "publication") and row.base != base_of(row.measure):
        return None
    try:
        return read_rule_change(row.measure, row.text, row.starts, before=before)
    except InputError:
        return None


def _key(row: Proposal, change: RuleChange) -> str:
    return f"{change.before.digest}:{digest_of(row.text)}:{FIRMS}:{SEED}"


def _compute(row: Proposal, change: RuleChange, *, longest: int) -> dict[str, Any] | None:
    data = _computed(row, longest)
    if data is not None:
        row.simulation, row.simulated = data, _key(row, change)
        # A text that its author changed meanwhile has figures of its own.
        Proposal.objects.filter(pk=row.pk, text=row.text).update(simulation=data, simulated=row.simulated)
    return data


def _computed(row: Proposal, longest: int) -> dict[str, Any] | None:
    """In a process of its own: the library that reads populations hangs in a process that was forked after its threads
    began, as those of a server may be."""
    asked = {
        "texts": dict(standing().texts),
        "measure": row.measure,
        "before": row.publication.text_before if hasattr(row, "publication") else None,
        "text": row.text,
        "starts": row.starts.isoformat(),
    }
    command = [sys.executable, "-m", "wegwijzer.web.publications.simulating_apart"]
    try:
        found = subprocess.run(  # noqa: S603  # our own module; what it reads comes on standard input
            command, input=json.dumps(asked), capture_output=True, text=True, timeout=longest, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.warning("no simulation of a proposal (%s)", type(error).__name__)
        return None
    data: dict[str, Any] = json.loads(found.stdout)
    return data
