"""The EU size class: Recommendation 2003/361/EC, annex, art. 2 to 6, and the Commission's user guide."""

from __future__ import annotations

import doctest
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.core.firm.sized import (
    CEILINGS,
    MILLION,
    NONE_OF_IT,
    SMALL,
    Year,
    assess,
    figures,
    relation,
)
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.firm import size, two_years
from wegwijzer.core.firm.size import (
    undecided_by,
)


def test_docstring_examples_hold():
    assert doctest.testmod(size).failed == 0
    assert doctest.testmod(two_years).failed == 0


class TestCeilings:
    """Art. 2."""

    @pytest.mark.parametrize(
        ("fte", "turnover", "balance", "expected"),
        [
            ("9.9", 2, 99, "micro"),
            ("9.9", 99, 2, "micro"),
            (10, 1, 1, "small"),
            (9, "2.01", "2.01", "small"),
            ("49.9", 10, 99, "small"),
            ("49.9", 99, 10, "small"),
            (50, 1, 1, "medium"),
            (9, "10.01", "10.01", "medium"),
            ("249.9", 50, 99, "medium"),
            ("249.9", 99, 43, "medium"),
            (250, 1, 1, "large"),
            (249, "50.01", "43.01", "large"),
            (0, 0, 0, "micro"),
        ],
    )
    def test_headcount_stays_below_and_one_amount_does_not_exceed(self, fte, turnover, balance, expected):
        assert assess(figures(fte, turnover, balance)).size_class == expected

    def test_ceilings_that_do_not_rise_are_refused(self):
        with pytest.raises(ValueError, match="staff"):
            replace(CEILINGS, small_staff=Decimal(5))


class TestPartialKnowledge:
    @pytest.mark.parametrize(
        ("own", "expected"),
        [
            (figures(None, 51, 44), "large"),
            (figures(300), "large"),
            (figures(5, 1), "micro"),
            (figures(5, None, 1), "micro"),
            (figures(Band(Decimal(10), Decimal(49)), 3), "small"),
            (figures(Band(Decimal(5), Decimal(10)), 1), "unknown"),
            (figures(5), "unknown"),
            (figures(None, 1, 1), "unknown"),
            (figures(100, 20), "medium"),
            (NONE_OF_IT, "unknown"),
        ],
    )
    def test_class_is_decided_as_soon_as_what_is_known_suffices(self, own, expected):
        assert assess(own).size_class == expected

    def test_open_class_says_between_which_classes(self):
        open_class = assess(figures(60))
        assert (open_class.lowest, open_class.highest) == (2, 3)

    def test_total_of_which_nothing_is_known_is_none(self):
        assert assess(figures(5)).turnover_eur is None

    def test_band_without_low_end_starts_at_nothing(self):
        assert assess(figures(Band(None, Decimal(9)), 1)).size_class == "micro"

    def test_unknown_figures_of_a_relation_open_the_total_upwards(self):
        assessment = assess(figures(10, 1, 1), relation("P", 40, figures=figures(20)))
        assert assessment.fte == exactly(18)
        assert assessment.turnover_eur == Band(Decimal(MILLION), None)
        assert assessment.size_class == "unknown"
        assert "relation_figures_unknown" in assessment.notes


class TestUndecidedBy:
    @pytest.mark.parametrize(
        ("own", "expected"),
        [
            (NONE_OF_IT, ("fte", "turnover_eur", "balance_sheet_total_eur")),
            (figures(300), ()),
            (figures(5, 1), ()),
            (figures(5), ("turnover_eur", "balance_sheet_total_eur")),
            (figures(5, 3), ("balance_sheet_total_eur",)),
            (figures(None, 1), ("fte",)),
            (figures(None, 60, 50), ()),
            (figures(None, 60), ("fte", "balance_sheet_total_eur")),
            (figures(Band(Decimal(10), Decimal(20)), 20), ("balance_sheet_total_eur",)),
            (figures(Band(Decimal(5), Decimal(20)), 1), ("fte",)),
        ],
    )
    def test_only_facts_that_can_still_change_the_class_are_named(self, own, expected):
        assert undecided_by(own, ceilings=CEILINGS) == expected

    def test_nothing_of_its_own_is_asked_when_only_a_relation_is_unknown(self):
        unknown = relation("X", 60, figures=NONE_OF_IT)
        assert undecided_by(figures(5, 1, 1), [unknown], ceilings=CEILINGS) == ()

    def test_relations_may_settle_what_is_unknown_of_the_firm(self):
        parent = relation("Parent", 60, 400)
        assert undecided_by(NONE_OF_IT, [parent], ceilings=CEILINGS) == ()

    def test_public_control_settles_all(self):
        body = relation("City", 30, investor="public_body")
        assert undecided_by(NONE_OF_IT, [body], ceilings=CEILINGS) == ()

    def test_with_one_earlier_year_the_present_one_does_not_matter(self):
        assert undecided_by(NONE_OF_IT, ceilings=CEILINGS, previous=[Year(SMALL)]) == ()


class TestRelations:
    @pytest.mark.parametrize("share", ["-1", "100.01"])
    def test_share_outside_0_to_100_is_refused(self, share):
        with pytest.raises(ValueError, match="share_pct"):
            relation("X", share)

    def test_unknown_holder_is_refused(self):
        with pytest.raises(ValueError, match="holder"):
            relation("X", 30, holder="nobody")
