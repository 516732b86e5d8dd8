"""The size class of a firm with partners and linked enterprises (Recommendation 2003/361/EC, annex, art. 3 and 6)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.firm.sized import (
    NONE_OF_IT,
    assess,
    downstream,
    figures,
    fte_with,
    reasons_of,
    relation,
    why,
)
from wegwijzer.core.band import Band, exactly


class TestShares:
    """Art. 3(1) to 3(3): autonomous, partner, linked."""

    @pytest.mark.parametrize("holder", ["firm", "other"])
    @pytest.mark.parametrize(
        ("share", "weight", "reason"),
        [
            ("0", "0", "below_25"),
            ("24.9", "0", "below_25"),
            ("24.99", "0", "below_25"),
            ("25", "25", "partner"),
            ("33", "33", "partner"),
            ("50", "50", "partner"),
            ("50.01", "100", "linked"),
            ("100", "100", "linked"),
        ],
    )
    def test_partner_from_a_quarter_and_linked_above_half(self, share, weight, reason, holder):
        assessment = assess(figures(10, 0, 0), relation("X", share, holder=holder))
        assert why(assessment) == {"X": (reason, Decimal(weight))}
        assert assessment.fte.exact == 10 + Decimal(weight)

    @pytest.mark.parametrize("share", ["0", "10", "30"])
    def test_control_by_other_means_links_whatever_the_share(self, share):
        assert fte_with(relation("X", share, linked=True)) == 110

    def test_denied_control_does_not_loosen_a_majority(self):
        assert fte_with(relation("X", 60, linked=False)) == 110

    def test_greater_share_counts_in_cross_holdings(self):
        assert fte_with(relation("X", 30), downstream("X", 40, figures=NONE_OF_IT)) == 50

    def test_shares_of_linked_enterprises_in_one_enterprise_are_taken_together(self):
        subsidiary = downstream("Sub", 100, 0, relations=[downstream("X", 15)])
        assert fte_with(downstream("X", 15), subsidiary) == 40

    def test_joint_majority_of_linked_enterprises_links(self):
        subsidiary = downstream("Sub", 100, 0, relations=[downstream("X", 30)])
        assert fte_with(downstream("X", 30), subsidiary) == 110

    def test_joint_shares_of_linked_holders_make_them_partners(self):
        holders = [relation("A", 15, 100, relations=[downstream("B", 100, 200)]), relation("B", 15, 200)]
        assert fte_with(*holders) == 10 + Decimal("0.30") * 300

    def test_shares_of_holders_that_are_not_linked_stay_apart(self):
        assert fte_with(relation("A", 24), relation("B", 24)) == 10


class TestChains:
    """Art. 3(3) last subparagraphs and art. 6(2) and 6(3)."""

    def test_linked_enterprise_of_a_linked_enterprise_counts_in_full(self):
        grandparent = relation("Grandparent", 60, 200)
        assert fte_with(relation("Parent", 60, 100, relations=[grandparent])) == 310

    def test_sister_enterprise_through_a_parent_counts_in_full(self):
        assert fte_with(relation("Parent", 80, 100, relations=[downstream("Sister", 51, 50)])) == 160

    def test_partner_of_a_linked_enterprise_counts_by_its_share(self):
        assert fte_with(relation("Parent", 80, 100, relations=[downstream("Partner", 40, 50)])) == 130

    def test_linked_enterprise_of_a_partner_counts_by_the_partners_share(self):
        partner = relation("Partner", 40, 100, relations=[downstream("Daughter", 60, 50)])
        assessment = assess(figures(10, 0, 0), partner)
        assert assessment.fte == exactly(70)
        assert why(assessment)["Daughter"] == ("linked_to_partner", 40)

    def test_partner_of_a_partner_does_not_count(self):
        partner = relation("Partner", 40, 100, relations=[relation("Behind", 40, 1000)])
        assessment = assess(figures(10, 0, 0), partner)
        assert assessment.fte == exactly(50)
        assert why(assessment)["Behind"] == ("beyond_reach", 0)

    def test_upstream_partner_of_a_linked_enterprise_counts_by_its_share_in_that(self):
        co_owner = relation("Co-owner", 30, 500)
        assert fte_with(downstream("Sub", 60, 100, relations=[co_owner])) == 260

    def test_what_lies_behind_too_small_a_share_does_not_count(self):
        assert fte_with(relation("X", 10, 100, relations=[relation("Y", 100, 1000)])) == 10

    def test_enterprise_listed_twice_counts_once(self):
        assert fte_with(relation("X", 60), relation(" x ", 60)) == 110

    def test_enterprise_reached_along_two_ways_counts_once_for_the_greater_weight(self):
        partner = relation("P", 30, 100, relations=[relation("Q", 60, 50)])
        assert fte_with(partner, relation("Q", 55, 50)) == 10 + 50 + 100

    def test_partner_of_the_firm_and_of_a_linked_enterprise_counts_once_for_the_greater_share(self):
        parent = relation("Parent", 60, 0, relations=[relation("P", 40)])
        assert fte_with(relation("P", 30), parent) == 50

    def test_number_identifies_over_name(self):
        one = relation("Holding", 60, enterprise_number="0403.019.261")
        same = relation("Holding NV", 60, enterprise_number="BE 403.019.261")
        other = relation("Holding", 60, enterprise_number="0200.065.765")
        assert fte_with(one, same) == 110
        assert fte_with(one, other) == 210

    def test_name_alone_is_the_numbered_enterprise_of_that_name(self):
        numbered = relation("Holding", 60, enterprise_number="0403.019.261")
        assert fte_with(numbered, relation("holding", 60)) == 110

    def test_enterprises_without_name_or_number_are_different_ones(self):
        assert fte_with(relation("", 60), relation("", 60)) == 210

    def test_chain_that_comes_back_to_the_firm_does_not_count_it_twice(self):
        back = downstream("The Firm", 60, 10)
        parent = relation("Parent", 60, 100, relations=[back])
        assert fte_with(parent, name="the firm") == 110
        assert reasons_of(parent, name="the firm") == {"Parent": "linked"}

    def test_circle_of_enterprises_ends(self):
        inner = relation("A", 60, 100, relations=[relation("B", 60, 20)])
        assert fte_with(relation("A", 60, 100, relations=[relation("B", 60, 20, relations=[inner])])) == 130

    def test_long_chain_is_followed_to_its_end(self):
        chain = relation("last", 60, 1)
        for place in range(300):
            chain = relation(f"link {place}", 60, 1, relations=[chain])
        assert fte_with(chain) == 311

    def test_figures_stated_at_one_listing_serve_the_other(self):
        bare = relation("X", 60, figures=NONE_OF_IT)
        assert fte_with(bare, relation("Y", 60, 0, relations=[downstream("X", 10)])) == 110

    def test_different_figures_for_one_enterprise_leave_both_possible(self):
        assessment = assess(figures(10, 0, 0), relation("X", 60, 100), relation("X", 60, 200))
        assert assessment.fte == Band(Decimal(110), Decimal(210))
        assert "conflicting_figures" in assessment.notes


class TestConsolidation:
    """Art. 6(2) and 6(3): not "already included through consolidation"."""

    def test_consolidated_subsidiary_does_not_count_again(self):
        assessment = assess(figures(110, 0, 0), downstream("Sub", 100, 100, consolidated=True))
        assert assessment.fte == exactly(110)
        assert why(assessment) == {"Sub": ("consolidated", 0)}

    def test_partner_of_a_consolidated_subsidiary_still_counts(self):
        sub = downstream("Sub", 100, 100, consolidated=True, relations=[relation("Partner", 30, 100)])
        assert fte_with(sub) == 40

    def test_consolidated_in_a_partners_accounts(self):
        daughter = downstream("Daughter", 60, 50, consolidated=True)
        assert fte_with(relation("Partner", 40, 100, relations=[daughter])) == 50

    def test_consolidated_down_a_chain(self):
        lowest = downstream("C", 100, 30, consolidated=True)
        middle = downstream("B", 100, 50, consolidated=True, relations=[lowest])
        assert fte_with(relation("A", 60, 100, relations=[middle])) == 110

    def test_consolidation_by_an_enterprise_that_does_not_count_changes_nothing(self):
        too_small = relation("Small holder", 10, 500, relations=[downstream("X", 10, consolidated=True)])
        assert fte_with(downstream("X", 60), too_small) == 110

    def test_consolidation_at_a_lower_weight_does_not_swallow_a_linked_enterprise(self):
        partner = relation("P", 30, 100, relations=[downstream("X", 30, 50, consolidated=True)])
        assert fte_with(downstream("X", 60, 50), partner) == 10 + 50 + 30

    def test_two_that_claim_to_consolidate_each_other_both_count(self):
        a = relation("A", 60, 100, relations=[downstream("B", 60, 50, consolidated=True)])
        b = relation("B", 60, 50, relations=[downstream("A", 60, 100, consolidated=True)])
        assert fte_with(a, b) == 160
