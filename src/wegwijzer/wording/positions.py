"""Where a firm stands in its sector, in a sentence. It tells lower or higher, and leaves good or bad to the light."""

from __future__ import annotations

from decimal import Decimal

from wegwijzer.core.knipperlichten.position import MINIMUM_FIRMS, Hidden, SectorPosition
from wegwijzer.wording.language import say
from wegwijzer.wording.values import number_text

_MIDDLE = 0.55
"""The share on one side from which a value is no longer called the middle: tenths are as fine as the table is sure."""
_NEARLY_ALL = 0.95
_SAME = 0.5
"""The share of firms with the very same value from which they are called most."""


def position_sentence(position: SectorPosition | Hidden, language: str) -> str:
    """One sentence on where the value stands, or on why that is not told."""
    if isinstance(position, Hidden):
        return say(f"positions.hidden.{position.reason.value}", language, **_minimum(position))
    among = say(
        "positions.among_size" if position.group.is_of_one_size else "positions.among",
        language,
        count=number_text(Decimal(position.count), language),
    )
    side, share = max(("lower", position.above), ("higher", position.below), key=lambda pair: pair[1])
    if share >= _NEARLY_ALL:
        return say(f"positions.{side}_nearly_all", language, among=among)
    if share >= _MIDDLE:
        return say(f"positions.{side}", language, tenths=int(share * 10 + 0.5), among=among)
    is_shared = 1 - position.above - position.below >= _SAME
    return say("positions.same" if is_shared else "positions.middle", language, among=among)


def _minimum(hidden: Hidden) -> dict[str, object]:
    return {"minimum": MINIMUM_FIRMS} if hidden.reason.value == "too_few" else {}
