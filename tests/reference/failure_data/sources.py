"""The three failure data sets as firms with lights: how each file is read and what was mapped to which light."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from tests.reference.failure_data.lights import below, losses_carried_forward, matrix, net_assets

SECTORS = ("agriculture", "construction", "manufacture", "retail")


@dataclass(frozen=True)
class Firms:
    """Statuses of the lights by firm (rows) and light (columns), whether the firm failed, and who is who."""

    name: str
    statuses: np.ndarray
    failed: np.ndarray
    company: np.ndarray  # equal numbers are one company
    z_score: np.ndarray | None = None  # Altman's Z'', where it can be computed

    def only(self, keep: np.ndarray) -> Firms:
        """The firms of these rows."""
        z_score = None if self.z_score is None else self.z_score[keep]
        return Firms(self.name, self.statuses[keep], self.failed[keep], self.company[keep], z_score)


def poland(folder: Path, *, years_before: int, sample: bool) -> Firms:
    """Polish companies, so many years before the failure; a `sample` holds all failures and a part of the others."""
    number = 6 - years_before  # the first file of the set looks five years ahead
    rows = _csv(folder / f"{number}year_sample.csv") if sample else _arff(folder / f"{number}year.arff")
    distinct = np.array(list(dict.fromkeys(tuple(row) for row in rows)), dtype=object)
    table = np.array([[_number(cell) for cell in row] for row in distinct])
    x = {number: table[:, number - 1] for number in range(1, 65)}
    statuses = {
        "falling-sales": below("falling-sales", x[21] - 1),
        "operating-loss": below("operating-loss", x[22]),
        "liquidity": below("liquidity", x[4]),
        "quick-ratio": below("quick-ratio", x[46]),
        "solvency": below("solvency", x[10]),
        "net-assets": net_assets(x[10], x[1]),
        "losses-carried-forward": losses_carried_forward(x[6], x[1]),
        "capacity-to-repay": below("capacity-to-repay", x[26]),
        "interest-cover": below("interest-cover", x[27]),
    }
    z_score = _z_score(capital=x[3], retained=x[6], profit=x[7], cushion=x[8])
    name = f"Poland, {years_before} years before"
    return Firms(name, matrix(statuses, len(table)), table[:, 64] == 1, np.arange(len(table)), z_score)


def slovakia(folder: Path, *, years_before: int) -> Firms:
    """Slovak small and medium firms, one to three years before; only the first two have a year before them."""
    table, failed, company = _slovak_rows(folder)
    block = 3 - years_before
    v = {number: table[:, 21 * block + number - 1] for number in range(1, 22)}
    with np.errstate(divide="ignore", invalid="ignore"):
        equity = np.where(v[13] == 0, np.nan, 1 / v[13])
    result = v[1] / 100
    statuses = {
        "operating-loss": below("operating-loss", result),
        "liquidity": below("liquidity", v[6]),
        "quick-ratio": below("quick-ratio", v[5]),
        "solvency": below("solvency", equity),
        "net-assets": net_assets(equity, result),
        "capacity-to-repay": below("capacity-to-repay", v[16] / 100),
    }
    if block > 0:
        margin_before = table[:, 21 * (block - 1) + 2]
        statuses["shrinking-margin"] = below("shrinking-margin", (v[3] - margin_before) / 100)
    return Firms(f"Slovakia, {years_before} years before", matrix(statuses, len(table)), failed, company)


def slovak_identities(folder: Path) -> dict[str, float]:
    """How often the unnamed Slovak columns obey what they are taken for, in the last year before."""
    table, _, _ = _slovak_rows(folder)
    v = {number: table[:, 42 + number - 1] for number in range(1, 22)}
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        claims = {
            "assets/equity = debts/equity + 1": (np.abs(v[13] - v[12] - 1), 0.02 + 0.02 * np.abs(v[13])),
            "result/assets = result/equity * equity/assets": (np.abs(v[1] - v[2] / v[13]), 0.5),
            "result/sales = result/assets * days of sales in assets / 365": (
                np.abs(v[3] - v[1] * v[7] / 365),
                0.02 * np.abs(v[3]) + 0.5,
            ),
            "quick ratio <= current ratio": (v[5] - v[6], 0.01),
            "result/debts <= (result + depreciation)/debts": (100 * v[1] / v[15] - v[16], 1.0),
        }
    shares = {}
    for claim, (distance, tolerance) in claims.items():
        known = np.isfinite(distance)
        shares[claim] = float(np.mean((distance <= tolerance)[known]))
    return shares


def america(folder: Path) -> Firms:
    """American listed companies, each in its last year on file between 2015 and 2018."""
    rows = duckdb.read_parquet(str(folder / "american_modeling.parquet")).order("company_name")
    columns = ["bankrupt", *(f"X{number}" for number in range(1, 19))]
    table = np.array(rows.select(*columns).fetchall(), dtype=float)
    x = {number: table[:, number] for number in range(1, 19)}
    with np.errstate(divide="ignore", invalid="ignore"):
        equity = _finite((x[10] - x[17]) / x[10])
        result, retained = _finite(x[6] / x[10]), _finite(x[15] / x[10])
        statuses = {
            "operating-loss": below("operating-loss", x[12]),
            "liquidity": below("liquidity", _finite(x[1] / x[14])),
            "quick-ratio": below("quick-ratio", _finite((x[1] - x[5]) / x[14])),
            "solvency": below("solvency", equity),
            "net-assets": net_assets(equity, result),
            "losses-carried-forward": losses_carried_forward(retained, result),
            "capacity-to-repay": below("capacity-to-repay", _finite((x[6] + x[3]) / x[17])),
        }
        z_score = _z_score(
            capital=(x[1] - x[14]) / x[10], retained=retained, profit=x[12] / x[10], cushion=(x[10] - x[17]) / x[17]
        )
    return Firms(
        "United States, last year", matrix(statuses, len(table)), table[:, 0] == 1, np.arange(len(table)), z_score
    )


def _z_score(*, capital: np.ndarray, retained: np.ndarray, profit: np.ndarray, cushion: np.ndarray) -> np.ndarray:
    """Altman's Z'' for private firms that need not be manufacturers (1995): lower is worse."""
    return _finite(6.56 * capital + 3.26 * retained + 6.72 * profit + 1.05 * cushion)


