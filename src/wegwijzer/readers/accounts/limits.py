"""How much a batch of accounts may ask of us. Whatever goes over a limit is a fault, never a crash."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; the website takes smaller ones than the command line.

    `document_bytes`: one JSON or XBRL document. `sheet_bytes`: one Excel file, and what it expands to.
    `expanded_bytes`: all that the zips of a batch expand to. `members`: files in one zip. `ratio`: how far a member of
    over `ratio_from` bytes may expand. `line_bytes`, `columns`, `record_lines`: one row of a table. `sampled_rows`:
    rows looked at to learn how numbers are written. `scattered_rows`: rows of a long table held back, in case those
    of one enterprise do not stand together. `waiting`: JSON documents held back until their reference record is read.
    `faults_a_file`: faults told one by one; the rest are counted.
    """

    document_bytes: int = 64 * _MIB
    sheet_bytes: int = 256 * _MIB
    sheet_seconds: int = 120
    sheet_memory_bytes: int = 2048 * _MIB
    expanded_bytes: int = 2048 * _MIB
    members: int = 100_000
    ratio: int = 200
    ratio_from: int = 8 * _MIB
    line_bytes: int = _MIB
    columns: int = 5_000
    record_lines: int = 50
    sampled_rows: int = 500
    sampled_characters: int = 4 * _MIB
    scattered_rows: int = 1_000_000
    depth: int = 60
    waiting: int = 20_000
    faults_a_file: int = 1_000


DEFAULT_LIMITS = Limits()
