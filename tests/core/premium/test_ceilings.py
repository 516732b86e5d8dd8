"""The ceilings of the innovation premium: worked years, boundary persons, and laws.

The figures are those of the RSZ's instructions and the FPS Economy: 10 persons an innovation, 3 persons a year below 30
employees and 10 % of the staff from 30, one month's pay a person a year, 1 % of the year's wage bill.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.band import ANYTHING, Band, exactly
from wegwijzer.core.catalogue.measure import Confidence, Source
from wegwijzer.core.period import Period
from wegwijzer.core.premium.ceilings import Award, Ceiling, YearFacts, all_kept, read_ceilings, room_for
from wegwijzer.core.premium.rules import PremiumRules, rules_of
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

RULES = (
    PremiumRules(
        period=Period(date(2013, 1, 1), date(2026, 12, 31)),
        most_persons_per_innovation=10,
        small_below=30,
        most_persons_small=3,
        most_staff_pct=Decimal(10),
        most_wage_bill_pct=Decimal(1),
        source=Source("RSZ", "https://example.com/"),
        confidence=Confidence.HIGH,
        caveat=None,
    ),
)
MONTH = exactly(3000)


def an_award(person: str = "An", *, innovation: str = "mould", year: int = 2025, eur: str = "1000", pay: Band = MONTH):
    return Award(innovation, person, year, exactly(eur), pay)


def a_firm(heads: int | None, wages: str | None = "1000000") -> dict[int, YearFacts]:
    facts = YearFacts(
        ANYTHING if heads is None else exactly(heads), ANYTHING if wages is None else exactly(Decimal(wages))
    )
    return dict.fromkeys(range(2012, 2030), facts)


def reading(ceiling: Ceiling, awards, firm, year: int = 2025):
    (found,) = [item for item in read_ceilings(awards, firm, RULES) if item.ceiling is ceiling and item.year == year]
    return found


@pytest.mark.parametrize("year", [2014, 2016, 2018, 2020, 2022, 2024, 2026])
def test_a_metal_firm_of_35_rewards_three_and_no_fourth_in_any_year_of_the_premium(year):
    """35 employees: 10 % is 3.5, so 3 persons. Wages of 1,400,000 euro: 14,000 euro in all."""
    firm = {year: YearFacts(exactly(35), exactly(1_400_000))}
    three = [an_award(name, year=year, eur="2500") for name in ("An", "Bo", "Cis")]
    readings = read_ceilings(three, firm, RULES)
    assert all_kept(readings) is MET
    bill = reading(Ceiling.WAGE_BILL, three, firm, year)
    assert (bill.used, bill.limit, bill.room) == (exactly(7500), exactly(14_000), exactly(6500))
    four = [*three, an_award("Dirk", year=year, eur="2500")]
    assert reading(Ceiling.PERSONS_PER_YEAR, four, firm, year).verdict is NOT_MET


@pytest.mark.parametrize(
    ("heads", "most"), [(1, 3), (29, 3), (30, 3), (39, 3), (40, 4), (49, 4), (50, 5), (99, 9), (100, 10), (250, 25)]
)
def test_how_many_persons_a_firm_may_reward_in_a_year(heads, most):
    persons = [an_award(f"person {number}", innovation=f"idea {number}") for number in range(most)]
    assert reading(Ceiling.PERSONS_PER_YEAR, persons, a_firm(heads)).verdict is MET
    persons.append(an_award("one more", innovation="another idea"))
    assert reading(Ceiling.PERSONS_PER_YEAR, persons, a_firm(heads)).verdict is NOT_MET


def test_the_tenth_person_of_an_innovation_is_in_and_the_eleventh_out_also_over_the_year():
    ten = [an_award(f"person {number}", year=2024) for number in range(10)]
    assert reading(Ceiling.PERSONS_PER_INNOVATION, ten, a_firm(500), 2024).verdict is MET
    later = [*ten, an_award("person 10", year=2025)]
    assert reading(Ceiling.PERSONS_PER_INNOVATION, later, a_firm(500), 2025).verdict is NOT_MET
    again = [*ten, an_award("person 1", year=2025)]
    assert reading(Ceiling.PERSONS_PER_INNOVATION, again, a_firm(500), 2025).verdict is MET


def test_a_person_counts_once_a_year_and_their_premiums_add_up_to_a_months_pay():
    two = [an_award(innovation="one", eur="1800"), an_award(innovation="two", eur="1200")]
    assert reading(Ceiling.PERSONS_PER_YEAR, two, a_firm(12)).used == exactly(1)
    assert reading(Ceiling.MONTH_PAY, two, a_firm(12)).verdict is MET
    over = [*two, an_award(innovation="three", eur="0.01")]
    assert reading(Ceiling.MONTH_PAY, over, a_firm(12)).verdict is NOT_MET


def test_the_next_calendar_year_is_a_new_year():
    both = [an_award(year=2024, eur="3000"), an_award(year=2025, eur="3000")]
    assert all_kept(read_ceilings(both, a_firm(12), RULES)) is MET


def test_one_cent_above_one_per_cent_of_the_wages_is_too_much():
    assert reading(Ceiling.WAGE_BILL, [an_award(eur="1000")], a_firm(12, "100000")).verdict is MET
    assert reading(Ceiling.WAGE_BILL, [an_award(eur="1000.01")], a_firm(12, "100000")).verdict is NOT_MET


def test_what_is_not_known_decides_nothing():
    awards = [an_award(pay=ANYTHING)]
    assert reading(Ceiling.MONTH_PAY, awards, a_firm(12)).verdict is UNKNOWN
    assert reading(Ceiling.WAGE_BILL, awards, a_firm(12, None)).verdict is UNKNOWN
    assert reading(Ceiling.PERSONS_PER_YEAR, awards, a_firm(None)).verdict is MET  # three may always
    four = [an_award(name) for name in "abcd"]
    assert reading(Ceiling.PERSONS_PER_YEAR, four, a_firm(None)).verdict is UNKNOWN


@pytest.mark.parametrize(("low", "high", "verdict"), [(5, 29, NOT_MET), (10, 60, UNKNOWN), (40, 90, MET)])
def test_a_headcount_in_a_band_decides_as_far_as_it_goes(low, high, verdict):
    four = [an_award(name) for name in "abcd"]
    firm = {2025: YearFacts(Band(Decimal(low), Decimal(high)), ANYTHING)}
    assert reading(Ceiling.PERSONS_PER_YEAR, four, firm).verdict is verdict


@pytest.mark.parametrize("year", [2012, 2027])
def test_a_year_without_known_rules_is_undecided(year):
    (found,) = read_ceilings([an_award(year=year)], a_firm(12), RULES)
    assert (found.ceiling, found.verdict) == (Ceiling.YEAR, UNKNOWN)
    assert room_for(an_award(year=year), [], a_firm(12), RULES).surely_eur == 0


def test_a_period_that_ends_within_a_year_says_nothing_of_that_year():
    cut = replace(RULES[0], period=Period(date(2013, 1, 1), date(2026, 6, 30)))
    assert rules_of(2026, [cut]) is None
    assert rules_of(2025, [cut]) is cut


def test_the_room_is_the_smaller_of_a_months_pay_and_the_wages_rounded_down():
    rest = [an_award("Bo", eur="900")]
    assert room_for(an_award("An"), rest, a_firm(12, "123456.78"), RULES).surely_eur == Decimal("334.56")
    assert room_for(an_award("An"), rest, a_firm(12), RULES).surely_eur == Decimal(3000)


def test_nobody_has_room_when_the_persons_are_full():
    rest = [an_award(name) for name in ("Bo", "Cis", "Dirk")]
    assert room_for(an_award("An"), rest, a_firm(12), RULES).person_fits is NOT_MET
    assert room_for(an_award("Bo"), rest, a_firm(12), RULES).surely_eur == Decimal(2000)


AWARDS = st.lists(
    st.builds(
        Award,
        innovation=st.sampled_from(["mould", "rack", "form"]),
        person=st.sampled_from([f"p{number}" for number in range(14)]),
        year=st.sampled_from([2024, 2025, 2026]),
        amount_eur=st.decimals(0, 4000, places=2).map(exactly),
        month_pay_eur=st.sampled_from([MONTH, exactly(2200), ANYTHING]),
    ),
    max_size=16,
)
FIRMS = st.builds(a_firm, st.integers(1, 200) | st.none(), st.sampled_from(["90000", "1500000", None]))


@given(AWARDS, FIRMS, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(awards, firm, random):
    shuffled = list(awards)
    random.shuffle(shuffled)
    assert read_ceilings(shuffled, firm, RULES) == read_ceilings(awards, firm, RULES)


@given(AWARDS, FIRMS, st.sampled_from(["mould", "rack"]), st.sampled_from(["p1", "new"]))
def test_who_gives_what_surely_fits_passes_no_ceiling(awards, firm, innovation, person):
    wish = Award(innovation, person, 2025, exactly(0), MONTH)
    room = room_for(wish, awards, firm, RULES)
    before = read_ceilings([*awards, wish], firm, RULES)
    after = read_ceilings([*awards, replace(wish, amount_eur=exactly(room.surely_eur))], firm, RULES)
    broken = {(item.ceiling, item.year, item.subject) for item in before if item.verdict is NOT_MET}
    assert {(item.ceiling, item.year, item.subject) for item in after if item.verdict is NOT_MET} == broken
    if room.surely_eur:
        ours = [item for item in after if item.year == 2025 and item.subject in ("", person, innovation)]
        assert all(
            item.verdict is MET for item in ours if item.ceiling is not Ceiling.MONTH_PAY or item.subject == person
        )


@given(AWARDS, FIRMS, st.sampled_from(["p1", "new"]))
def test_one_cent_more_than_what_could_be_is_too_much(awards, firm, person):
    wish = Award("mould", person, 2025, exactly(0), MONTH)
    room = room_for(wish, awards, firm, RULES)
    if room.perhaps_eur is None or room.person_fits is NOT_MET:
        return
    more = replace(wish, amount_eur=exactly(room.perhaps_eur + Decimal("0.01")))
    assert all_kept(read_ceilings([*awards, more], firm, RULES)) is NOT_MET


@given(AWARDS, FIRMS)
def test_another_premium_never_mends_a_ceiling_that_is_broken(awards, firm):
    extra = an_award("somebody else", innovation="something else", year=2025)
    broken = {
        (item.ceiling, item.year, item.subject)
        for item in read_ceilings(awards, firm, RULES)
        if item.verdict is NOT_MET
    }
    after = {
        (item.ceiling, item.year, item.subject)
        for item in read_ceilings([*awards, extra], firm, RULES)
        if item.verdict is NOT_MET
    }
    assert broken <= after
