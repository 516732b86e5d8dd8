"""What the other engines need to work out the derived facts themselves: the tables and limits of one day, as JSON.

They are those of our own one-firm reading, so that what is compared is how fast a rule is worked out, not whose rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.firm.facts import FactType
from wegwijzer.readers.firm_table.population_file import BATCH_ROWS
from wegwijzer.readers.places import place_of

FOLLOWING = ("establishment_in_flanders", "knowledge_question", "organisation_kind")
"""Facts that a firm states where they do not follow from another fact of it."""


def tables_of(day: DayCatalogue, codes: Iterable[str]) -> dict[str, Any]:
    """The tables by name: kinds and personalities of legal forms, ceilings, the day, and those of the postal `codes`
    that lie in Flanders."""
    ceilings = day.derivation.ceilings
    forms = day.derivation.legal_forms
    return {
        "batch_rows": BATCH_ROWS,
        "following": list(FOLLOWING),
        "day": day.day.isoformat(),
        "fte": [float(limit) for limit in ceilings.staff],
        "turnover_eur": [float(limit) for limit in ceilings.turnover_eur],
        "balance_sheet_total_eur": [float(limit) for limit in ceilings.balance_sheet_total_eur],
        "kind": {name: form.kind for name, form in forms.items()},
        "personality": {name: form.legal_personality for name, form in forms.items()},
        "flanders": _runs_in("vlaanderen", codes, day),
        "options": {
            fact.id: [option.id for option in fact.options]
            for fact in day.catalogue.facts.values()
            if fact.type is FactType.CHOICE
        },
    }


def _runs_in(region: str, codes: Iterable[str], day: DayCatalogue) -> list[list[int]]:
    """The postal codes of a region as runs, first and last, without a code of another region between."""
    runs: list[list[int]] = []
    goes_on = False
    for code in sorted(codes):
        is_there = place_of(code, on=day.day).region == region
        if is_there and goes_on:
            runs[-1][1] = int(code)
        elif is_there:
            runs.append([int(code), int(code)])
        goes_on = is_there
    return runs
