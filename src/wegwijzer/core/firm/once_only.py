"""Ask once: what a register knows need not be typed, and what the firm says itself goes before it.

Where the two differ both stay visible: the firm's value counts, and the register's is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wegwijzer.core.firm.facts import KnownFact
from wegwijzer.core.firm.profile import Profile, YearFigures

_TOGETHER = (frozenset({"postal_code", "province", "region"}), frozenset({"nace", "nace_version"}))
"""Facts that only make sense together: where the firm states one, the register fills in none of the others."""


def with_registers(
    profile: Profile,
    registered: Mapping[str, KnownFact],
    *,
    name: str = "",
    previous_years: tuple[YearFigures, ...] = (),
) -> Profile:
    """The profile with what registers know filled in; `overruled` keeps what the firm corrected."""
    facts, overruled = dict(profile.facts), dict(profile.overruled)
    for fact, known in registered.items():
        stated = profile.facts.get(fact)
        kin = next((group for group in _TOGETHER if fact in group), frozenset())
        if stated is None and kin.isdisjoint(profile.facts):
            facts[fact] = known
        elif stated is None or stated.value != known.value:
            overruled[fact] = known
    return replace(
        profile,
        facts=facts,
        overruled=overruled,
        name=profile.name or name,
        previous_years=profile.previous_years or previous_years,
    )
