"""How a light moved over all years present: the value a year ago, and for how long it has been getting worse."""

from __future__ import annotations

from itertools import pairwise

from wegwijzer.core.knipperlichten.reading import AccountsReading
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording

_NEGLIGIBLE = 0.005


def trend_text(light_id: str, reading: AccountsReading, wording: LightWording) -> str:
    """The value of the year before and which way it went; empty where there is nothing to compare with."""
    values = [year.light(light_id).value for year in reading.years]
    if len(values) < 2 or values[0] is None or values[1] is None:
        return ""
    language = wording.language
    before = wording.value(light_id, values[1])
    worse = worse_years(values, lower_is_worse=wording.light(light_id).lower_is_worse)
    if worse >= 2:
        return say("portfolio.trend.worse_years", language, before=before, count=str(worse))
    if worse == 1:
        return say("portfolio.trend.worse", language, before=before)
    if _is_same(values[0], values[1]):
        return say("portfolio.trend.same", language, before=before)
    return say("portfolio.trend.better", language, before=before)


def worse_years(values: list[float | None], *, lower_is_worse: bool) -> int:
    """For how many years in a row the value has been getting worse, newest first; a missing year ends the row."""
    count = 0
    for newer, older in pairwise(values):
        if newer is None or older is None or _is_same(newer, older):
            break
        if (newer < older) is not lower_is_worse:
            break
        count += 1
    return count


def _is_same(newer: float, older: float) -> bool:
    return abs(newer - older) <= _NEGLIGIBLE * max(abs(newer), abs(older))
