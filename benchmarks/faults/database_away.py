"""The database is away for a minute: stopped, and then standing still as a machine that hangs."""

from __future__ import annotations

import json

from benchmarks.faults.outcome import Outcome
from benchmarks.faults.under_load import Load, standing, under_load

_MINUTE = 60.0


def survive(count: int) -> Outcome:
    """Stop it for a minute, start it, let it stand still for a minute, and let it go on."""
    with standing() as stand:
        return under_load(stand, _take_away, count=count)


def _take_away(load: Load) -> None:
    outcome, cluster = load.outcome, load.stand.cluster
    load.wait_until(0.3)
    cluster.stop()
    load.wait(2.0)
    alive, ready, page = load.ask("/healthz")[0], load.ask("/readyz"), load.ask("/nl/zoek/?q=oven")
    sign_in = load.ask("/nl/doorverwezen/")
    outcome.told(
        "away: /healthz, /readyz, a page that reads, a page that knows who asks", _statuses(alive, ready, page, sign_in)
    )
    outcome.must(alive == 200, "It is not alive while the database is away.")
    outcome.must(ready[0] == 503 and not json.loads(ready[2])["checks"]["database"]["ok"], "/readyz does not tell it.")
    outcome.must(sign_in[0] in (200, 302, 503), f"A page says {sign_in[0]} and not 503 while the database is away.")
    outcome.must(sign_in[0] != 503 or "Retry-After" in sign_in[1], "A page does not say when to try again.")
    load.wait(_MINUTE - 2.0)
    cluster.start(seconds=60)
    outcome.told("stopped for 60 s; ready again after", f"{load.seconds_until_ready():.1f} s")
    load.wait_until(0.65)
    cluster.freeze()
    load.wait(_MINUTE)
    cluster.freeze(is_frozen=False)
    outcome.told("standing still for 60 s; ready again after", f"{load.seconds_until_ready():.1f} s")
    outcome.must(load.processes.kills.total() == 0, "Something was killed.")


def _statuses(alive: int, *answers: tuple[int, object, str]) -> str:
    return ", ".join(str(status) for status in (alive, *(answer[0] for answer in answers)))
