"""What a proposal does to a small invented population: computed once for a text, and kept beside the proposal."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

from wegwijzer.readers.rule_changes.proposing import RuleChange, digest_of
from wegwijzer.readers.rule_changes.small_population import FIRMS, SEED, can_simulate
from wegwijzer.readers.standing import standing
from wegwijzer.web.publications.models import Proposal

log = logging.getLogger(__name__)

_LONGEST = 20
"""Seconds that a page waits for the figures; a server ends a request after half a minute."""


def simulation_of(row: Proposal, change: RuleChange) -> dict[str, Any] | None:
    """The figures as `wegwijzer simulate --json` gives them, with the number of firms; None where none can be made."""
    if change.changed is None or not can_simulate():
        return None
    key = f"{change.before.digest}:{digest_of(row.text)}:{FIRMS}:{SEED}"
    if row.simulated != key:
        data = _computed(row)
        if data is None:
            return None
        row.simulation, row.simulated = data, key
        Proposal.objects.filter(pk=row.pk).update(simulation=data, simulated=key)
    kept: dict[str, Any] | None = row.simulation
    return kept


def _computed(row: Proposal) -> dict[str, Any] | None:
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
            command, input=json.dumps(asked), capture_output=True, text=True, timeout=_LONGEST, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        log.warning("no simulation of a proposal (%s)", type(error).__name__)
        return None
    data: dict[str, Any] = json.loads(found.stdout)
    return data
