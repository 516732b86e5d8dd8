"""Dossiers of firms that do not exist, for tests: everything that a test is not about holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from wegwijzer.core.dossier.content import Content, CostLine, Member, Package, Partner, PartnerKind
from wegwijzer.core.dossier.finding import Finding
from wegwijzer.core.dossier.limits import Limit, LimitKind, Rules
from wegwijzer.core.dossier.structure import Request
from wegwijzer.core.truth import MET

TODAY = date(2026, 11, 30)


def a_line(euro: str | None = "1000", *, row: int = 1, package: str = "Laag", year: int | None = 2027) -> CostLine:
    """One line of costs."""
    return CostLine(row, "staff", package, year, None if euro is None else Decimal(euro))


def a_package(name: str = "Laag", *, row: int = 1, **rest: object) -> Package:
    """One package in 2027."""
    made = Package(row, name, date(2027, 2, 1), date(2027, 12, 31), ("Jan",), "Een laag")
    return replace(made, **rest)


def a_partner(name: str = "Hogeschool Zee", *, row: int = 1, **rest: object) -> Partner:
    """A college that bears a part."""
    made = Partner(row, name, PartnerKind.RESEARCH, False, "0403.170.701", "0403170701", "Meten", Decimal(100))
    return replace(made, **rest)


def a_dossier(**rest: object) -> Content:
    """A small dossier without faults but for its texts."""
    made = Content(
        firm_name="Metaal",
        typed_number="0403.019.261",
        number="0403019261",
        packages=(a_package(),),
        people=(Member(1, "Jan", "Ingenieur"),),
        costs=(a_line(),),
        applies_on=date(2027, 1, 4),
        total=Decimal(1000),
    )
    return replace(made, **rest)


def rules(*limits: tuple[LimitKind, int], rate: object = None, ceiling: object = None) -> Rules:
    """What a measure that does not exist asks."""
    made = tuple(Limit(kind, Decimal(value), "a rule", "a source", None) for kind, value in limits)
    return Rules(Request("made-up", {}), None, made, (), rate, ceiling)  # type: ignore[arg-type]


def codes(findings: object) -> set[str]:
    """The codes of what does not hold or is not known."""
    found: tuple[Finding, ...] = tuple(findings)  # type: ignore[arg-type]
    return {finding.code for finding in found if finding.verdict is not MET}


def one(findings: object, code: str) -> Finding:
    """The finding with that code."""
    return next(finding for finding in findings if finding.code == code)  # type: ignore[attr-defined]
