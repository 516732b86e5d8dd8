"""The EU size class: Recommendation 2003/361/EC, annex, art. 2 to 6, and the Commission's user guide."""

from __future__ import annotations

import doctest
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.band import Band, exactly
from wegwijzer.core.firm import size, two_years
from wegwijzer.core.firm.size import (
    SIZE_CLASSES,
    Figures,
    Relation,
    SizeAssessment,
    SizeCeilings,
    assess_size,
    undecided_by,
)

MILLION = 1_000_000
CEILINGS = SizeCeilings(
    *(
        Decimal(number)
        for number in (
            *(10, 2 * MILLION, 2 * MILLION),
            *(50, 10 * MILLION, 10 * MILLION),
            *(250, 50 * MILLION, 43 * MILLION),
        )
    )
)
NONE_OF_IT = Figures()


def figures(fte=None, turnover=None, balance=None) -> Figures:
    """Amounts in million euro."""

    def band(value, unit=1):
        if value is None or isinstance(value, Band):
            return value
        return exactly(Decimal(str(value)) * unit)

    return Figures(band(fte), band(turnover, MILLION), band(balance, MILLION))


def relation(name, share, fte=100, *, holder="other", relations=(), **rest) -> Relation:
    """An enterprise with that headcount and no money; its shares are held upstream unless said otherwise."""
    stated = rest.pop("figures", figures(fte, 0, 0))
    return Relation(name, Decimal(str(share)), holder, stated, relations=tuple(relations), **rest)


def downstream(name, share, fte=100, **rest) -> Relation:
    return relation(name, share, fte, holder="firm", **rest)


def assess(own, *relations, previous=None, **rest) -> SizeAssessment:
    return assess_size(own, relations, ceilings=CEILINGS, previous=previous, **rest)


def fte_with(*relations, own=10, **rest) -> Decimal | None:
    """The total headcount of a firm of ten with those relations."""
    total = assess(figures(own, 0, 0), *relations, **rest).fte
    assert total is not None
    return total.exact


def why(assessment: SizeAssessment) -> dict[str, tuple[str, Decimal]]:
    return {entry.name: (entry.why, entry.weight_pct) for entry in assessment.counted}


def reasons_of(*relations, **rest) -> dict[str, str]:
    return {name: reason for name, (reason, _) in why(assess(figures(10, 0, 0), *relations, **rest)).items()}


@dataclass(frozen=True)
class Year:
    """An earlier accounting year, as profiles keep it."""

    figures: Figures
    relations: tuple[Relation, ...] | None = ()


MICRO, SMALL, MEDIUM, LARGE = figures(5, 1, 1), figures(20, 5, 5), figures(100, 20, 20), figures(300, 60, 60)
OF_CLASS = dict(zip(SIZE_CLASSES, (MICRO, SMALL, MEDIUM, LARGE), strict=True))


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


