"""A second witness beside R: svy, another program in Python, gives the same shares, errors, intervals and tests."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import svy

from tests.core.survey.reference import FOLDER, columns, design, flags_of, numbers
from wegwijzer.core.survey.association import rao_scott
from wegwijzer.core.survey.estimating import shares

SEGMENTS = flags_of("firms", "segment")
OURS = {
    "weights": design("firms"),
    "strata": design("firms", strata=True),
    "strata_fpc": design("firms", strata=True, fpc="fpc_firms"),
    "clusters": design("firms", strata=True, psu=True),
    "clusters_fpc": design("firms", strata=True, psu=True, fpc="fpc_units"),
}
THEIRS = {
    "weights": svy.Design(wgt="weight"),
    "strata": svy.Design(stratum="stratum", wgt="weight"),
    "strata_fpc": svy.Design(stratum="stratum", wgt="weight", pop_size="fpc_firms"),
    "clusters": svy.Design(stratum="stratum", psu="psu", wgt="weight"),
    "clusters_fpc": svy.Design(stratum="stratum", psu="psu", wgt="weight", pop_size="fpc_units"),
}


def sample(name: str) -> svy.Sample:
    return svy.Sample(data=pl.read_csv(FOLDER / "firms.csv"), design=THEIRS[name])


@pytest.mark.parametrize("small", [False, True], ids=["all firms", "a part"])
@pytest.mark.parametrize("name", OURS)
def test_shares_errors_and_intervals_are_the_same(name, small):
    within = numbers("firms", "emp") <= 100 if small else np.ones(240, np.bool_)
    found = shares(OURS[name], SEGMENTS, within=within)
    where = pl.col("emp") <= 100 if small else None
    for other in sample(name).estimation.prop("segment", where=where).estimates:
        share = found[other.y_level]
        assert (share.value, share.se, share.ci_low, share.ci_high) == pytest.approx(
            (other.est, other.se, other.lci, other.uci), rel=1e-12
        )
        assert (share.n, share.df) == (other.n, other.df)


@pytest.mark.parametrize("name", OURS)
def test_rao_and_scott_s_f_is_the_same(name):
    other = sample(name).categorical.tabulate("segment", "innovates").stats.f
    found = rao_scott(OURS[name], columns("firms")["segment"], columns("firms")["innovates"])
    assert (found.f, found.ndf, found.ddf, found.p) == pytest.approx(
        (other.value, other.df_num, other.df_den, other.p_value), rel=1e-9
    )
