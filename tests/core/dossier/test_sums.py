"""Whether the costs add up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.dossier.dossiers import a_dossier, a_line, a_package, codes, one
from wegwijzer.core.dossier.content import CostLine, sums_by_kind, sums_by_package, sums_by_year
from wegwijzer.core.dossier.sums import check_costs
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

LINES = st.lists(
    st.builds(
        CostLine,
        row=st.integers(1, 99),
        kind=st.sampled_from(["", "staff", "materials"]),
        package=st.sampled_from(["", "Laag", "laag ", "Proef"]),
        year=st.sampled_from([None, 2027, 2028]),
        euro=st.none() | st.decimals("-1000", "999999", places=2),
    ),
    max_size=12,
)


@given(LINES, st.randoms())
def test_the_order_of_the_lines_does_not_matter(lines, random):
    other = lines[:]
    random.shuffle(other)

    def found(costs):
        dossier = a_dossier(costs=tuple(costs), year_totals={2027: Decimal(10)})
        return sorted(
            (item.code, item.verdict.value, str(sorted(item.values.items())), item.place.row)
            for item in check_costs(dossier)
        )

    assert found(lines) == found(other)


@given(LINES)
def test_packages_years_and_kinds_each_sum_to_the_total(lines):
    total = a_dossier(costs=tuple(lines)).cost_sum
    for sums in (sums_by_package(lines), sums_by_year(lines), sums_by_kind(lines)):
        assert sum(sums.values(), start=Decimal(0)) == total


@given(
    LINES.filter(lambda lines: lines and all(line.euro is not None for line in lines)),
    st.decimals("0.01", "99", places=2),
)
def test_a_total_is_right_exactly_when_it_is_the_sum(lines, apart):
    dossier = a_dossier(costs=tuple(lines))
    right = list(check_costs(replace(dossier, total=dossier.cost_sum)))
    wrong = list(check_costs(replace(dossier, total=dossier.cost_sum + apart)))
    assert one(right, "total").verdict is MET
    assert one(wrong, "total_differs").values["apart"] == apart


@pytest.mark.parametrize(
    ("euro", "code", "verdict"),
    [
        ("0", "cost_zero", NOT_MET),
        ("-5", "cost_negative", NOT_MET),
        ("1000000000", "cost_huge", NOT_MET),
        (None, "cost_missing", UNKNOWN),
    ],
)
def test_an_amount_that_can_only_be_a_slip_is_told_at_its_row(euro, code, verdict):
    found = one(check_costs(a_dossier(costs=(a_line("10"), a_line(euro, row=2)))), code)
    assert found.verdict is verdict
    assert (found.place.row, found.place.field) == (2, "euro")


def test_a_total_stays_open_while_an_amount_is_missing():
    found = codes(check_costs(a_dossier(costs=(a_line("1000"), a_line(None, row=2)))))
    assert "total_open" in found
    assert "total_differs" not in found


def test_a_budget_of_a_package_is_held_against_its_lines_whatever_its_capitals():
    lines = (a_line("400", package="LAAG"), a_line("600", row=2))
    met = check_costs(a_dossier(costs=lines, packages=(a_package(budget=Decimal(1000)),)))
    assert "package_differs" not in codes(met)
    differs = check_costs(a_dossier(costs=lines, packages=(a_package(budget=Decimal(999)),)))
    assert one(differs, "package_differs").values["counted"] == Decimal(1000)


def test_a_year_that_differs_names_both_amounts():
    found = one(check_costs(a_dossier(year_totals={2027: Decimal(900)})), "year_differs")
    assert (found.values["counted"], found.values["told"]) == (Decimal(1000), Decimal(900))


def test_a_cost_of_a_package_or_year_that_is_not_there_is_told():
    found = codes(check_costs(a_dossier(costs=(a_line(package="Verf"), a_line(row=2, year=2031)))))
    assert {"cost_package_unknown", "cost_year_outside"} <= found


def test_two_packages_with_one_name_are_told():
    assert "package_twice" in codes(check_costs(a_dossier(packages=(a_package(), a_package("laag", row=2)))))
