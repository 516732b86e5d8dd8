"""Where a promise stands: what follows from its events."""

from __future__ import annotations

from wegwijzer.core.agreements.promises import Promise, PromiseEvent, Step, promise_of
from wegwijzer.web.agreements.models import PromiseRow


def standing(row: PromiseRow) -> Promise:
    """A promise as it stands, from its events."""
    parties = {row.giver_id: row.giver, row.taker_id: row.taker}
    givers = {"giver": str(parties[row.giver_id].number), "taker": str(parties[row.taker_id].number)}
    return promise_of(
        PromiseEvent(Step(event.step), str(event.by), event.at, event.on, event.what, event.due, event.words, **givers)
        for event in row.events.all()
    )
