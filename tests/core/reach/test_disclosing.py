"""What readers can work out of hidden classes, by trying every table that agrees with what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.disclosure.rules import DisclosureRules
from wegwijzer.core.reach.disclosing import hidden_classes, hidden_counts

RULES = DisclosureRules(minimum_count=3)
TABLES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_every_hidden_class_may_have_as_many_numbers_as_the_minimum_or_as_it_has_firms(counts):
    names = [f"c{place}" for place in range(len(counts))]
    users, others = [found[0] for found in counts], [found[1] for found in counts]
    firms = [reached + left for reached, left in counts]
    hidden = hidden_classes(users, others, RULES, names=names)
    if sum(users) < 3 or sum(others) < 3:
        assert hidden == (frozenset(names) if sum(users) else frozenset())
        return
    for name, reached, of in zip(names, users, firms, strict=True):
        if name not in hidden:
            assert reached == 0 or (reached >= 3 and of - reached >= 3)
            assert of == 0 or of >= 3
    if all(name in hidden for name, of in zip(names, firms, strict=True) if of):  # nothing is shown but the total
        return
    # A class that has few firms is hidden whatever it has; another is not nil, or it would be shown.
    spans = [
        range(0 if of < 3 else min(reached, 1), of + 1) if name in hidden else range(reached, reached + 1)
        for name, reached, of in zip(names, users, firms, strict=True)
    ]
    agreeing = [table for table in product(*spans) if sum(table) == sum(users)]
    for place, (name, reached, of) in enumerate(zip(names, users, firms, strict=True)):
        possible = {table[place] for table in agreeing}
        if name in hidden and of > 1:
            is_secret = of < 3 or 0 < reached < 3 or 0 <= of - reached < 3
            wanted = min(2, len(spans[place]) - 1) if is_secret else 1
            assert max(possible) - min(possible) >= wanted, (name, possible)


def test_classes_of_few_firms_do_not_hide_all_others():
    hidden = hidden_classes([74, 28, 12, 10, 2, 1], [3000, 700, 100, 80, 1, 0], RULES, names="abcdef")
    assert {"e", "f"} <= hidden
    assert not {"a", "b"} & hidden


def test_a_class_of_which_nearly_all_firms_are_reached_is_hidden():
    assert "b" in hidden_classes([50, 49, 40], [100, 1, 60], RULES, names="abc")
    assert "b" in hidden_classes([50, 49, 40], [100, 0, 60], RULES, names="abc")


def test_a_class_that_nobody_is_reached_of_is_shown_where_it_has_firms_enough():
    assert hidden_classes([0, 49, 40], [20, 50, 60], RULES, names="abc") == frozenset()


def test_a_survey_hides_small_counts_of_users_alone():
    assert len(hidden_classes([1, 49, 40], None, RULES, names="abc")) == 2
    assert hidden_counts({"a": 1, "b": 1}, RULES) == {"a", "b"}
