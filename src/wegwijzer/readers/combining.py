"""The best combination of a plan that was valued, by the shipped rules. The command and the API share it."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.support.actions import Plan
from wegwijzer.core.support.combination import Combination
from wegwijzer.core.support.combining import DEFAULT_SHARE, combine
from wegwijzer.core.support.de_minimis import NO_AID, AidLedger
from wegwijzer.core.support.programme import LONGEST_SECONDS
from wegwijzer.core.support.valued_options import options_of
from wegwijzer.core.support.values import PlanValue
from wegwijzer.readers.cumulation import shipped_cumulation
from wegwijzer.readers.support_rules import shipped_support_rules


def best_combination(
    value: PlanValue,
    plan: Plan,
    ledger: AidLedger | None,
    *,
    share_pct: Decimal = DEFAULT_SHARE,
    seconds: float = LONGEST_SECONDS,
) -> Combination:
    """The best combinations; `share_pct` of the most money is what the least paper keeps.

    Raises InputError where the sums are beyond what can be worked out, and UnprovenError where the best is not proven
    in `seconds` a proof.
    """
    cumulation = shipped_cumulation()
    return combine(
        options_of(value, plan, shipped_support_rules()),
        rules=cumulation.rules,
        small_aid=cumulation.small_aid,
        ledger=ledger or NO_AID,
        on=value.on,
        share_pct=share_pct,
        seconds=seconds,
    )
