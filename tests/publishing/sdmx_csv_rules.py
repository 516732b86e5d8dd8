"""What SDMX-CSV 2.0 asks of a data message, written down from the field guide of SDMX's technical group.

The first three columns are STRUCTURE, STRUCTURE_ID and ACTION; a row names its structure as AGENCY:ID(VERSION); ids
hold letters, digits, `_`, `@`, `$` and `-`; all records are as long as the header (RFC 4180); columns are unique; an
observation stands once for its structure and dimensions.
"""

from __future__ import annotations

import csv
import re
from io import StringIO

_STRUCTURE_ID = re.compile(
    r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*:[A-Za-z0-9_@$-]+\([0-9]+\.[0-9]+\.[0-9]+\)\Z"
)
_COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_CODE = re.compile(r"[A-Za-z0-9_@$-]+\Z")
_STRUCTURES = {"dataflow", "datastructure", "dataprovision"}
_OBS_STATUS = {"A", "O", "Q"}
_CONF_STATUS = {"A", "C", "D", "F", "G", "M"}


def faults_of(content: bytes) -> list[str]:
    """What is wrong with a message."""
    text = content.decode("utf-8")
    found = [] if "\r\n" in text and "\n" not in text.replace("\r\n", "") else ["lines do not end as RFC 4180 has it"]
    head, *rows = csv.reader(StringIO(text, newline=""), strict=True)
    if head[:3] != ["STRUCTURE", "STRUCTURE_ID", "ACTION"]:
        found.append(f"the first columns are {head[:3]}")
    if len(set(head)) != len(head) or not all(_COLUMN.match(name) for name in head):
        found.append("a column is no id, or stands twice")
    value = head.index("OBS_VALUE")
    seen = set()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(head):
            found.append(f"line {number}: {len(row)} fields for {len(head)} columns")
            continue
        named = dict(zip(head, row, strict=True))
        key = (row[1], *row[3:value])
        if row[0] not in _STRUCTURES or not _STRUCTURE_ID.match(row[1]) or row[2] not in {"I", "A", "R", "D"}:
            found.append(f"line {number}: {row[:3]}")
        if not all(_CODE.match(code) for code in row[3:value] if code):
            found.append(f"line {number}: a code is no id")
        if key in seen:
            found.append(f"line {number}: {key} is there already")
        seen.add(key)
        if named["OBS_STATUS"] not in _OBS_STATUS or named["CONF_STATUS"] not in _CONF_STATUS:
            found.append(f"line {number}: unknown status")
        if (named["OBS_STATUS"] == "A") != bool(re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", row[value])):
            found.append(f"line {number}: the value does not go with its status")
    return found
