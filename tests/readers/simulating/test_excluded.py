"""Which criterion keeps whom out: as the reading of each firm says, and what a number a tenth looser would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

pl = pytest.importorskip("polars")

from tests.builders import FACTS  # noqa: E402
from tests.readers.simulating.changes import DAY, forgotten, known_firms  # noqa: E402
from tests.readers.simulating.test_running import one_by_one  # noqa: E402
from wegwijzer.core.criteria.nodes import All, AtLeast, AtMost, Below, IsTrue, Not  # noqa: E402
from wegwijzer.core.errors import UnknownEntryError  # noqa: E402
from wegwijzer.core.simulating.excluding import has_near, relaxed, scaled  # noqa: E402
from wegwijzer.core.survey.selecting import parse_condition  # noqa: E402
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN  # noqa: E402
from wegwijzer.readers.catalogue import shipped_day  # noqa: E402
from wegwijzer.readers.simulating.excluded import exclusions  # noqa: E402
from wegwijzer.readers.simulating.source import Drawn, Source  # noqa: E402

MEASURE = "kmo-portefeuille"


@pytest.fixture(scope="module")
def firms():
    return forgotten(known_firms(150), 0.15)


@pytest.fixture(scope="module")
def path(firms, tmp_path_factory):
    found = tmp_path_factory.mktemp("excluded") / "firms.parquet"
    firms.write_parquet(found)
    return found


@pytest.fixture(scope="module")
def found(path):
    (measure,) = exclusions(Source(path), shipped_day(DAY), (MEASURE,)).measures
    return measure


@pytest.fixture(scope="module")
def read(firms):
    return one_by_one(firms, shipped_day(DAY))


def test_blockers_alone_and_in_pairs_are_those_of_each_firm(found, read):
    blocks, opens, alone, sure, as_firm, possible = (Counter() for _ in range(6))
    pairs = Counter()
    for item in read:
        blocking = [reading.criterion.id for reading in item.blocking]
        waiting = [reading for reading in item.readings if reading.verdict is UNKNOWN]
        blocks.update(blocking)
        opens.update(reading.criterion.id for reading in waiting)
        if len(blocking) == 1:
            alone.update(blocking)
            possible.update(blocking)
            sure.update(blocking if not waiting else [])
            as_firm.update(blocking if all(reading.is_soft for reading in waiting) else [])
        if not blocking:
            possible.update(reading.criterion.id for reading in waiting)
        if len(blocking) == 2:
            pairs[tuple(blocking)] += 1
    assert found.firms.rows == len(read)
    assert found.met.rows == sum(item.verdict is MET for item in read)
    assert found.refused.rows == sum(item.verdict is NOT_MET for item in read)
    for item in found.criteria:
        figures = (item.blocks, item.may_block, item.alone, item.alone_sure, item.alone_sure_as_firm)
        expected = [counts[item.criterion] for counts in (blocks, opens, alone, sure, as_firm)]
        assert [figure.rows for figure in figures] == expected, item.criterion
        assert item.alone_possible.rows == possible[item.criterion]
    assert {pair.criteria: pair.blocks.rows for pair in found.pairs} == dict(pairs)
    assert alone
    assert pairs


def test_the_criterion_that_keeps_out_most_by_itself_stands_first(found):
    counts = [item.alone.rows for item in found.criteria]
    assert counts == sorted(counts, reverse=True)


def test_a_firm_is_near_when_ceilings_a_tenth_higher_would_let_it_in(found, firms):
    day = shipped_day(DAY)
    ceilings = scaled(day.derivation.ceilings, Decimal("1.1"))
    looser = replace(day, derivation=replace(day.derivation, ceilings=ceilings))
    verdicts = [
        {reading.criterion.id: reading.verdict for reading in item.readings}["sme"]
        for frame_day in (day, looser)
        for item in one_by_one(firms, frame_day)
    ]
    half = len(verdicts) // 2
    pairs = zip(verdicts[:half], verdicts[half:], strict=True)
    (sme,) = (item for item in found.criteria if item.criterion == "sme")
    assert sme.near.rows == sum(now is NOT_MET and then is MET for now, then in pairs)
    (service,) = (item for item in found.criteria if item.criterion == "theme_accepted")
    assert service.near is None


def test_numbers_get_looser_also_under_a_negation():
    tests = All((Below("fte", Decimal(50)), Not(AtLeast("fte", Decimal(50))), IsTrue("insolvent")))
    assert relaxed(tests, FACTS) == All(
        (Below("fte", Decimal(55)), Not(AtLeast("fte", Decimal(55))), IsTrue("insolvent"))
    )
    assert has_near(tests, FACTS)
    assert has_near(AtMost("size_class", Decimal(1)), FACTS)
    assert not has_near(All((IsTrue("insolvent"), AtLeast("founded", Decimal(730_000)))), FACTS)


def test_a_subgroup_of_a_sample_keeps_its_design(path, firms):
    chosen = parse_condition('layer == "volger"')
    drawn = Drawn("weight", "stratum")
    (measure,) = exclusions(Source(path, drawn, chosen), shipped_day(DAY), (MEASURE,)).measures
    rows = firms.filter(pl.col("layer") == "volger")
    assert measure.firms.rows == rows.height
    assert measure.firms.weighted == pytest.approx(rows["weight"].sum())
    assert measure.firms.estimate.se > 0
    assert measure.criteria[0].alone.estimate.value == pytest.approx(measure.criteria[0].alone.weighted)


def test_all_measures_that_are_not_closed_are_looked_at_when_none_is_named(path):
    day = shipped_day(DAY)
    found = {measure.measure for measure in exclusions(Source(path), day).measures}
    assert MEASURE in found
    assert "technologieverkenning" not in found
    with pytest.raises(UnknownEntryError):
        exclusions(Source(path), day, ("kmo-portefeuile",))
