"""The report's tables as sheets of a workbook, ready to be written: words in one language, figures as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.report.table import Unit


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """A figure; a percentage is the number before the sign, and is shown with the decimals it is given with."""

    value: Decimal
    unit: Unit


Content = str | SheetNumber | None
"""What a cell holds; None for a figure that is not there, which is no nil."""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """Rows under one heading and one row of heads; either may be absent."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name on the tab, a title, lines below it, blocks, and notes at the foot."""

    name: str
    title: str
    lines: tuple[str, ...]
    blocks: tuple[SheetBlock, ...]
    notes: tuple[str, ...] = ()
