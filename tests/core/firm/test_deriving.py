"""What follows from the known facts, and which facts stand behind what stays open."""

from datetime import date
from decimal import Decimal

import pytest

from tests.builders import DAY, a_day, a_profile
from wegwijzer.core.band import Band
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource
from wegwijzer.core.firm.relations import Figures, Relation


def picture(relations=(), on=DAY, **facts):
    return derive(a_profile(relations, **facts), a_day(on=on).derivation)


def test_staff_unknown_but_both_money_ceilings_of_medium_exceeded_is_large():
    firm = picture(turnover_eur=50_000_001, balance_sheet_total_eur=43_000_001)
    assert firm.size.size_class == "large"
    assert "size_class" not in firm.behind


def test_a_size_that_stays_open_names_only_the_figures_that_can_still_matter():
    assert picture(fte=12).behind["size_class"] == ("turnover_eur", "balance_sheet_total_eur")
    assert picture(turnover_eur=1_000_000).behind["size_class"] == ("fte",)


def test_a_band_inside_a_class_decides_and_one_across_it_does_not():
    assert picture(fte=(10, 49), turnover_eur=(2_000_001, 10_000_000)).size.size_class == "small"
    assert picture(fte=(10, 60), turnover_eur=(2_000_001, 10_000_000)).size.size_class == "unknown"


def test_a_legal_form_tells_kind_and_personality():
    firm = picture(legal_form="eenmanszaak")
    assert firm.values["legal_kind"] == "natural_person"
    assert firm.values["legal_personality"] is False
    assert firm.known["legal_kind"].source is FactSource.DERIVED


def test_a_stated_value_is_never_overwritten():
    assert picture(legal_form="bv", legal_personality=False).values["legal_personality"] is False


def test_a_seat_in_flanders_is_an_establishment_there_and_one_elsewhere_leaves_it_to_be_asked():
    assert picture(region="vlaanderen").values["establishment_in_flanders"] is True
    assert "establishment_in_flanders" not in picture(region="brussel").values
    assert "establishment_in_flanders" not in picture(region="brussel").behind
    assert picture().behind["establishment_in_flanders"] == ("region",)


@pytest.mark.parametrize(
    ("founded", "years"),
    [(date(2023, 11, 24), 3), (date(2023, 11, 25), 2), (date(2026, 11, 24), 0), (date(2027, 1, 1), 0)],
)
def test_age_counts_full_years_on_the_day(founded, years):
    assert picture(founded=founded).values["age_years"] == Band(Decimal(years), Decimal(years))


def test_a_group_of_which_nothing_is_known_leaves_the_size_open_upwards():
    firm = picture(fte=5, turnover_eur=100_000, balance_sheet_total_eur=100_000, part_of_group=True)
    assert (firm.size.lowest, firm.size.highest) == (0, 3)
    assert firm.assumptions == ("group_unknown",)
    assert firm.behind["size_class"] == ("relations",)


def test_without_a_word_on_a_group_the_firm_is_taken_to_stand_alone_and_that_is_said():
    assert picture(fte=5, turnover_eur=1).assumptions == ("autonomous",)
    assert picture(fte=5, turnover_eur=1, part_of_group=False).assumptions == ()


def test_the_figures_of_a_parent_count():
    parent = Relation("Parent", Decimal(60), "other", Figures(fte=Band(Decimal(300), Decimal(300))))
    firm = picture((parent,), fte=5, turnover_eur=100_000)
    assert firm.size.size_class == "large"
    assert firm.values["eu_fte"] == Band(Decimal(305), Decimal(305))
