"""The fictional portfolio: sums that hold, ten in trouble, each in its own way, and never a real number."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.accounts.checking import broken_sums
from wegwijzer.core.accounts.history import join_filings
from wegwijzer.core.knipperlichten.reading import read_lights
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.portfolio.sample import CLIENTS, sample_filings

FILINGS = list(sample_filings(newest=2025))


def test_it_is_the_same_each_time():
    assert list(sample_filings(newest=2025)) == FILINGS


def test_every_sum_holds():
    assert [filing.entity for filing in FILINGS if broken_sums(filing, shipped_chart())] == []


def test_no_client_can_be_taken_for_a_firm_that_exists():
    assert {filing.entity.split("-")[0] for filing in FILINGS} == {"VERZONNEN"}


def test_ten_stand_out_by_different_lights():
    readings = list(read_lights(join_filings(FILINGS), shipped_board(date(2026, 11, 24))))
    worst = sorted(readings, key=lambda reading: -reading.score)[:7]
    sound = sorted(reading.score for reading in readings)[: CLIENTS // 2]
    assert len(readings) == CLIENTS
    assert min(reading.score for reading in worst) > 30
    assert max(sound) < 10
    patterns = {tuple(light.status for light in reading.latest.lights) for reading in worst}
    assert len(patterns) == len(worst)
