"""A process of its own that simulates one change: what it is asked comes as JSON, and so does what it finds."""

from __future__ import annotations

import json
import sys
from datetime import date

from wegwijzer.readers.rule_changes.proposing import read_rule_change
from wegwijzer.readers.rule_changes.small_population import simulated
from wegwijzer.readers.standing import stand_on
from wegwijzer.wording.language import DEFAULT_LANGUAGE
from wegwijzer.wording.simulation import SimulationWording


def main() -> None:
    """From standard input to standard output."""
    asked = json.load(sys.stdin)
    stand_on(asked["texts"])
    starts = date.fromisoformat(asked["starts"])
    change = read_rule_change(asked["measure"], asked["text"], starts, before=asked["before"])
    wording = SimulationWording("", starts, change.before.on(starts), change.after.on(starts), DEFAULT_LANGUAGE)
    data = wording.data(simulated(change))
    json.dump({**data, "population": {**data["population"], "file": ""}}, sys.stdout, default=str)  # type: ignore[dict-item]


if __name__ == "__main__":
    main()
