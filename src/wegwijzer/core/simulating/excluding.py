"""Which criterion keeps whom out: alone, with one other, or by a hair.

A criterion blocks a firm that surely does not meet it. It is the sole blocker where no other blocks: then a firm would
get in without it, surely if nothing else is open. It misses by a hair where the firm would meet it with every number in
it a tenth looser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from itertools import combinations

import numpy as np

from wegwijzer.core.criteria.nodes import (
    Above,
    All,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Comparison,
    Criterion,
    Named,
    Not,
)
from wegwijzer.core.firm.facts import FactDictionary, FactType
from wegwijzer.core.firm.size_year import SizeCeilings
from wegwijzer.core.simulating.effects import Reading
from wegwijzer.core.simulating.tallying import Figure
from wegwijzer.core.survey.design import Design, Flags, Numbers
from wegwijzer.core.survey.estimating import Estimate, totals
from wegwijzer.core.survey.variance import DEFAULT_RULE, SinglePsu

NEAR = Decimal("0.1")
"""How much looser a number is for a near miss."""

_SIZE = frozenset({"size_class"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What one criterion of a measure does.

    `blocks`: firms that surely do not meet it, and `may_block` those of whom it is open. `alone_sure`: the only
    blocker, and nothing else open; `alone_sure_as_firm`: the same where open plans, declarations and judgements are
    taken for granted; `alone`: the only blocker; `alone_possible`: the only one that may stand in the way. `near` and
    `near_alone`: of those that it blocks, and blocks alone, by a hair; None where it has no number.
    """

    criterion: str
    blocks: Figure
    may_block: Figure
    alone_sure: Figure
    alone_sure_as_firm: Figure
    alone: Figure
    alone_possible: Figure
    near: Figure | None
    near_alone: Figure | None


@dataclass(frozen=True, slots=True)
class PairExclusion:
    """Two criteria that block a firm together, and no other does."""

    criteria: tuple[str, str]
    blocks: Figure


@dataclass(frozen=True, slots=True)
class MeasureExclusion:
    """Who gets in, who is kept out and of whom it is open, with what does it."""

    measure: str
    firms: Figure
    met: Figure
    refused: Figure
    criteria: tuple[Exclusion, ...]
    pairs: tuple[PairExclusion, ...]


