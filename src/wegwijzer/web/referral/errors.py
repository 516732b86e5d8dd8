"""Why an action on a referral does not happen. Pages turn the codes into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class ReferralError(Exception):
    """The family: nothing was written."""


class NotThereError(ReferralError):
    """What is acted on does not exist, or must not be seen by whoever acts: the two look the same."""


class RefusedError(ReferralError):
    """The action is not allowed now. `code` says why: a text of the topic `referral.refused`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else did meanwhile: the state they left behind, who, and when."""

    state: str
    by: str
    at: datetime
    version: int


class StaleError(ReferralError):
    """Somebody else changed it since the page was made; `change` is the last thing they did."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"changed at {change.at.isoformat()}")
        self.change = change
