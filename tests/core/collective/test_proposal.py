"""What a proposal must say, and what it costs each."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.collective.proposal import (
    ASKED_BEFORE_DOSSIER,
    ASKED_BEFORE_FIRMS,
    Proposal,
    open_parts,
    share_each,
)


def test_parts_without_words_are_open():
    proposal = Proposal(title="Houdbare verpakking", problem="  ", question="Welke folie?", puts_in="een dag")
    assert open_parts(proposal, ASKED_BEFORE_FIRMS) == ("problem", "gets_out")
    assert set(open_parts(proposal, ASKED_BEFORE_DOSSIER)) > {"centres", "instrument", "budget_eur"}


def test_a_part_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        open_parts(Proposal(), ("colour",))


def test_a_share_by_hand():
    # tetra: 92.5 % of 200,000 euro is paid, the user group bears 15,000; six firms
    assert share_each(exactly(200_000), exactly(185_000), 6) == exactly("2500.00")
    assert share_each(Band(Decimal(100), None), Band(Decimal(50), Decimal(80)), 3) == Band(Decimal("6.67"), None)


def test_a_share_needs_a_firm():
    with pytest.raises(ValueError, match="at least one"):
        share_each(exactly(1), exactly(0), 0)


EURO = st.integers(0, 10**7).map(Decimal)
BANDS = st.tuples(EURO, EURO).map(lambda ends: Band(min(ends), max(ends)))


@given(budget=BANDS, support=BANDS, firms=st.integers(1, 60))
def test_a_share_is_never_negative_and_never_more_for_more_firms_or_support(budget, support, firms):
    share = share_each(budget, support, firms)
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.high
    more = share_each(budget, support, firms + 1)
    assert more.high is not None
    assert more.high <= share.high
    better = share_each(budget, Band(support.low + 1, support.high + 1), firms)
    assert better.high is not None
    assert better.high <= share.high
