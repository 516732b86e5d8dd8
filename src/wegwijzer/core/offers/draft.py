"""An offering as somebody wrote it, before it belongs to anybody, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijzer.core.offers.offering import Course, Kind, Operator, Price, Term
from wegwijzer.core.structures.steps import Step


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written, read and found good."""

    kind: Kind
    title: str
    text: str
    business_domains: tuple[str, ...]
    expertise: tuple[str, ...]
    sectors: tuple[str, ...]
    provinces: tuple[str, ...]
    steps: tuple[Step, ...]
    languages: tuple[str, ...]
    first: date
    last: date
    page: str
    price: Price | None
    operator: Operator | None
    term: Term | None
    course: Course | None


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing wrong with a field. `code` names the sentence, `values` fill it in; `line` is that of a file, 0 for a
    form."""

    name: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: int = 0
