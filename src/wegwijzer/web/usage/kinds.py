"""What is counted. The values are kept in the database: never change one, add another."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What happened; `subject` and `detail` of a tally say on what.

    Counted as it happens: MEASURE_OPENED (measure), SEARCH_MADE, SEARCH_EMPTY (the domain that its words are about,
    "" where none is recognised). Counted from walks two days later: WALK_BEGUN and ROADMAP_MADE (first domain of the
    need), DROPPED_AT (the question at which it ended), NOT_KNOWN (the question answered with "I don't know"),
    MEASURE_FITS and MEASURE_MAYBE (measure), BLOCKED_BY_ONE (measure, and the one criterion that is not met).
    Of the advice window on other sites, as it happens: WIDGET_SHOWN, WIDGET_ASKED and WIDGET_CARRIED on to our site
    (the registered organisation whose site it is, "" for any other).
    """

    MEASURE_OPENED = "measure_opened"
    SEARCH_MADE = "search_made"
    SEARCH_EMPTY = "search_empty"
    WALK_BEGUN = "walk_begun"
    ROADMAP_MADE = "roadmap_made"
    DROPPED_AT = "dropped_at"
    NOT_KNOWN = "not_known"
    MEASURE_FITS = "measure_fits"
    MEASURE_MAYBE = "measure_maybe"
    BLOCKED_BY_ONE = "blocked_by_one"
    WIDGET_SHOWN = "widget_shown"
    WIDGET_ASKED = "widget_asked"
    WIDGET_CARRIED = "widget_carried"


LONGEST = 80
"""Characters of a subject or a detail: ids of ours, never words of a visitor."""
