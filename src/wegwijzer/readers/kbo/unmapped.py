"""Labels of the register that give no fact, counted: what a reader of the load report may want to add to our lists."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from wegwijzer.core.firm.registered import LabelRow, value_of
from wegwijzer.readers.kbo.coding import Codes
from wegwijzer.readers.kbo.labels import shipped_vocabulary
from wegwijzer.readers.kbo.rows import LEGAL


@dataclass(frozen=True, slots=True)
class UnmappedLabel:
    """A label of code.csv that no row of our lists holds, and how many enterprises have it."""

    category: str
    code: str
    label: str
    enterprises: int


def unmapped_labels(connection: sqlite3.Connection) -> tuple[UnmappedLabel, ...]:
    """The legal forms of legal persons and the situations of all that give no fact, most frequent first."""
    codes, vocabulary = Codes(connection), shipped_vocabulary()
    forms = connection.execute(
        "SELECT form, count(*) FROM enterprise WHERE kind = ? AND form != '' GROUP BY form", (LEGAL,)
    )
    situations = connection.execute(
        "SELECT situation, count(*) FROM enterprise WHERE situation != '' GROUP BY situation"
    )
    found = [
        *_unmapped(codes, "JuridicalForm", forms.fetchall(), vocabulary.legal_forms),
        *_unmapped(codes, "JuridicalSituation", situations.fetchall(), vocabulary.situations),
    ]
    return tuple(sorted(found, key=lambda item: (item.category, -item.enterprises, item.code)))


def _unmapped(
    codes: Codes, category: str, counts: list[tuple[str, int]], rows: tuple[LabelRow, ...]
) -> list[UnmappedLabel]:
    found = []
    for code, count in counts:
        labels = codes.coded(category, code).labels
        if value_of(labels, rows) is None:
            found.append(UnmappedLabel(category, code, labels.get("nl") or labels.get("fr", ""), count))
    return found
