"""A survey report: shares by segment for 20,000 firms in 60 strata, whole and in parts, with tests of association.

Timed from the file to the last figure. Where `Rscript` and its package survey are there, R makes the same figures from
the same file, its own start left out, and its time is what ours is a multiple of. Figures that differ stop the run.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reporting import Figure, Measured, milliseconds
from wegwijzer.core.survey.association import rao_scott
from wegwijzer.core.survey.crossing import design_of
from wegwijzer.core.survey.estimating import Estimate, ratios, shares, shares_by, totals
from wegwijzer.readers.survey.reading import read_survey

FIRMS, STRATA = 20_000, 60
LIMIT_MS = 5_000.0
LAYERS = ("koploper", "ontwikkelaar", "toepasser", "volger", "niet_innovatief")
GROUPS = ("size", "sector", "province")
PARTNERS = ("universities", "centres", "consultants", "firms", "suppliers")

_RUNS = 5
_R = r"""
suppressPackageStartupMessages(library(survey))
path <- commandArgs(TRUE)[1]
start <- proc.time()[["elapsed"]]
data <- read.csv(path, stringsAsFactors = FALSE)
data$segment <- factor(data$segment)
design <- svydesign(~1, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = data)
se <- c()
shares <- function(part) {
  found <- svymean(~segment, part)
  share <- coef(found)
  reach <- qt(0.975, degf(part)) * SE(found) / (share * (1 - share))
  interval <- cbind(plogis(qlogis(share) - reach), plogis(qlogis(share) + reach))
  se <<- c(se, as.numeric(SE(found)))
}
part <- subset(design, emp >= 10 & emp <= 100)
for (whole in list(design, part)) {
  shares(whole)
  for (group in c("size", "sector", "province")) {
    for (value in sort(unique(data[[group]]))) shares(whole[whole$variables[[group]] == value, ])
  }
}
p <- c()
for (partner in c("universities", "centres", "consultants", "firms", "suppliers")) {
  p <- c(p, svychisq(as.formula(paste0("~", partner, "+segment")), design)$p.value)
}
total <- svytotal(~turnover, design)
ratio <- svyratio(~turnover, ~emp, design)
seconds <- proc.time()[["elapsed"]] - start
cat(sprintf('{"seconds": %.4f, "se": %.12g, "p": %.12g, "total": %.12g, "ratio": %.12g}',
  seconds, sum(se), sum(p), SE(total), SE(ratio)))
"""


def measure() -> Iterator[Measured | Figure]:
    """Every line of the report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.csv"
        _write(path)
        ours, seconds = {}, []
        for _ in range(_RUNS):
            start = time.perf_counter()
            ours = _report(path)
            seconds.append(time.perf_counter() - start)
        theirs = _in_r(path)
        floor = None
        if theirs is not None:
            floor = milliseconds([theirs["seconds"]])
            for name in ("se", "p", "total", "ratio"):
                if abs(ours[name] - theirs[name]) > 1e-8 * abs(theirs[name]):
                    raise RuntimeError(f"{name}: {ours[name]!r} here, {theirs[name]!r} in R")
        name = f"report on {FIRMS:,} firms, {STRATA} strata: {ours['tables']:.0f} tables and tests"
        yield Measured(name, milliseconds(seconds), LIMIT_MS, floor)
        if floor is None:
            yield Figure("the same in R: not measured, there is no R with package survey", 0, "ms", None)
        else:
            yield Figure("the same in R, its start left out (the floor above)", floor.p50, "ms", None)


def _report(path: Path) -> dict[str, float]:
    """The tables, as sums that can be compared with R's."""
    data = read_survey(path)
    design = design_of(data, weight="weight", strata="stratum", fpc="fpc")
    segment, emp = data.texts("segment"), data.numbers("emp")
    layers = {layer: segment == layer for layer in LAYERS}
    tables: list[dict[str, Estimate]] = []
    for within in (None, (emp >= 10) & (emp <= 100)):
        tables.append(shares(design, layers, within=within))
        for group in GROUPS:
            tables += shares_by(design, layers, data.texts(group), within=within).values()
    tests = [rao_scott(design, data.texts(partner), segment) for partner in PARTNERS]
    turnover = data.numbers("turnover")
    total, ratio = totals(design, {"t": turnover})["t"], ratios(design, {"r": (turnover, emp)})["r"]
    return {
        "tables": len(tables) + len(tests) + 2,
        "se": sum(share.se or 0.0 for table in tables for share in table.values()),
        "p": sum(test.p or 0.0 for test in tests),
        "total": total.se or 0.0,
        "ratio": ratio.se or 0.0,
    }


def _in_r(path: Path) -> dict[str, Any] | None:
    program = shutil.which("Rscript")
    if program is None:
        return None
    script = path.with_name("report.R")
    script.write_text(_R, encoding="utf-8")
    done = subprocess.run([program, str(script), str(path)], capture_output=True, text=True)
    if done.returncode:
        return None if "no package" in done.stderr else _stop(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _stop(words: str) -> None:
    raise RuntimeError(f"R could not make the report: {words[-500:]}")


def _write(path: Path) -> None:
    """Synthetic firms: sizes by sectors are the strata, and larger firms are drawn more often."""
    draw = np.random.default_rng(2016)
    stratum = draw.integers(0, STRATA, FIRMS)
    size = stratum % 4
    drawn = np.bincount(stratum, minlength=STRATA)
    population = (drawn * np.array([9.0, 4.0, 2.0, 1.25])[np.arange(STRATA) % 4]).round()
    weight = (population / drawn)[stratum] * draw.uniform(0.8, 1.2, FIRMS)
    emp = np.select([size == 0, size == 1, size == 2], [draw.integers(10, 20, FIRMS), draw.integers(20, 50, FIRMS),
        draw.integers(50, 250, FIRMS)], draw.integers(250, 2000, FIRMS))  # fmt: skip
    turnover = (emp * np.exp(draw.normal(5, 0.5, FIRMS))).round()
    level = draw.uniform(0, 1, FIRMS) - 0.05 * size
    place = np.searchsorted([0.05, 0.2, 0.35, 0.6], level)
    partners = [draw.uniform(0, 1, FIRMS) < 0.3 - 0.04 * place + 0.02 * number for number in range(len(PARTNERS))]
    names = ("stratum", "weight", "fpc", "size", "sector", "province", "emp", "turnover", "segment", *PARTNERS)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        for row in range(FIRMS):
            table.writerow(
                [
                    f"s{stratum[row]:02}",
                    f"{weight[row]:.4f}",
                    f"{population[stratum[row]]:.0f}",
                    f"size{size[row]}",
                    f"sector{stratum[row] // 4:02}",
                    f"province{row % 5}",
                    emp[row],
                    f"{turnover[row]:.0f}",
                    LAYERS[place[row]],
                    *("yes" if answers[row] else "no" for answers in partners),
                ]
            )
