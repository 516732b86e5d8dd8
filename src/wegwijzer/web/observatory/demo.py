"""Invented use for a demonstration, of measures and of Wegwijzer itself. Every figure says so."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone

from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.web.observatory.building import DEMO
from wegwijzer.web.observatory.models import SentFile
from wegwijzer.web.observatory.sending import Sent, show, take_in
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import Tally
from wegwijzer.web.usage.writing import Key, count_day, key
from wegwijzer.wording.excluded import ExcludedWording
from wegwijzer.wording.language import DEFAULT_LANGUAGE

_FIRMS, _SEED = 30_000, 2016
_NAME, _SOURCE = "synthetisch-gebruik.csv", "synthetische bevolking van Wegwijzer"
_KEPT_OUT_NAME = "synthetische-drempels.json"
_DAYS, _EVERY = 640, 7
_OFTEN: tuple[tuple[Kind, str, str, float], ...] = (
    (Kind.SEARCH_MADE, "", "", 9.0),
    (Kind.SEARCH_EMPTY, "", "", 0.5),
    (Kind.SEARCH_EMPTY, "legal", "", 0.3),
    (Kind.SEARCH_EMPTY, "marketing", "", 0.2),
    (Kind.ROADMAP_MADE, "product", "", 1.9),
    (Kind.ROADMAP_MADE, "process", "", 1.3),
    (Kind.ROADMAP_MADE, "personnel", "", 0.9),
    (Kind.DROPPED_AT, "", "", 0.3),
    (Kind.DROPPED_AT, "turnover_eur", "", 0.9),
    (Kind.DROPPED_AT, "balance_sheet_total_eur", "", 0.7),
    (Kind.DROPPED_AT, "fte", "", 0.4),
    (Kind.DROPPED_AT, "nace", "", 0.5),
    (Kind.DROPPED_AT, "part_of_group", "", 0.008),
    (Kind.NOT_KNOWN, "balance_sheet_total_eur", "", 0.8),
    (Kind.NOT_KNOWN, "nace", "", 0.5),
    (Kind.MEASURE_OPENED, "kmo-portefeuille", "", 6.0),
    (Kind.MEASURE_OPENED, "innovatiepremie", "", 2.2),
    (Kind.MEASURE_OPENED, "sprint-project", "", 1.4),
    (Kind.MEASURE_OPENED, "strategisch-advies", "", 0.9),
    (Kind.MEASURE_FITS, "kmo-portefeuille", "", 3.1),
    (Kind.MEASURE_FITS, "innovatiepremie", "", 2.6),
    (Kind.MEASURE_FITS, "sprint-project", "", 0.3),
    (Kind.BLOCKED_BY_ONE, "kmo-portefeuille", "activity_listed", 0.7),
    (Kind.BLOCKED_BY_ONE, "innovatiepremie", "private_employer", 0.4),
)
"""What happens how often on a day, in the mean; a week of it is put on one day, for few rows say the same here."""


def fill(at: datetime) -> None:
    """Send the invented files and make up the tallies, if there is none of either. A worker makes the figures."""
    if not SentFile.objects.exists() and find_spec("polars") is not None:
        use, population, kept_out = invented_files(timezone.localdate(at))
        take_in(Sent(SentFile.Kind.USE, _NAME, _SOURCE, use, population), by=None, at=at)
        show(take_in(Sent(SentFile.Kind.EXCLUDED, _KEPT_OUT_NAME, _SOURCE, kept_out), by=None, at=at))
    if not Tally.objects.exists():
        last = timezone.localdate(at)
        count_day(DEMO, last, invented_tallies(last))


@cache
def invented_files(on: date) -> tuple[bytes, bytes, bytes]:
    """The use of measures by a synthetic Flanders, how many firms of each class it has, both as CSV, and which
    criterion keeps whom out of the measures of a day, as `wegwijzer excluded --json` tells it."""
    import polars as pl

    from wegwijzer.core.population.firms import Population
    from wegwijzer.core.population.using import CLASSES, InventedUse
    from wegwijzer.readers.population.plan_file import shipped_population_plan
    from wegwijzer.readers.population.use_plan import shipped_use_plan
    from wegwijzer.readers.population.use_writing import USE, write_invented
    from wegwijzer.readers.population.writing import write_population
    from wegwijzer.readers.simulating.excluded import exclusions
    from wegwijzer.readers.simulating.source import Source

    population = Population(shipped_population_plan(), _FIRMS, _SEED, False)
    invented = InventedUse(shipped_use_plan(), population.plan.as_of.year)
    with tempfile.TemporaryDirectory() as folder:
        firms, use = Path(folder) / "firms.parquet", Path(folder) / "use.csv"
        write_population(population, firms, also=invented.add)
        write_invented(invented, population, {USE: use})
        counted = pl.read_parquet(firms, columns=list(CLASSES)).group_by(CLASSES).len("firms").sort(CLASSES)
        labelled = counted.select(pl.lit(1).alias("synthetic"), pl.all())
        day = shipped_day(on)
        kept_out = ExcludedWording(day, DEFAULT_LANGUAGE).data(exclusions(Source(firms), day, ()))
        return use.read_bytes(), labelled.write_csv().encode(), _told(kept_out)


def _told(kept_out: Mapping[str, Any]) -> bytes:
    """The result without the path of a folder that is gone."""
    population = {**kept_out["population"], "file": ""}
    return json.dumps({**kept_out, "population": population}, ensure_ascii=False, default=str).encode()


def invented_tallies(last: date) -> Counter[Key]:
    """Tallies of many days up to one, drawn from a stated seed."""
    draw = np.random.default_rng(_SEED)
    return Counter({found: count for found, count in _drawn(draw, last) if count})


def _drawn(draw: np.random.Generator, last: date) -> Iterator[tuple[Key, int]]:
    for back in range(_DAYS, 0, -_EVERY):
        day = last - timedelta(days=back)
        for (kind, subject, detail, _), count in zip(
            _OFTEN, draw.poisson([_EVERY * often[-1] for often in _OFTEN]).tolist(), strict=True
        ):
            yield key(day, kind, subject, detail), count
