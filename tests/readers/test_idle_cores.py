"""How many cores are idle, told by files as Linux writes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wegwijzer.readers.idle_cores import idle_cores


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(4)), raising=False)

    def cores(running: str, quota: str = "max 100000") -> int:
        load, limit = tmp_path / "loadavg", tmp_path / "cpu.max"
        load.write_text(f"0.50 0.40 0.30 {running} 1234\n", "ascii")
        limit.write_text(f"{quota}\n", "ascii")
        return idle_cores(load=load, quota=limit)

    return cores


@pytest.mark.parametrize(("running", "idle"), [("1/90", 4), ("0/90", 4), ("2/90", 3), ("4/90", 1), ("30/90", 1)])
def test_who_runs_beside_us_takes_a_core(told, running, idle):
    assert told(running) == idle


@pytest.mark.parametrize(("quota", "idle"), [("100000 100000", 1), ("250000 100000", 2), ("50000 100000", 1)])
def test_a_container_leaves_no_more_than_its_quota(told, quota, idle):
    assert told("1/90", quota) == idle


@pytest.mark.parametrize("text", ["", "nonsense", "0.1 0.2 0.3 many/9 1"])
def test_one_core_where_the_system_does_not_tell(tmp_path: Path, text):
    (tmp_path / "loadavg").write_text(text, "ascii")
    assert idle_cores(load=tmp_path / "loadavg") == 1
    assert idle_cores(load=tmp_path / "absent") == 1
