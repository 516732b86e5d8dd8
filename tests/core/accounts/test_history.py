"""Filings become years: corrections replace, earlier years come from the filing after them."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.accounts.builders import a_filing, a_year
from wegwijzer.core.accounts.history import join_filings, join_sorted

END_2023, END_2024, END_2025 = date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)


def test_one_filing_gives_two_years():
    [history] = join_filings([a_filing(a_year(end=END_2025, r70=300), a_year(r70=200))])
    assert [year.year.amounts["70"] for year in history.years] == [300, 200]
    assert [year.year.end for year in history.years] == [END_2025, END_2024]
    assert [year.is_own for year in history.years] == [True, False]


def test_a_year_with_its_own_filing_is_taken_from_it():
    [history] = join_filings(
        [
            a_filing(a_year(end=END_2025, r70=300), a_year(r70=201)),
            a_filing(a_year(end=END_2024, r70=200), a_year(r70=100)),
        ]
    )
    assert [year.year.amounts["70"] for year in history.years] == [300, 200, 100]
    assert all(year.is_own for year in history.years[:2])


def test_a_year_compares_itself_with_its_own_second_column():
    """KB/WVV art. 3:57: the figures of the year before are made comparable."""
    [history] = join_filings([a_filing(a_year(end=END_2025), a_year(r70=201)), a_filing(a_year(end=END_2024, r70=200))])
    assert history.latest.previous is not None
    assert history.latest.previous.amounts["70"] == 201


def test_a_year_before_that_was_filed_again_later_is_compared_with():
    later, earlier = date(2026, 9, 1), date(2026, 6, 30)
    [history] = join_filings(
        [
            a_filing(a_year(end=END_2025), a_year(r70=201), deposited=earlier),
            a_filing(a_year(end=END_2024, r70=150), deposited=later),
        ]
    )
    assert history.latest.previous is not None
    assert history.latest.previous.amounts["70"] == 150


def test_a_corrected_filing_replaces_the_first_and_says_so():
    first = a_filing(a_year(end=END_2025, r70=300), deposited=date(2026, 6, 1), where="first.json")
    corrected = a_filing(a_year(end=END_2025, r70=310), deposited=date(2026, 8, 1), where="corrected.json")
    for order in permutations([first, corrected]):
        [history] = join_filings(order)
        assert history.latest.year.amounts["70"] == 310
        assert history.replaced == ("first.json",)


def test_a_gap_between_years_is_filled_from_the_filing_after_it():
    [history] = join_filings([a_filing(a_year(end=END_2025), a_year(r70=222)), a_filing(a_year(end=END_2023, r70=111))])
    assert [year.year.end for year in history.years] == [END_2025, END_2024, END_2023]
    assert history.years[1].year.amounts["70"] == 222


def test_a_long_year_reaches_back_to_the_eve_of_its_first_day():
    [history] = join_filings(
        [a_filing(a_year(end=END_2025, months=18), a_year()), a_filing(a_year(end=date(2024, 6, 30)))]
    )
    assert [year.year.end for year in history.years] == [END_2025, date(2024, 6, 30)]


def test_filings_without_closing_days_keep_their_two_columns():
    [history] = join_filings([a_filing(a_year(r70=300), a_year(r70=200))])
    assert [year.year.amounts["70"] for year in history.years] == [300, 200]


@given(st.permutations([(f"{number:010d}", year) for number in range(3) for year in (2022, 2023, 2025)]))
def test_the_order_of_filings_does_not_matter(keys):
    filings = [
        a_filing(a_year(end=date(year, 12, 31), r70=year), a_year(r70=year - 1), entity=entity) for entity, year in keys
    ]
    found = {history.entity: history for history in join_filings(filings)}
    for entity in found:
        assert [year.year.amounts["70"] for year in found[entity].years] == [2025, 2024, 2023, 2022, 2021]


def test_a_sorted_stream_gives_the_same_histories():
    filings = [
        a_filing(a_year(end=date(year, 12, 31), r70=year), entity=entity)
        for entity in ("a", "b")
        for year in (2023, 2024)
    ]
    assert list(join_sorted(filings)) == join_filings(filings)
