"""What `extract` finds in a sentence, in the keys of the worked sentences; and how often it is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from wegwijzer.core.understanding.extraction import Extraction, extract
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.extraction import shipped_extraction_knowledge

DAY = date(2026, 11, 24)

FACT_KEYS = {
    "fte": "fte",
    "employees_headcount": "heads",
    "turnover_eur": "turnover",
    "balance_sheet_total_eur": "balance",
    "sector": "sector",
    "postal_code": "place",
    "province": "place",
    "project_budget_eur": "budget",
    "investment_eur": "investment",
    "founded": "founded",
    "legal_form": "form",
}
REMARK_KEYS = ("deadline", "partner", "export", "starter")


def extracted(text: str) -> Extraction:
    """What the shipped patterns find, read on the day of the worked sentences."""
    return extract(text, on=DAY, facts=shipped_catalogue().facts, knowledge=shipped_extraction_knowledge())


def told(text: str) -> dict[str, object]:
    """The same in the keys and values of the worked sentences."""
    found = extracted(text)
    result: dict[str, object] = {}
    for fact in found.facts:
        if fact.fact in FACT_KEYS:
            value = fact.value
            result[FACT_KEYS[fact.fact]] = (value.get("min"), value.get("max")) if isinstance(value, dict) else value
        elif fact.fact == "region" and "place" not in result:
            result["place"] = fact.value
    for kind in REMARK_KEYS:
        values = sorted(remark.value for remark in found.remarks if remark.kind == kind)
        if values:
            result[kind] = tuple(values) if kind == "export" or len(values) > 1 else values[0]
    return result


def score(sentences: Iterable[tuple[str, dict[str, object]]]) -> dict[str, tuple[int, int, int]]:
    """By key: how many were told, how many were found, and how many of these with the right value."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for text, expected in sentences:
        found = told(text)
        for key in expected:
            counts[key][0] += 1
        for key, value in found.items():
            counts[key][1] += 1
            counts[key][2] += expected.get(key) == value
    return {key: (one[0], one[1], one[2]) for key, one in sorted(counts.items())}
