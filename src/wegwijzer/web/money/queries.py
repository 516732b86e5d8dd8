"""What others may ask of the pages about support."""

from __future__ import annotations

from wegwijzer.readers.aid_ledger import COLUMNS
from wegwijzer.web.money.models import Planner


def aid_rows(planner: Planner) -> list[dict[str, str]]:
    """The ledger of a planner, by the columns of a ledger file."""
    return list(planner.aid.values(*COLUMNS))
