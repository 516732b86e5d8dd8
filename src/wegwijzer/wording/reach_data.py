"""The reach of a year as data for machines, in the form of the contract; what is hidden is null."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijzer.core.reach.results import Interval, Rate, Reach, ReachBy, Unmet, Waiting, WaitingPoint
from wegwijzer.wording.reach import AboutReach
from wegwijzer.wording.survey_numbers import rounded


def reach_data(found: Reach, about: AboutReach) -> dict[str, object]:
    """All figures of a year."""
    matthew = found.matthew
    return {
        "year": found.year,
        "measure": about.measure or None,
        "files": list(about.use),
        "population": about.population,
        "until": about.until.isoformat(),
        "synthetic": found.is_synthetic,
        "survey": found.is_survey,
        "min_count": found.least,
        "hidden_classes": found.hidden,
        "classes_compared": found.compared,
        "absent": list(found.absent),
        "reach": _rate(found.whole),
        "by": {by.dimension: _by(by) for by in found.by},
        "years": [
            {
                "year": one.year,
                "reach": _rate(one.whole),
                "first": _rate(one.first),
                "again": _rate(one.again),
                "has_past": one.has_past,
            }
            for one in found.trend
        ],
        "measures": [{"measure": one.measure, "reach": _rate(one.whole)} for one in found.measures],
        "next_use": None
        if matthew is None
        else {
            "years_back": matthew.years_back,
            "groups": {one.group: _rate(one.rate) for one in matthew.groups},
            "times": _interval(matthew.times),
            "times_alike": _interval(matthew.times_alike),
            "alike": list(matthew.alike),
        },
        "concentration": [
            {
                "what": one.what,
                "first_year": one.first_year,
                "last_year": one.last_year,
                "firms": one.firms,
                "total": rounded(one.total),
                "gini": _interval(one.gini),
                "gini_all": _interval(one.gini_all),
                "top_tenth": _interval(one.top_tenth),
                "curve": [{"firms": rounded(point.firms), "share": rounded(point.share)} for point in one.curve],
            }
            for one in found.concentration
        ],
        "unmet": None if found.unmet is None else _unmet(found.unmet),
        "referrals": None if found.waiting is None else _waiting(found.waiting),
    }


def _by(by: ReachBy) -> dict[str, object]:
    return {
        "unplaced": by.unplaced,
        "classes": [
            {
                "class": cell.category,
                "reach": _rate(cell.rate),
                "difference": _interval(cell.difference),
                "standing": None if cell.standing is None else cell.standing.value,
            }
            for cell in by.cells
        ],
    }


def _unmet(found: Unmet) -> dict[str, object]:
    return {
        "total": found.total,
        "reasons": [
            {"reason": one.reason, "detail": one.detail or None, "count": one.count, "share": _interval(one.share)}
            for one in found.reasons
        ],
    }


def _waiting(found: Waiting) -> dict[str, object]:
    return {
        "count": found.referrals,
        "still_waiting": found.still_waiting,
        "median_days": _interval(found.median),
        "within": _points(found.within),
        "curve": _points(found.curve),
        "outcomes": [
            {"outcome": one.outcome, "count": one.count, "share": _interval(one.share)} for one in found.outcomes
        ],
    }


def _points(points: Sequence[WaitingPoint]) -> list[dict[str, object]]:
    return [{"days": point.days, "replied": _interval(point.replied)} for point in points]


def _rate(found: Rate | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"count": found.count, "of": rounded(found.of), "of_se": rounded(found.of_error)} | (
        _interval(found.share) or {}
    )


def _interval(found: Interval | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {"value": rounded(found.value), "ci_low": rounded(found.low), "ci_high": rounded(found.high)}
