"""Read offerings from CSV: a header with the names of the fields, lists with `|` between them, every fault at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from wegwijzer.core.offers.draft import Draft, FieldFault
from wegwijzer.core.offers.offering import Side
from wegwijzer.readers.offerings import FIELDS, LISTS, Cells, read_offering

REQUIRED = ("kind", "title", "text", "steps", "languages", "valid_until")
MOST_LINES = 500
MOST_FAULTS = 200
"""Faults that are gathered; above them the file is no file of offerings."""
BETWEEN = "|"


def read_offerings(data: bytes, *, on: date) -> tuple[tuple[Draft, ...], tuple[FieldFault, ...]]:
    """The offerings of the file, or none and everything that is wrong, by line. The header is line 1."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (FieldFault("", "not_utf8", line=1),)
    if "\x00" in text:
        return (), (FieldFault("", "not_csv", line=1),)
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        begins = 1
        for row in reader:
            rows.append((begins, row))
            begins = reader.line_num + 1
            if len(rows) > MOST_LINES + 1:
                return (), (FieldFault("", "too_many_lines", {"most": str(MOST_LINES)}, line=1),)
    except csv.Error:
        return (), (FieldFault("", "not_csv", line=max(1, reader.line_num)),)
    if not any(cell.strip() for _, row in rows for cell in row):
        return (), (FieldFault("", "empty", line=1),)
    header = [cell.strip().casefold() for cell in rows[0][1]]
    faults = _header_faults(header)
    if faults:
        return (), tuple(faults)
    drafts = []
    for line, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            values = {"count": str(len(row)), "expected": str(len(header))}
            faults.append(FieldFault("", "cells", values, line=line))
            continue
        draft, found = read_offering(_cells(header, row), side=Side.STRUCTURE, on=on)
        faults += [replace(fault, line=line) for fault in found]
        if draft is not None:
            drafts.append(draft)
        if len(faults) > MOST_FAULTS:
            break
    if not faults and not drafts:
        faults.append(FieldFault("", "empty", line=1))
    return ((), tuple(faults)) if faults else (tuple(drafts), ())


def _header_faults(header: Sequence[str]) -> list[FieldFault]:
    faults = []
    for column in header:
        if column not in FIELDS:
            near = get_close_matches(column, FIELDS, n=1, cutoff=0.6)
            values = {"value": column[:40], "near": near[0] if near else ", ".join(REQUIRED)}
            faults.append(FieldFault("", "column_near" if near else "column_unknown", values, line=1))
    faults += [
        FieldFault("", "column_missing", {"column": column}, line=1) for column in REQUIRED if column not in header
    ]
    if len(set(header)) < len(header):
        faults.append(FieldFault("", "column_twice", line=1))
    return faults


def _cells(header: Sequence[str], row: Sequence[str]) -> Cells:
    found = {}
    for column, cell in zip(header, row, strict=True):
        found[column] = [part.strip() for part in cell.split(BETWEEN)] if column in LISTS else [cell]
    return found
