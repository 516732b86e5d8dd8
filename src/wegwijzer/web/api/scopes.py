"""What a key may be used for. A key never does more than the person who made it may do at that desk."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Scope(Enum):
    """One permission of a key; its words are under `api.scope`."""

    CASES_READ = "cases:read"
    CASES_WRITE = "cases:write"
    REFERRALS_WRITE = "referrals:write"
    PORTFOLIO_READ = "portfolio:read"
    CORRECTIONS_WRITE = "corrections:write"


SCOPES = tuple(scope.value for scope in Scope)
"""Every scope by name, in the order in which pages show them."""


def known_scopes(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are scopes."""
    return frozenset(names) & frozenset(SCOPES)
