"""Ten million rows of a survey from Parquet to segments, beside a row by row version, R, and the machine's limit.

`python -m benchmarks.pyramid [ROWS]`. The limit is Polars reading the same columns and nothing else. The row by row
version and R know no missing answers (they take them for no), so they do less; R's time is without reading a file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.reporting import Figure, Measured, line, milliseconds
from wegwijzer.core.pyramid.answers import QUESTIONS, YES
from wegwijzer.core.pyramid.mapping import own_names, read_answers
from wegwijzer.core.pyramid.segments import PRINTED, possible_by_pattern, segment_of
from wegwijzer.core.pyramid.segments import place_in_pyramid as place
from wegwijzer.readers.survey.reading import read_survey

ROWS = 10_000_000
LIMIT_MS = 3_000.0
RUNS = 5
_ROW_BY_ROW, _IN_R = 100_000, 2_000_000
_MISSING_SHARE, _YES_SHARE = 0.03, 0.25

_R_SCRIPT = """
args <- commandArgs(TRUE); rows <- as.integer(args[2]); names <- strsplit(args[3], ",")[[1]]
con <- file(args[1], "rb")
a <- lapply(names, function(n) as.integer(readBin(con, "raw", rows)) == 1L); names(a) <- names
started <- proc.time()[["elapsed"]]
introduced <- with(a, q8a | q8b | q14a | q14b | q14c)
segment <- with(a, ifelse(((q10a & q11a) | q16a) & q21a & q22f & q25, 0L,
  ifelse((q10a | q16a) & (q21a | q22f | q25), 1L,
  ifelse(introduced & (q21d | q29), 2L,
  ifelse(introduced | q11a | q21a | q21d | q29, 3L, 4L)))))
counts <- table(segment)
cat(proc.time()[["elapsed"]] - started)
"""


def measure(rows: int = ROWS) -> Iterator[Measured | Figure]:
    """Every line of the report; the number of rows can be made smaller for a quick run."""
    possible_by_pattern(PRINTED)  # worked out once in the life of a process
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.parquet"
        answers = _write(path, rows)
        scan = milliseconds([_seconds(lambda: _scan(path)) for _ in range(RUNS)])
        whole = milliseconds([_seconds(lambda: _segments(path, rows)) for _ in range(RUNS)])
        yield Measured(f"{rows:,} survey rows: Polars reads the 13 columns only (the floor)", scan, None, None)
        yield Measured(f"{rows:,} survey rows: from Parquet to segments, counted", whole, LIMIT_MS, scan)
        core = milliseconds([_seconds(lambda: place(answers)) for _ in range(RUNS)])
        yield Measured(f"{rows:,} survey rows: placed, answers in memory, 1 core", core, None, None)
        yield Figure("the same: from Parquet", rows / whole.p50 * 1000, "rows a second", None)
        yield Figure("row by row in Python, answers in memory", _row_by_row(answers), "rows a second", None)
        in_r = _in_r(answers, Path(folder))
        if in_r is not None:
            yield Figure("vectors in R, answers in memory", in_r, "rows a second", None)


def _write(path: Path, rows: int) -> dict[str, np.ndarray]:
    import polars as pl

    drawn = np.random.default_rng(12)
    answers = {}
    for name in QUESTIONS:
        share = drawn.random(rows, dtype=np.float32)
        trits = (share < _YES_SHARE).astype(np.int8)
        trits[share > 1 - _MISSING_SHARE] = 2
        answers[name] = trits
    columns = [pl.Series(name, trits).replace({2: None}) for name, trits in answers.items()]
    pl.DataFrame(columns).write_parquet(path)
    return answers


def _scan(path: Path) -> None:
    import polars as pl

    pl.read_parquet(path, columns=list(QUESTIONS))


def _segments(path: Path, rows: int) -> None:
    data = read_survey(path, columns=QUESTIONS)
    answered = read_answers(data, own_names(tuple(data.columns)))
    counts = np.bincount(place(answered.answers).possible, minlength=32)
    if counts.sum() != rows or answered.faults or answered.absent != ("ongoing", "abandoned"):
        raise RuntimeError("not every row was placed")


def _row_by_row(answers: dict[str, np.ndarray]) -> float:
    """Rows a second of the plain way: a mapping a firm, one firm after the other."""
    columns = [(column[:_ROW_BY_ROW] == YES).tolist() for column in answers.values()]
    names = tuple(answers)
    rows = len(columns[0])
    seconds = _seconds(lambda: [segment_of(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)])
    return rows / seconds


def _in_r(answers: dict[str, np.ndarray], folder: Path) -> float | None:
    """Rows a second of the same table as vectors in R; None where R is not installed."""
    if shutil.which("Rscript") is None:
        return None
    data, script = folder / "answers.bin", folder / "segments.R"
    rows = min(_IN_R, len(answers["q8a"]))
    data.write_bytes(b"".join(column[:rows].tobytes() for column in answers.values()))
    script.write_text(_R_SCRIPT, encoding="utf-8")
    command = ["Rscript", "--vanilla", str(script), str(data), str(rows), ",".join(answers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return rows / max(float(done.stdout), 1e-3)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for measured in measure(*(int(argument) for argument in sys.argv[1:2])):
        print(line(measured), flush=True)
