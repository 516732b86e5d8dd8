"""Whether two answers go together in the population: a cross table, and tests of it.

The test to trust is Rao and Scott's second-order correction of Pearson's chi-square, as an F (Rao & Scott 1984;
Thomas & Rao 1987): it knows weights, strata and clusters. Pearson's unweighted test stands beside it because reports
print it; it takes the sample for a simple random one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.survey.checking import refuse_unsound
from wegwijzer.core.survey.design import Design, Flags, Labels, Numbers
from wegwijzer.core.survey.distributions import chi2_upper, f_upper
from wegwijzer.core.survey.estimating import Estimate, shares
from wegwijzer.core.survey.labels import Coded, coded
from wegwijzer.core.survey.variance import (
    DEFAULT_RULE,
    SinglePsu,
    covariance,
    degrees_of_freedom,
    replicate_covariance,
)

SIGNIFICANT = 0.05
"""The level at which a report speaks of an association."""


@dataclass(frozen=True, slots=True)
class TestResult:
    """Rao and Scott's F: `ndf` and `ddf` need not be whole. None where the sample cannot tell."""

    f: float | None
    ndf: float | None
    ddf: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class PearsonResult:
    """Pearson's chi-square on unweighted counts; `smallest_expected` below 5 makes it doubtful by itself."""

    x2: float | None
    df: int
    p: float | None
    smallest_expected: float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a cross table: its rows of the survey, and its weighted share of the table's row."""

    row: str
    col: str
    n: int
    row_share: Estimate


@dataclass(frozen=True)
class CrossTable:
    """A cross table of the rows used, and of how many rows were left out because an answer was missing."""

    rows: tuple[str, ...]
    cols: tuple[str, ...]
    cells: tuple[Cell, ...]
    n: int
    missing: int
    rao_scott: TestResult
    pearson: PearsonResult

    @property
    def verdicts_differ(self) -> bool:
        """The two tests lie on different sides of .05: the unweighted one would mislead."""
        one, other = self.rao_scott.p, self.pearson.p
        return one is not None and other is not None and (one < SIGNIFICANT) != (other < SIGNIFICANT)


def cross_table(
    design: Design,
    rows: Labels,
    cols: Labels,
    *,
    within: Flags | None = None,
    single_psu: SinglePsu = DEFAULT_RULE,
) -> CrossTable:
    """The weighted row shares of a table with their errors, and both tests; rows without both answers are outside."""
    both = _Crossed.of(design, rows, cols, within)
    cells = []
    for row, label in enumerate(both.rows):
        inside = both.known & (both.row_codes == row)
        columns = {name: both.col_codes == col for col, name in enumerate(both.cols)}
        found = shares(design, columns, within=inside, single_psu=single_psu)
        cells += [Cell(label, col, int((inside & columns[col]).sum()), found[col]) for col in both.cols]
    asked = design.rows if within is None else int(within.sum())
    return CrossTable(
        both.rows,
        both.cols,
        tuple(cells),
        both.n,
        asked - both.n,
        _rao_scott(design, both, single_psu),
        _pearson(both),
    )


def rao_scott(
    design: Design,
    rows: Labels,
    cols: Labels,
    within: Flags | None = None,
    *,
    single_psu: SinglePsu = DEFAULT_RULE,
) -> TestResult:
    """The second-order F test that rows and columns are independent in the population."""
    both = _Crossed.of(design, rows, cols, within)
    refuse_unsound(design, both.known)
    return _rao_scott(design, both, single_psu)


def pearson_unweighted(rows: Labels, cols: Labels, within: Flags | None = None) -> PearsonResult:
    """Pearson's test on the counts of rows, without continuity correction, as if they were a simple random sample."""
    return _pearson(_Crossed.of(Design(len(rows)), rows, cols, within))


