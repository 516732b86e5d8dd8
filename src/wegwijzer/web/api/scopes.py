"""What a key may be used for. A key never does more than the person who made it may do in the role it acts in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from wegwijzer.core.referral.permissions import Role


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


SCOPES = tuple(scope.value for scope in Scope)
"""Every scope by name. Tokens name them by their place, so that new ones come last."""
_OF_CLIENTS = (Scope.REFERRALS_WRITE, Scope.PORTFOLIO_READ, Scope.PORTFOLIO_WRITE, Scope.CORRECTIONS_WRITE)
_OF_HELPERS = (
    Scope.CASES_WRITE,
    Scope.REFERRALS_WRITE,
    Scope.CORRECTIONS_WRITE,
    Scope.AGENDA_WRITE,
    Scope.OFFERS_WRITE,
)
_OF_ROLE: Mapping[Role, frozenset[Scope]] = {
    Role.FIRST_LINE: frozenset({Scope.CASES_READ, *_OF_CLIENTS}),
    Role.ADVISER: frozenset({Scope.CASES_READ, *_OF_HELPERS}),
    Role.MANAGER: frozenset({Scope.CASES_READ, *_OF_CLIENTS, *_OF_HELPERS}),
    Role.EDITOR: frozenset({Scope.RULES_READ, Scope.RULES_WRITE}),
}


def known_scopes(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that are scopes."""
    return frozenset(names) & frozenset(SCOPES)


def scopes_of(role: Role) -> tuple[str, ...]:
    """What a key that acts in a role can be for, in the order in which pages show it."""
    return tuple(scope.value for scope in Scope if scope in _OF_ROLE.get(role, ()))