def relaxed(criterion: Criterion, facts: FactDictionary, *, by: Decimal = NEAR, holds: bool = True) -> Criterion:
    """The criterion with every number of it looser by a share; tighter inside a negation, which loosens the whole."""
    match criterion:
        case All(parts):
            return All(tuple(relaxed(part, facts, by=by, holds=holds) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(relaxed(part, facts, by=by, holds=holds) for part in parts))
        case Not(part):
            return Not(relaxed(part, facts, by=by, holds=not holds))
        case Named(rule, inner):
            return Named(rule, relaxed(inner, facts, by=by, holds=holds))
        case AtLeast(fact, Decimal() as limit) | Above(fact, Decimal() as limit) if has_number(facts, fact):
            return type(criterion)(fact, limit * (1 - by if holds else 1 + by))
        case AtMost(fact, Decimal() as limit) | Below(fact, Decimal() as limit) if has_number(facts, fact):
            return type(criterion)(fact, limit * (1 + by if holds else 1 - by))
    return criterion


def has_near(criterion: Criterion, facts: FactDictionary) -> bool:
    """Whether a firm can miss it by a hair: a number stands in it, or the EU size, which is made of numbers."""
    match criterion:
        case All(parts) | AnyOf(parts):
            return any(has_near(part, facts) for part in parts)
        case Not(part) | Named(_, part):
            return has_near(part, facts)
        case Comparison(fact, limit):
            return fact in _SIZE or (has_number(facts, fact) and limit != 0)
    return False


def has_number(facts: FactDictionary, fact: str) -> bool:
    """Whether a fact is a number or an amount, of which a tenth can be taken."""
    return facts[fact].type in (FactType.NUMBER, FactType.MONEY)


def scaled(ceilings: SizeCeilings, share: Decimal) -> SizeCeilings:
    """The ceilings of the EU size, each times a share."""
    return replace(ceilings, **{one.name: getattr(ceilings, one.name) * share for one in fields(ceilings)})


@dataclass(frozen=True, eq=False)
class CriterionRows:
    """One criterion over a batch: its reading, that with open plans taken for granted, and who is near (None: nobody
    can)."""

    id: str
    reading: Reading
    as_firm: Reading
    near: Flags | None


@dataclass(eq=False)
class ExclusionTally:
    """Adds up the exclusions of one measure, batch by batch; with `keeps_rows` for a design at the end."""

    measure: str
    criteria: tuple[str, ...]
    with_near: frozenset[str]
    is_open_to_all: bool
    keeps_rows: bool = False
    _rows: dict[str, int] = field(default_factory=dict)
    _weighted: dict[str, float] = field(default_factory=dict)
    _kept: list[tuple[dict[str, Flags], Flags]] = field(default_factory=list)
    _has_weights: bool = False

    def add(self, found: Sequence[CriterionRows], within: Flags, weight: Numbers | None) -> None:
        """Count a batch; rows not `within` count for nothing."""
        flags = self._flags(found, len(within))
        if self.keeps_rows:
            self._kept.append((flags, within))
        self._has_weights = weight is not None
        for name, values in flags.items():
            inside = values & within
            self._rows[name] = self._rows.get(name, 0) + int(inside.sum())
            if weight is not None:
                self._weighted[name] = self._weighted.get(name, 0.0) + float(weight[inside].sum())

    def _flags(self, found: Sequence[CriterionRows], rows: int) -> dict[str, Flags]:
        blocks = np.zeros(rows, np.int16)
        opens, opens_as_firm = np.zeros(rows, np.int16), np.zeros(rows, np.int16)
        for item in found:
            blocks += item.reading.refused
            opens += ~item.reading.met & ~item.reading.refused
            opens_as_firm += ~item.as_firm.met & ~item.as_firm.refused
        flags = {
            "firms": np.ones(rows, np.bool_),
            "met": (blocks == 0) & (opens == 0) & self.is_open_to_all,
            "refused": blocks > 0,
        }
        for item in found:
            refused = item.reading.refused
            is_open = ~item.reading.met & ~refused
            alone = refused & (blocks == 1)
            flags[f"{item.id} blocks"] = refused
            flags[f"{item.id} may_block"] = is_open
            flags[f"{item.id} alone"] = alone
            flags[f"{item.id} alone_sure"] = alone & (opens == 0)
            flags[f"{item.id} alone_sure_as_firm"] = alone & (opens_as_firm == 0)
            flags[f"{item.id} alone_possible"] = alone | (is_open & (blocks == 0))
            if item.near is not None:
                flags[f"{item.id} near"] = refused & item.near
                flags[f"{item.id} near_alone"] = alone & item.near
        two = blocks == 2
        for one, other in combinations(found, 2):
            flags[f"{one.id} and {other.id}"] = two & one.reading.refused & other.reading.refused
        return flags

    def result(self, design: Design | None = None, *, single_psu: SinglePsu = DEFAULT_RULE) -> MeasureExclusion:
        """The exclusions, the criterion that blocks most firms alone first; pairs that block nobody are left out."""
        estimates = {} if design is None else self._estimates(design, single_psu)

        def figure(name: str) -> Figure:
            weight = self._weighted.get(name, 0.0) if self._has_weights else None
            return Figure(self._rows.get(name, 0), weight, estimates.get(name))

        found = []
        for criterion in self.criteria:
            parts = {
                name: figure(f"{criterion} {name}")
                for name in ("blocks", "may_block", "alone_sure", "alone_sure_as_firm", "alone", "alone_possible")
            }
            near = criterion in self.with_near
            found.append(
                Exclusion(
                    criterion,
                    **parts,
                    near=figure(f"{criterion} near") if near else None,
                    near_alone=figure(f"{criterion} near_alone") if near else None,
                )
            )
        pairs = [
            PairExclusion((one, other), figure(f"{one} and {other}"))
            for one, other in combinations(self.criteria, 2)
            if self._rows.get(f"{one} and {other}")
        ]
        return MeasureExclusion(
            self.measure,
            figure("firms"),
            figure("met"),
            figure("refused"),
            tuple(sorted(found, key=lambda item: (-size_of(item.alone), -size_of(item.blocks)))),
            tuple(sorted(pairs, key=lambda item: -size_of(item.blocks))),
        )

    def _estimates(self, design: Design, single_psu: SinglePsu) -> Mapping[str, Estimate]:
        names = list(self._kept[0][0])
        columns: dict[str, Numbers | Flags] = {
            name: np.concatenate([flags[name] for flags, _ in self._kept]) for name in names
        }
        within = np.concatenate([inside for _, inside in self._kept])
        return totals(design, columns, within=within, single_psu=single_psu)


def size_of(figure: Figure) -> float:
    """How many firms, of the population where rows have weights."""
    return figure.weighted if figure.weighted is not None else float(figure.rows)