@dataclass(frozen=True, eq=False)
class _Crossed:
    """Two answers as codes of the labels that occur together with a known other answer."""

    row_codes: npt.NDArray[np.int64]
    col_codes: npt.NDArray[np.int64]
    rows: tuple[str, ...]
    cols: tuple[str, ...]
    known: Flags

    @classmethod
    def of(cls, design: Design, rows: Labels, cols: Labels, within: Flags | None) -> _Crossed:
        """The two answers of the rows within that gave both."""
        faults = [
            Fault(name, f"has {len(labels)} rows.", f"{design.rows}, as the survey.")
            for name, labels in (("rows", rows), ("cols", cols))
            if len(labels) != design.rows
        ]
        if faults:
            raise InputError(faults)
        one, other = coded(rows), coded(cols)
        known = ~(one.missing | other.missing)
        if within is not None:
            known = known & within
        row_codes, row_names = _occurring(one, known)
        col_codes, col_names = _occurring(other, known)
        return cls(row_codes, col_codes, row_names, col_names, known)

    @property
    def n(self) -> int:
        """The rows that gave both answers."""
        return int(self.known.sum())

    def counts(self, weights: Numbers | None = None) -> Numbers:
        """The table of rows, or of their weights."""
        place = self.row_codes[self.known] * len(self.cols) + self.col_codes[self.known]
        shape = (len(self.rows), len(self.cols))
        chosen = None if weights is None else weights[self.known]
        return np.bincount(place, chosen, shape[0] * shape[1]).reshape(shape).astype(np.float64)


def _occurring(labels: Coded, known: Flags) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    present = np.unique(labels.codes[known])
    place = np.full(len(labels.names) + 1, -1)
    place[present] = np.arange(len(present))
    return place[labels.codes], tuple(labels.names[code] for code in present)


def _pearson(both: _Crossed) -> PearsonResult:
    df = (len(both.rows) - 1) * (len(both.cols) - 1)
    if df < 1:
        return PearsonResult(None, 0, None, None)
    counts = both.counts()
    expected = _independent(counts)
    x2 = float(((counts - expected) ** 2 / expected).sum())
    return PearsonResult(x2, df, chi2_upper(x2, df), float(expected.min()))


def _independent(counts: Numbers) -> Numbers:
    return np.asarray(np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum())


def _rao_scott(design: Design, both: _Crossed, single_psu: SinglePsu) -> TestResult:
    nothing = TestResult(None, None, None, None)
    if len(both.rows) < 2 or len(both.cols) < 2:
        return nothing
    weighted = both.counts(design.row_weights)
    cells = (weighted / weighted.sum()).ravel()
    expected = _independent(weighted) / weighted.sum()
    if not expected.all():
        return nothing
    x2 = both.n * float(((cells - expected.ravel()) ** 2 / expected.ravel()).sum())
    spread = _cell_covariance(design, both, cells, single_psu)
    delta = _design_effects(cells, both, spread)
    if delta is None:
        return nothing
    trace = float(np.trace(delta))
    df = degrees_of_freedom(design, np.flatnonzero(both.known))
    if not trace > 0 or df < 1:
        return nothing
    ndf = trace**2 / float(np.trace(delta @ delta))
    f = x2 / trace
    return TestResult(f, ndf, ndf * df, f_upper(f, ndf, ndf * df))


def _cell_covariance(design: Design, both: _Crossed, cells: Numbers, single_psu: SinglePsu) -> Numbers:
    """The covariance of the cells' shares of the whole table."""
    used = np.flatnonzero(both.known)
    place = both.row_codes[used] * len(both.cols) + both.col_codes[used]
    if design.replicates is not None:
        drawn = design.replicates.weights[used]
        again = np.stack([np.bincount(place, column, len(cells)) / column.sum() for column in drawn.T])
        return replicate_covariance(design, again, cells)
    influence = -np.broadcast_to(cells, (len(used), len(cells))).copy()
    influence[np.arange(len(used)), place] += 1
    return covariance(design, used, influence / design.row_weights[used].sum(), single_psu)


def _design_effects(cells: Numbers, both: _Crossed, spread: Numbers) -> Numbers | None:
    """The generalised design effects of the table's interaction; None where empty cells leave too little of it."""
    shape = (len(both.rows), len(both.cols))
    row, col = (axis.ravel() for axis in np.indices(shape))
    main = np.column_stack(
        [np.ones(len(cells)), *(row == i for i in range(1, shape[0])), *(col == j for j in range(1, shape[1]))]
    )
    crossed = np.column_stack([(row == i) & (col == j) for i in range(1, shape[0]) for j in range(1, shape[1])])
    contrast = crossed - main @ np.linalg.lstsq(main, crossed.astype(np.float64), rcond=None)[0]
    inverse = np.divide(1.0, cells, out=np.zeros_like(cells), where=cells != 0)
    scaled = contrast * inverse[:, np.newaxis]
    simple = contrast.T @ scaled / both.n
    if np.linalg.matrix_rank(simple) < len(simple):
        return None
    return np.linalg.solve(simple, scaled.T @ spread @ scaled)
