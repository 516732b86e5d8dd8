"""The answers that place a firm in the innovation pyramid: yes, no, or missing, for many firms at once.

The names are those of the questions of the innovation survey CIS 2013 (reference years 2010-2012), as table 12 of the
report cites them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Trits = npt.NDArray[np.int8]
"""One answer a firm: `NO`, `YES` or `MISSING`."""

NO, YES, MISSING = 0, 1, 2

QUESTIONS: Mapping[str, str] = {
    "q8a": "new or clearly improved goods",
    "q8b": "new or clearly improved services",
    "q10a": "product innovations developed mainly by the firm itself",
    "q11a": "product innovations new to the market",
    "q14a": "new or clearly improved methods of making goods or services",
    "q14b": "new or clearly improved logistics, delivery or distribution",
    "q14c": "new or clearly improved supporting activities",
    "q16a": "process innovations developed mainly by the firm itself",
    "q21a": "own research and development",
    "q21d": "existing knowledge bought from others",
    "q22f": "spending on innovation activities",
    "q25": "staff for research and development",
    "q29": "innovation activities together with others",
}
"""What each answer says, by name, in the order of the questionnaire."""

EXTRA_QUESTIONS: Mapping[str, str] = {
    "ongoing": "innovation activities under way at the end of the period",
    "abandoned": "innovation activities abandoned during the period",
}
"""Answers that table 12 does not use, and other definitions do."""

DEFINITION_QUESTIONS: Mapping[str, str] = {
    "completed": "innovation activities completed that did not lead to an innovation in the period",
    "organisation": "new ways of organising work, procedures or external relations",
    "marketing": "new ways of promotion, packaging, pricing, placement or after-sales service",
    "potential": "innovation considered without any innovation activity",
    "has_staff": "staff beside the owner",
    "young": "younger than five years",
    "starter": "just started",
    "sells_products": "a self-employed owner who sells products rather than labour",
    "strong_growth": "strong ambition to grow",
    "family_firm": "family firm",
    "innovative": "innovative, by whatever rule the user chooses; by Eurostat's of 2013 where not given",
}
"""Answers that only definitions beside the pyramid use."""


def as_trits(values: Sequence[float | None] | npt.NDArray[np.float64]) -> Trits:
    """Answers as trits, from 0, 1 and missing (None or NaN). Raises ValueError for any other value.

    >>> as_trits([1, 0, None]).tolist()
    [1, 0, 2]
    """
    numbers = np.array(values, np.float64)
    missing = np.isnan(numbers)
    strange = ~missing & (numbers != NO) & (numbers != YES)
    if strange.any():
        raise ValueError(f"answers are 0, 1 or missing, not {numbers[strange][0]:g}")
    return np.where(missing, MISSING, np.nan_to_num(numbers)).astype(np.int8)