class TestTwoYears:
    """Art. 4(2)."""

    @pytest.mark.parametrize(
        ("now", "last", "before", "is_sme"),
        [
            (True, False, False, False),
            (True, True, False, True),
            (True, True, True, True),
            (True, False, True, True),
            (False, True, True, True),
            (False, False, True, False),
            (False, True, False, False),
            (False, False, False, False),
        ],
    )
    def test_table_of_the_user_guide(self, now, last, before, is_sme):
        own, *previous = (MEDIUM if sme else LARGE for sme in (now, last, before))
        assessment = assess(own, previous=[Year(year) for year in previous])
        assert assessment.size_class == ("medium" if is_sme else "large")

    @pytest.mark.parametrize(
        ("years", "expected"),
        [
            (("small", "medium", "large"), "medium"),
            (("large", "medium", "small"), "medium"),
            (("micro", "large", "medium"), "medium"),
            (("micro", "micro", "large", "micro", "large"), "micro"),
            (("micro", "large", "large", "micro", "large"), "large"),
            (("micro", "small", "small", "medium", "medium"), "medium"),
        ],
    )
    def test_each_ceiling_changes_status_on_its_own(self, years, expected):
        *earlier, own = (OF_CLASS[name] for name in years)
        assert assess(own, previous=[Year(year) for year in reversed(earlier)]).size_class == expected

    @pytest.mark.parametrize(("last", "now"), list(product(SIZE_CLASSES, repeat=2)))
    def test_of_two_years_that_differ_the_earlier_one_counts(self, last, now):
        assessment = assess(OF_CLASS[now], previous=[Year(OF_CLASS[last])])
        assert assessment.size_class == last
        noted = {"two_year_rule_kept_previous", "third_year_unknown"} <= set(assessment.notes)
        assert noted is (last != now)

    def test_unknown_earlier_year_leaves_the_class_open_where_it_matters(self):
        assert assess(MEDIUM, previous=[Year(LARGE), Year(NONE_OF_IT)]).size_class == "unknown"
        assert assess(LARGE, previous=[Year(LARGE), Year(NONE_OF_IT)]).size_class == "large"
        assert "two_year_rule_undecided" in assess(MEDIUM, previous=[Year(LARGE), Year(NONE_OF_IT)]).notes

    def test_unknown_present_year_does_not_matter_when_the_years_before_agree(self):
        assert assess(NONE_OF_IT, previous=[Year(SMALL), Year(SMALL)]).size_class == "small"
        assert undecided_by(NONE_OF_IT, ceilings=CEILINGS, previous=[Year(SMALL), Year(SMALL)]) == ()

    def test_assessments_serve_as_earlier_years(self):
        years = [assess(figures_of) for figures_of in (LARGE, MEDIUM)]
        assert assess(LARGE, previous=years).size_class == "large"

    def test_status_carried_by_an_earlier_assessment_is_kept(self):
        """Medium, medium, large: still medium in the third year, so large only in the fourth."""
        third = assess(LARGE, previous=[Year(MEDIUM), Year(MEDIUM)])
        assert third.size_class == "medium"
        assert assess(MEDIUM, previous=[third]).size_class == "medium"
        assert assess(LARGE, previous=[third]).size_class == "large"

    def test_earlier_year_without_relations_had_the_present_ones_with_unknown_figures(self):
        parent = relation("Parent", 100, 1)
        assert assess(MICRO, parent, previous=[Year(MICRO, None), Year(MICRO, None)]).lowest == 0
        assert assess(MICRO, parent, previous=[Year(MICRO, None), Year(MICRO, None)]).highest == 3
        assert assess(MICRO, previous=[Year(MICRO, None)]).size_class == "micro"

    def test_change_of_ownership_is_noted_and_not_treated_apart(self):
        takeover = relation("Buyer", 100, 900)
        assessment = assess(MICRO, takeover, previous=[Year(MICRO), Year(MICRO)])
        assert assessment.size_class == "micro"
        assert "ownership_differs_between_years" in assessment.notes


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


# Properties on random trees. Values lie around the ceilings, where classes change.

amounts = st.sampled_from(
    [Decimal(n) for n in (0, 1, 9, 10, 11, 49, 50, 120, 249, 250, 400, 2 * MILLION, 11 * MILLION, 60 * MILLION)]
)
shares = st.sampled_from([Decimal(n) for n in ("0", "10", "24.9", "25", "30", "50", "50.1", "60", "100")])


@st.composite
def bands(draw):
    low, high = sorted((draw(amounts), draw(amounts)))
    return draw(st.sampled_from([None, Band(low, high), Band(low, low), Band(low, None), Band(None, high)]))


all_figures = st.builds(Figures, bands(), bands(), bands())
investors = st.sampled_from([None, None, None, "venture_capital", "university", "natural_person", "public_body"])


@st.composite
def trees(draw, depth=2, prefix="", *, unique=True):
    found = []
    for place in range(draw(st.integers(0, 3))):
        name = f"{prefix}{place}" if unique else draw(st.sampled_from("abcd"))
        children = draw(trees(depth - 1, f"{name}.", unique=unique)) if depth > 1 else ()
        found.append(
            Relation(
                name,
                draw(shares),
                draw(st.sampled_from(["firm", "other"])),
                draw(all_figures),
                draw(investors),
                draw(st.sampled_from([None, None, True, False])),
                draw(st.booleans()),
                children,
            )
        )
    return tuple(found)


