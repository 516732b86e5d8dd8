"""The comparison with other engines asks all of them the same: by hand-written rules, plain Python answers as we do."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from benchmarks import peer_ours, peer_whole
from benchmarks.peers import lay_out

FEW = 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("peers")
    lay_out(folder, 10_000, FEW)
    return folder


@pytest.fixture(scope="module")
def rules(folder):
    return json.loads((folder / "rules.json").read_text(encoding="utf-8"))


def test_what_follows_is_worked_out_by_each_and_what_blocks_is_the_same(folder, rules):
    ours, theirs = peer_ours.wegwijzer(folder, rules)[0], peer_whole.python(folder, rules)[0]
    assert set(ours) == set(theirs)
    for name in rules["criteria"]["python"]:
        np.testing.assert_array_equal(ours[name][:FEW], theirs[name], err_msg=name)
        np.testing.assert_array_equal(ours[f"{name} mask"][:FEW], theirs[f"{name} mask"], err_msg=name)
    assert sum(theirs[name].sum() for name in rules["criteria"]["python"]) > FEW


def test_firms_state_nothing_that_follows_from_their_other_facts(folder):
    firms = pl.read_parquet(folder / "firms.parquet")
    assert not {"size_class_min", "age_years_min", "legal_kind", "for_profit", "region"} & set(firms.columns)
    asks = firms.filter(pl.col("planned_action") == "knowledge_question")
    assert asks["knowledge_question"].null_count() == asks.height > 0