def _slovak_rows(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, failed, years, sectors = [], [], [], []
    for sector in SECTORS:
        for year in (13, 14, 15, 16):
            for kind, fails in (("nonbankrupt", False), ("bankrupt", True)):
                span = "_".join(str(year - back) for back in (3, 2, 1))
                read = list(_csv(folder / f"{kind}_{sector}_{year}_year_{span}.csv"))
                rows += [[_number(cell) for cell in row[-63:]] for row in read]
                failed += [fails] * len(read)
                years += [year] * len(read)
                sectors += [sector] * len(read)
    table = _finite(np.array(rows))
    return table, np.array(failed), _companies(table, years, sectors)


def _companies(table: np.ndarray, years: list[int], sectors: list[str]) -> np.ndarray:
    """Number the companies: a row whose first two years equal another's last two is the same one, a year later."""
    heads = defaultdict(list)
    for row, (values, year, sector) in enumerate(zip(table, years, sectors, strict=True)):
        heads[sector, year, values[:42].tobytes()].append(row)
    company = np.arange(len(table))
    for row in np.argsort(years, kind="stable"):
        for later in heads.get((sectors[row], years[row] + 1, table[row][21:].tobytes()), ()):
            company[later] = company[row]
    return company


def _csv(path: Path) -> Iterator[list[str]]:
    text = path.read_text(encoding="utf-8")
    semicolons = ";" in text.partition("\n")[0]
    lines = csv.reader(text.splitlines(), delimiter=";" if semicolons else ",")
    next(lines)
    for row in lines:
        yield [cell.replace(",", ".") for cell in row] if semicolons else row


def _arff(path: Path) -> Iterator[list[str]]:
    _, _, data = path.read_text(encoding="utf-8").partition("@data")
    yield from csv.reader(line for line in data.splitlines() if line.strip())


def _number(cell: str) -> float:
    return float("nan") if cell.strip() in {"?", "NA", ""} else float(cell)


def _finite(values: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(values), values, np.nan)
