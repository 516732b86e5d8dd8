"""A scan gives every firm what the one-firm reading gives it: bands, gaps, derived facts and relations included."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.scanning.one_by_one import outcome_of, waits_of
from tests.readers.scanning.random_firms import as_firm_file, frame_of, random_firms, random_relations
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.scanning.planning import plan_scan
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.firm_table.population_file import open_population
from wegwijzer.readers.firm_table.preparing import PreparedPopulation
from wegwijzer.readers.firm_table.related_firms import RelatedFirms
from wegwijzer.readers.scanning.engines import open_engine

DAYS = [date(2015, 6, 1), date(2019, 12, 15), date(2026, 11, 30)]
FIRMS = 25


def scanned(path, rows, day, *, relations=(), engine="polars", measures=()):
    """The counts and the rows of a scan of firms, amounts and questions included."""
    frame_of(rows, day).write_parquet(path)
    related = RelatedFirms(pl.DataFrame(list(relations), infer_schema_length=None), "relations") if relations else None
    population = open_population(path, day.catalogue.facts)
    prepared = PreparedPopulation(population, day, related=related)
    plan = plan_scan(day, measures=measures, present=prepared.known, amounts=True)
    asked = [fact.id for fact in day.catalogue.facts.values() if fact.askable]
    running = open_engine(engine, plan, questions=asked)
    (batch,) = prepared.batches()
    counts, outcome = running.scan(batch.frame, path.with_suffix(".work"))
    running.close()
    return counts, outcome


def differences(rows, outcome: pl.DataFrame, day: DayCatalogue, relations_of):
    """Where a scan and the one-firm reading disagree: amounts may differ in the last bit of a double."""
    found = []
    for row, got in zip(rows, outcome.rows(named=True), strict=True):
        for column, wanted in outcome_of(row, day, relations=relations_of(row)).items():
            same = got[column] == wanted
            if not same and isinstance(wanted, float) and got[column] is not None:
                same = abs(got[column] - wanted) < 0.005
            if not same:
                found.append((row["id"], column, got[column], wanted))
    return found


@pytest.mark.parametrize("on", DAYS, ids=str)
@settings(max_examples=8)
@given(seed=st.integers(0, 10**6))
def test_every_firm_gets_what_it_would_get_alone(on, seed, tmp_path_factory):
    day = shipped_day(on)
    rows = random_firms(seed, FIRMS, day)
    _, outcome = scanned(tmp_path_factory.mktemp("scan") / "firms.parquet", rows, day)
    assert differences(rows, outcome, day, lambda row: ()) == []


@settings(max_examples=8)
@given(seed=st.integers(0, 10**6))
def test_a_firm_with_relations_gets_the_size_that_it_would_get_alone(seed, tmp_path_factory):
    day = shipped_day(DAYS[-1])
    rows = random_firms(seed, FIRMS, day)
    relations = random_relations(seed, rows)

    def relations_of(row):
        return as_firm_file([relation for relation in relations if relation["firm"] == str(row["id"])])

    _, outcome = scanned(tmp_path_factory.mktemp("scan") / "firms.parquet", rows, day, relations=relations)
    assert differences(rows, outcome, day, relations_of) == []


@settings(max_examples=5)
@given(seed=st.integers(0, 10**6))
def test_the_counts_are_those_of_the_firms_one_by_one(seed, tmp_path_factory):
    day = shipped_day(DAYS[-1])
    rows = random_firms(seed, FIRMS, day)
    counts, outcome = scanned(tmp_path_factory.mktemp("scan") / "firms.parquet", rows, day)
    waiting = [waits_of(row, day) for row in rows]
    for name, count in counts.items():
        assert Counter(outcome[f"{name}_verdict"]) == Counter(
            {"met": count.met, "not_met": count.not_met, "unknown": count.unknown}
        )
        assert sum(count.blocking) == outcome[f"{name}_blocking"].sum()
        assert sum(count.missing) == outcome[f"{name}_missing"].sum()
        waits = Counter(fact for firm in waiting for fact in firm[name])
        assert {fact: firms for fact, firms in count.waits.items() if firms} == waits
