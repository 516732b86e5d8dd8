"""Investors, natural persons and public bodies that hold shares (Recommendation 2003/361/EC, annex, art. 3)."""

from __future__ import annotations

import pytest

from tests.core.firm.sized import (
    MICRO,
    NONE_OF_IT,
    Year,
    assess,
    downstream,
    figures,
    fte_with,
    reasons_of,
    relation,
    why,
)
from wegwijzer.core.band import exactly

EXEMPT = (
    "business_angel",
    "institutional",
    "public_investment_corporation",
    "small_municipality",
    "university",
    "venture_capital",
)


class TestInvestors:
    """Art. 3(2), second subparagraph, and 3(3), second subparagraph."""

    @pytest.mark.parametrize("investor", EXEMPT)
    @pytest.mark.parametrize("share", ["25", "49", "50"])
    def test_listed_investor_up_to_half_leaves_the_firm_autonomous(self, investor, share):
        assessment = assess(figures(10, 0, 0), relation("I", share, 1000, investor=investor))
        assert assessment.fte == exactly(10)
        assert why(assessment) == {"I": ("exempt_investor", 0)}

    @pytest.mark.parametrize("investor", EXEMPT)
    def test_listed_investor_below_a_quarter_is_simply_too_small(self, investor):
        assert reasons_of(relation("I", 20, investor=investor)) == {"I": "below_25"}

    @pytest.mark.parametrize("investor", sorted(set(EXEMPT) - {"small_municipality"}))
    def test_listed_investor_with_a_majority_is_linked(self, investor):
        assessment = assess(figures(10, 0, 0), relation("I", "50.01", 100, investor=investor))
        assert assessment.fte == exactly(110)
        assert "exempt_investor_linked" in assessment.notes

    def test_small_municipality_with_a_majority_is_a_public_body(self):
        assessment = assess(MICRO, relation("M", 60, 10, investor="small_municipality"))
        assert assessment.size_class == "large"

    def test_investors_that_are_not_linked_stay_exempt_together_above_half(self):
        assert fte_with(*(relation(f"I{i}", 30, investor="venture_capital") for i in range(3))) == 10

    def test_guide_example_5_linked_investors_with_a_joint_majority_count_in_full(self):
        """User guide, example 5: university 25 % and public corporation 30 %, linked; C 25 % is a partner."""
        corporation = relation("D", 30, 20, investor="public_investment_corporation")
        university = relation("B", 25, 30, investor="university", relations=[downstream("D", 60, figures=NONE_OF_IT)])
        assert fte_with(university, relation("C", 25, 40), corporation) == 10 + 30 + 20 + 10

    def test_guide_example_4_investors_that_are_not_linked_are_left_out(self):
        """User guide, example 4: university and institutional investor 25 % each, C 30 % is a partner."""
        others = [relation("B", 25, 30, investor="university"), relation("D", 25, 20, investor="institutional")]
        assert fte_with(*others, relation("C", 30, 40)) == 22

    def test_exemption_covers_investors_in_linked_enterprises_too(self):
        parent = relation("Parent", 60, 100, relations=[relation("VC", 40, 1000, investor="venture_capital")])
        assert fte_with(parent) == 110

    def test_share_that_the_firm_holds_in_a_listed_investor_is_not_exempt(self):
        assert fte_with(downstream("Research centre", 30, investor="university")) == 40

    def test_what_lies_behind_an_exempt_investor_does_not_count(self):
        fund = relation("VC", 40, 100, investor="venture_capital", relations=[downstream("Portfolio", 80, 500)])
        assert fte_with(fund) == 10

    def test_enterprises_are_linked_through_an_investor_with_a_majority_in_both(self):
        fund = relation("VC", 60, 5, investor="venture_capital", relations=[downstream("Portfolio", 80, 500)])
        assert fte_with(fund) == 515

    def test_unknown_investor_is_refused_with_the_known_ones(self):
        with pytest.raises(ValueError, match="venture_capital"):
            relation("X", 30, investor="bank")


class TestPersons:
    """Art. 3(3): through natural persons only in the same or an adjacent market, which the relation states."""

    def test_person_does_not_count_whatever_the_share(self):
        for share in (30, 50, 100):
            owner = relation("Owner", share, figures=NONE_OF_IT, investor="natural_person")
            assessment = assess(figures(10, 0, 0), owner)
            assert assessment.fte == exactly(10)
            assert why(assessment) == {"Owner": ("natural_person", 0)}

    def test_other_enterprise_of_the_owner_counts_when_marked_linked(self):
        def owner(linked):
            other = downstream("Other", 100, linked=linked)
            return relation("Owner", 100, 0, investor="natural_person", relations=[other])

        assert fte_with(owner(True)) == 110
        assert fte_with(owner(None)) == 10

    def test_enterprise_linked_by_persons_acting_jointly_may_be_listed_directly(self):
        assert fte_with(relation("Other", 0, linked=True)) == 110

    def test_minority_owner_links_nothing(self):
        other = downstream("Other", 100, linked=True)
        owner = relation("Owner", 30, 0, investor="natural_person", relations=[other])
        assert fte_with(owner) == 10


class TestPublicBodies:
    """Art. 3(4)."""

    @pytest.mark.parametrize(
        ("share", "expected"), [("24.99", "micro"), ("25", "large"), ("50", "large"), ("100", "large")]
    )
    def test_a_quarter_controlled_by_a_public_body_shuts_out(self, share, expected):
        assessment = assess(MICRO, relation("City", share, 900, investor="public_body"))
        assert assessment.size_class == expected
        assert ("public_body_25" in assessment.notes) is (expected == "large")
        assert assessment.fte == MICRO.fte

    def test_public_bodies_are_taken_together(self):
        bodies = [relation(name, 13, investor="public_body") for name in ("City", "Region")]
        assert assess(MICRO, *bodies).size_class == "large"

    def test_public_body_counts_through_an_enterprise_that_it_controls(self):
        def held_by_public_enterprise(control):
            body = relation("City", control, investor="public_body")
            return relation("Utility", 25, 1, relations=[body])

        assert assess(MICRO, held_by_public_enterprise(60)).size_class == "large"
        assert assess(MICRO, held_by_public_enterprise(40)).size_class == "micro"

    def test_control_by_a_public_body_by_other_means_shuts_out(self):
        assert assess(MICRO, relation("City", 0, investor="public_body", linked=True)).size_class == "large"

    def test_listed_investors_are_no_public_bodies(self):
        owner = relation("State", 100, investor="public_body")
        university = relation("University", 40, 500, investor="university", relations=[owner])
        assert assess(MICRO, university).size_class == "micro"

    def test_share_of_the_firm_in_something_public_does_not_shut_out(self):
        intermunicipal = downstream("Joint venture", 30, 1, relations=[relation("City", 70, investor="public_body")])
        assert assess(MICRO, intermunicipal).size_class == "micro"

    def test_public_body_does_not_link_what_it_owns(self):
        body = relation("State", 20, investor="public_body", relations=[downstream("Railways", 100, 30000)])
        assert fte_with(body) == 10

    def test_control_by_public_bodies_works_at_once(self):
        body = relation("City", 30, investor="public_body")
        assert assess(MICRO, body, previous=[Year(MICRO), Year(MICRO)]).size_class == "large"

    def test_end_of_public_control_works_at_once(self):
        then = Year(MICRO, (relation("City", 30, investor="public_body"),))
        assert assess(MICRO, previous=[then, then]).size_class == "micro"
        as_assessed = assess(then.figures, *then.relations)
        assert assess(MICRO, previous=[as_assessed]).size_class == "micro"
