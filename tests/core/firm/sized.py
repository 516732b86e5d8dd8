"""Firms with their relations, for the tests of the size class."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.firm.size import (
    SIZE_CLASSES,
    Figures,
    Relation,
    SizeAssessment,
    SizeCeilings,
    assess_size,
)

MILLION = 1_000_000
CEILINGS = SizeCeilings(
    *(
        Decimal(number)
        for number in (
            *(10, 2 * MILLION, 2 * MILLION),
            *(50, 10 * MILLION, 10 * MILLION),
            *(250, 50 * MILLION, 43 * MILLION),
        )
    )
)
NONE_OF_IT = Figures()


def figures(fte=None, turnover=None, balance=None) -> Figures:
    """Amounts in million euro."""

    def band(value, unit=1):
        if value is None or isinstance(value, Band):
            return value
        return exactly(Decimal(str(value)) * unit)

    return Figures(band(fte), band(turnover, MILLION), band(balance, MILLION))


def relation(name, share, fte=100, *, holder="other", relations=(), **rest) -> Relation:
    """An enterprise with that headcount and no money; its shares are held upstream unless said otherwise."""
    stated = rest.pop("figures", figures(fte, 0, 0))
    return Relation(name, Decimal(str(share)), holder, stated, relations=tuple(relations), **rest)


def downstream(name, share, fte=100, **rest) -> Relation:
    return relation(name, share, fte, holder="firm", **rest)


def assess(own, *relations, previous=None, **rest) -> SizeAssessment:
    return assess_size(own, relations, ceilings=CEILINGS, previous=previous, **rest)


def fte_with(*relations, own=10, **rest) -> Decimal | None:
    """The total headcount of a firm of ten with those relations."""
    total = assess(figures(own, 0, 0), *relations, **rest).fte
    assert total is not None
    return total.exact


def why(assessment: SizeAssessment) -> dict[str, tuple[str, Decimal]]:
    return {entry.name: (entry.why, entry.weight_pct) for entry in assessment.counted}


def reasons_of(*relations, **rest) -> dict[str, str]:
    return {name: reason for name, (reason, _) in why(assess(figures(10, 0, 0), *relations, **rest)).items()}


@dataclass(frozen=True)
class Year:
    """An earlier accounting year, as profiles keep it."""

    figures: Figures
    relations: tuple[Relation, ...] | None = ()


MICRO, SMALL, MEDIUM, LARGE = figures(5, 1, 1), figures(20, 5, 5), figures(100, 20, 20), figures(300, 60, 60)
OF_CLASS = dict(zip(SIZE_CLASSES, (MICRO, SMALL, MEDIUM, LARGE), strict=True))
