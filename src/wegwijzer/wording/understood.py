"""What was read in a problem, as plain data for machines."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijzer.core.understanding.reading import CHIPS, Reading, Scored


def understood_data(reading: Reading) -> dict[str, list[dict[str, object]]]:
    """The domains of business and of expertise with how likely each is, in the keys of the contract."""
    return {"business_domains": _rows(reading.business), "expertise_domains": _rows(reading.expertise)}


def _rows(scored: Sequence[Scored]) -> list[dict[str, object]]:
    """The domains that are said, and never fewer than the choices that a page shows."""
    said = sum(one.is_said for one in scored)
    return [{"id": one.id, "score": one.score, "said": one.is_said} for one in scored[: max(said, CHIPS)]]
