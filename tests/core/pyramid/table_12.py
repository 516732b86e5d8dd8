"""Table 12 of the report written out a second time, row by row as it is printed: the oracle of the tests."""

from __future__ import annotations

from collections.abc import Mapping

KOPLOPER, ONTWIKKELAAR, TOEPASSER = "koploper", "ontwikkelaar", "toepasser"
VOLGER, NIET_INNOVATIEF = "volger", "niet_innovatief"


def segment_by_table(a: Mapping[str, int]) -> str:
    """The first row of the table whose criteria a firm with these answers (0 or 1) meets."""
    innovation = (a["q10a"] == 1 and a["q11a"] == 1) or a["q16a"] == 1
    if innovation and a["q21a"] == 1 and a["q22f"] == 1 and a["q25"] == 1:
        return KOPLOPER
    if a["q10a"] + a["q16a"] >= 1 and a["q21a"] + a["q22f"] + a["q25"] >= 1:
        return ONTWIKKELAAR
    realised = a["q8a"] + a["q8b"] + a["q14a"] + a["q14b"] + a["q14c"]
    if realised >= 1 and a["q21d"] + a["q29"] >= 1:
        return TOEPASSER
    if realised + a["q11a"] + a["q21a"] + a["q21d"] + a["q29"] >= 1:
        return VOLGER
    return NIET_INNOVATIEF
