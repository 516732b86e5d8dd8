"""Read what the page of a part sends: its texts, and the rows of its table, as typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.fields import EXTRA, MOST_ROWS, PLAIN_FIELDS, ROW_FIELDS, ROWS, TEXT, YEAR, is_amount
from wegwijzer.web.typed_numbers import typed_number

LONGEST_TEXT = 12_000
"""Characters of one text: some two thousand words."""
LONGEST_FIELD = 300
_ROW = re.compile(r"row-(\d{1,3})-([a-z_]+)")
_PLAIN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_part(part: PartId, sent: Mapping[str, str], language: str) -> dict[str, Any]:
    """The part as typed. Numbers are kept with a point before their decimals where they are numbers; what is none
    stays as it is. A table's empty rows are dropped."""
    written: dict[str, Any] = {}
    known = {TEXT, *PLAIN_FIELDS.get(part, ())}
    for name, value in sent.items():
        is_year = part is PartId.COSTS and re.fullmatch(rf"{YEAR}\d{{4}}", name) is not None
        if name in known or re.fullmatch(rf"{EXTRA}[a-z-]{{1,40}}", name) or is_year:
            written[name] = _text(name, str(value), language)
    if part in ROW_FIELDS:
        written[ROWS] = _rows(part, sent, language)
    return written


def read_base(sent: Mapping[str, str]) -> int:
    """Upon which revision the page was made."""
    base = sent.get("base", "")
    return int(base) if base.isascii() and base.isdigit() and len(base) < 10 else 0


def read_draft(sent: Mapping[str, str]) -> str:
    """Which page it was; a new one where it does not say."""
    try:
        return str(UUID(sent.get("draft", "")))
    except ValueError:
        return str(uuid4())


def _rows(part: PartId, sent: Mapping[str, str], language: str) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for name, value in sent.items():
        found = _ROW.fullmatch(name)
        if found and found[2] in ROW_FIELDS[part]:
            rows.setdefault(int(found[1]), {})[found[2]] = _text(found[2], str(value), language)
    kept = [rows[place] for place in sorted(rows) if any(text.strip() for text in rows[place].values())]
    return kept[: MOST_ROWS[part]]


def _text(name: str, value: str, language: str) -> str:
    is_long = name == TEXT or name.startswith(EXTRA)
    text = _PLAIN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[: LONGEST_TEXT if is_long else LONGEST_FIELD]
    if is_amount(name):
        number = typed_number(text, language) if text.strip() else None
        return text if number is None else format(number, "f")
    return text if is_long else " ".join(text.split(" ")).strip()
