"""What a key may be used for. A key never does more than the person who made it may do in the role it acts in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from wegwijzer.core.referral.permissions import Standing


class Scope(Enum):
    """One permission of a key; its words are under `api.scope`."""

    CASES_READ = "cases:read"
    CASES_WRITE = "cases:write"
    REFERRALS_WRITE = "referrals:write"
    PORTFOLIO_READ = "portfolio:read"
    CORRECTIONS_WRITE = "corrections:write"
    PORTFOLIO_WRITE = "portfolio:write"
    AGENDA_WRITE = "agenda:write"
    OFFERS_WRITE = "offers:write"
    RULES_READ = "rules:read"
    RULES_WRITE = "rules:write"
    FIRM_READ = "firm:read"
    FIRM_WRITE = "firm:write"
    FIRM_EXPORT = "firm:export"
    PLANS_READ = "plans:read"
    PLANS_WRITE = "plans:write"
    TOPICS_WRITE = "topics:write"


SCOPES = tuple(scope.value for scope in Scope)
"""Every scope by name. Tokens name them by their place, so that new ones come last."""
_OF_CLIENTS = (Scope.REFERRALS_WRITE, Scope.PORTFOLIO_READ, Scope.PORTFOLIO_WRITE, Scope.CORRECTIONS_WRITE)
_OF_HELPERS = (
    Scope.CASES_WRITE,
    Scope.REFERRALS_WRITE,
    Scope.CORRECTIONS_WRITE,
    Scope.AGENDA_WRITE,
    Scope.OFFERS_WRITE,
    Scope.TOPICS_WRITE,
)
_OF_FIRMS = (
    Scope.TOPICS_WRITE,
    Scope.FIRM_READ,
    Scope.FIRM_WRITE,
    Scope.FIRM_EXPORT,
    Scope.PLANS_READ,
    Scope.PLANS_WRITE,
)
_OF_STANDING: Mapping[Standing, frozenset[Scope]] = {
    Standing.FIRST_LINE: frozenset({Scope.CASES_READ, *_OF_CLIENTS}),
    Standing.ADVISER: frozenset({Scope.CASES_READ, *_OF_HELPERS}),
    Standing.MANAGER: frozenset({Scope.CASES_READ, *_OF_CLIENTS, *_OF_HELPERS}),
    Standing.FIRM: frozenset(_OF_FIRMS),
    Standing.EDITOR: frozenset({Scope.RULES_READ, Scope.RULES_WRITE}),
}


def known_scopes(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are scopes."""
    return frozenset(names) & frozenset(SCOPES)


def scopes_of(standing: Standing) -> tuple[str, ...]:
    """What a key that acts in a role, or for a firm, can be for, in the order in which pages show it."""
    return tuple(scope.value for scope in Scope if scope in _OF_STANDING.get(standing, ()))
