"""Parts as typed: two writings together, and what differs between versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.dossier.comparing import differences
from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.fields import both, rows_of, same, words_in

TEXTS = st.text("abc \n", max_size=6)
WRITTEN = st.fixed_dictionaries(
    {"text": TEXTS, "rows": st.lists(st.fixed_dictionaries({"name": TEXTS, "result": TEXTS}), max_size=4)}
)


@given(WRITTEN, WRITTEN)
def test_both_writings_together_lose_no_text_and_no_row(one, other):
    joined = both(one, other, part=PartId.PLAN)
    for written in (one, other):
        assert written["text"].strip() in joined["text"] if written["text"].strip() else True
        assert all(row in rows_of(joined) for row in rows_of(written))


@given(WRITTEN)
def test_a_writing_with_itself_stays_as_it_is(one):
    assert same(both(one, one, part=PartId.PLAN), one)


@given(WRITTEN, WRITTEN)
def test_versions_differ_exactly_when_their_words_do(one, other):
    found = differences({"plan": one}, {"plan": other})
    assert bool(found) == (dict(words_in(one)) != dict(words_in(other)))
    back = differences({"plan": other}, {"plan": one})
    assert sorted((item.row, item.field, item.after, item.before) for item in back) == sorted(
        (item.row, item.field, item.before, item.after) for item in found
    )


def test_a_difference_names_its_row_and_field():
    before = {"costs": {"rows": [{"kind": "staff", "euro": "10"}], "total": "10"}}
    after = {"costs": {"rows": [{"kind": "staff", "euro": "12"}], "total": "10"}}
    (found,) = differences(before, after)
    assert (found.part, found.row, found.field, found.before, found.after) == (PartId.COSTS, 1, "euro", "10", "12")
