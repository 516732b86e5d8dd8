"""Every engine gives the rows and counts that Polars gives, and those of the one-firm reading."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from importlib.util import find_spec

import pytest
from polars.testing import assert_frame_equal

from tests.readers.scanning.random_firms import as_firm_file, random_firms, random_relations
from tests.readers.scanning.test_equal_rows import differences, scanned
from wegwijzer.readers.catalogue import shipped_day

DAY = shipped_day(date(2026, 11, 30))
ROWS = random_firms(11, 60, DAY)
RELATIONS = random_relations(11, ROWS)
FEW = ("kmo-portefeuille", "innovatieve-starterssteun", "bv-vrijstelling-onderzoekers")
"""Measures with derived facts, groups, and amounts with a rate, a choice and a fixed sum."""


def relations_of(row):
    return as_firm_file([relation for relation in RELATIONS if relation["firm"] == str(row["id"])])


def same_as_polars(engine, tmp_path, measures=()):
    wanted, rows = scanned(tmp_path / "a.parquet", ROWS, DAY, relations=RELATIONS, measures=measures)
    counts, outcome = scanned(tmp_path / "b.parquet", ROWS, DAY, relations=RELATIONS, engine=engine, measures=measures)
    assert_frame_equal(outcome, rows, abs_tol=1e-9)
    assert {name: in_cents(count) for name, count in counts.items()} == {
        name: in_cents(count) for name, count in wanted.items()
    }
    return outcome


def in_cents(count):
    """A count whose sums of euro do not depend on the order of adding."""
    return replace(count, amount_min_eur=round(count.amount_min_eur, 2), amount_max_eur=round(count.amount_max_eur, 2))


def test_duckdb_gives_the_same_rows_for_all_measures(tmp_path):
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    outcome = same_as_polars("duckdb", tmp_path)
    assert differences(ROWS, outcome, DAY, relations_of) == []


@pytest.fixture(scope="module")
def spark():
    """One session for this module, on this machine, with the quickest compiler of the JVM."""
    if find_spec("pyspark") is None:
        pytest.skip("the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").appName("tests")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.log.level", "ERROR"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
        ("spark.sql.codegen.wholeStage", "false"),
    ):
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_spark_gives_the_same_rows(spark, tmp_path):
    same_as_polars("spark", tmp_path, FEW)
    assert spark.conf.get("spark.sql.optimizer.excludedRules", "") == ""
