"""Papers to keep or to hand in, as titles, paragraphs, points and tables; and the rows of the list of premiums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first column names the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, then points, then a table."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in one language; `foot` stands small at the end."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """A premium on the list to keep. What is not known is None; `paid` is the day of payment."""

    idea: str
    person: str
    year: int
    paid: date | None
    month_pay_eur: Decimal | None
    amount_eur: Decimal | None