def narrowed(draw, band):
    """A band inside the given one."""
    low = Decimal(0) if band is None or band.low is None else band.low
    high = None if band is None else band.high
    ceiling = low + 70 * MILLION if high is None else high
    first, second = sorted((draw(st.decimals(low, ceiling, places=1)), draw(st.decimals(low, ceiling, places=1))))
    return draw(st.sampled_from([band, Band(first, second), exactly(first)]))


def narrowed_figures(draw, wide):
    return Figures(
        narrowed(draw, wide.fte), narrowed(draw, wide.turnover_eur), narrowed(draw, wide.balance_sheet_total_eur)
    )


def narrowed_tree(draw, relations):
    return tuple(
        replace(item, figures=narrowed_figures(draw, item.figures), relations=narrowed_tree(draw, item.relations))
        for item in relations
    )


@settings(deadline=None, max_examples=60)
@given(st.data(), all_figures, trees(), st.lists(st.tuples(all_figures, trees()), max_size=2))
def test_more_precise_figures_never_contradict_coarser_ones(data, own, relations, earlier):
    coarse = assess(own, *relations, previous=[Year(*year) for year in earlier])
    fine = assess(
        narrowed_figures(data.draw, own),
        *narrowed_tree(data.draw, relations),
        previous=[Year(narrowed_figures(data.draw, f), narrowed_tree(data.draw, r)) for f, r in earlier],
    )
    assert coarse.lowest <= fine.lowest <= fine.highest <= coarse.highest


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(unique=False))
def test_order_of_relations_does_not_matter(own, relations):
    def essence(order):
        found = assess(own, *order, name="a")
        weights = {(e.name.casefold(), e.weight_pct, e.why, e.share_pct) for e in found.counted}
        return replace(found, counted=()), weights

    expected = essence(relations)
    for order in permutations(relations):
        assert essence(order) == expected


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(), shares, st.sampled_from(["firm", "other"]))
def test_unknown_relation_never_decides_more(own, relations, share, holder):
    before = assess(own, *relations)
    after = assess(own, *relations, Relation("newcomer", share, holder))
    if "public_body_25" not in before.notes:
        assert after.lowest <= before.lowest
        assert after.highest >= before.highest


@settings(deadline=None, max_examples=60)
@given(all_figures, trees(unique=False))
def test_class_lies_between_its_ends_and_names_what_is_left(own, relations):
    found = assess(own, *relations)
    left = undecided_by(own, relations, ceilings=CEILINGS)
    assert 0 <= found.lowest <= found.highest <= 3
    if found.size_class != "unknown":
        assert left == ()
    for fact in left:
        figure = getattr(own, fact)
        assert figure is None or not figure.is_exact
    assert all(0 <= entry.weight_pct <= 100 for entry in found.counted)


def samples(fact, band):
    """A value of the band for each side of every ceiling that it crosses."""
    low = Decimal(0) if band is None or band.low is None else band.low
    high = None if band is None else band.high
    top = Decimal(99 * MILLION) if high is None else high
    step = Decimal("-0.1") if fact == "fte" else Decimal("0.1")
    limits = [getattr(CEILINGS, f"{name}_{'staff' if fact == 'fte' else fact}") for name in SIZE_CLASSES[:3]]
    return sorted({low, top, *(value for limit in limits for value in (limit, limit + step) if low < value < top)})


@settings(deadline=None, max_examples=40)
@given(all_figures)
def test_undecided_facts_are_exactly_those_that_can_change_the_class_of_an_autonomous_firm(own):
    facts = ("fte", "turnover_eur", "balance_sheet_total_eur")
    choices = [samples(fact, getattr(own, fact)) for fact in facts]
    of = {combo: assess(Figures(*map(exactly, combo))).lowest for combo in product(*choices)}
    expected = []
    for place, fact in enumerate(facts):
        outcomes = {}
        for combo, rank in of.items():
            outcomes.setdefault(combo[:place] + combo[place + 1 :], set()).add(rank)
        if any(len(ranks) > 1 for ranks in outcomes.values()):
            expected.append(fact)
    found = assess(own)
    assert undecided_by(own, ceilings=CEILINGS) == tuple(expected)
    assert (found.lowest, found.highest) == (min(of.values()), max(of.values()))
