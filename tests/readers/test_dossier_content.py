"""Reading a dossier as it was typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.dossier.content import PartId, Place
from wegwijzer.readers.dossier_content import read_content, read_day

ANYTHING = st.dictionaries(
    st.sampled_from([part.value for part in PartId]),
    st.fixed_dictionaries(
        {},
        optional={
            "text": st.text(max_size=20),
            "total": st.text(max_size=12),
            "applies_on": st.text(max_size=12),
            "year-2027": st.text(max_size=12),
            "firm_number": st.text(max_size=12),
            "rows": st.lists(
                st.dictionaries(
                    st.sampled_from(
                        ["name", "begins", "ends", "who", "budget", "kind", "year", "euro", "cost", "number"]
                    ),
                    st.text(max_size=12),
                ),
                max_size=4,
            ),
        },
    ),
)


@given(ANYTHING)
def test_whatever_was_typed_can_be_read(parts):
    content = read_content(parts)
    assert content == read_content(parts)
    assert content.cost_sum >= 0 or any(line.euro is not None and line.euro < 0 for line in content.costs)


def test_days_and_amounts_are_read_and_what_is_none_is_told_where():
    content = read_content(
        {
            "plan": {"applies_on": "4/1/2027", "rows": [{"name": "A", "begins": "maandag", "budget": "veel"}]},
            "costs": {"total": "1000.50", "rows": [{"euro": "10", "year": "27"}]},
        }
    )
    assert content.applies_on == date(2027, 1, 4)
    assert content.total == Decimal("1000.50")
    assert set(content.unread) == {
        Place(PartId.PLAN, 1, "begins"),
        Place(PartId.PLAN, 1, "budget"),
        Place(PartId.COSTS, 1, "year"),
    }


@pytest.mark.parametrize("typed", ["", "0001-01-01", "31/2/2027", "9999-12-31", "2027-13-01"])
def test_a_day_that_is_none_or_a_slip_is_not_known(typed):
    assert read_day(typed) is None


def test_an_enterprise_number_is_kept_as_typed_and_known_only_when_it_is_one():
    good, wrong = (read_content({"firm": {"firm_number": text}}) for text in ("BE 0403.019.261", "0403.019.262"))
    assert (good.number, good.typed_number) == ("0403019261", "BE 0403.019.261")
    assert (wrong.number, wrong.typed_number) == ("", "0403.019.262")


def test_names_are_parted_by_commas_semicolons_and_lines():
    (package,) = read_content({"plan": {"rows": [{"name": "A", "who": "Jan, An;\nPiet, "}]}}).packages
    assert package.who == ("Jan", "An", "Piet")


def test_an_empty_row_is_no_row():
    assert read_content({"people": {"rows": [{"name": " "}, {"name": "Jan"}]}}).people[0].row == 1
