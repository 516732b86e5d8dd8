"""The next rung: the smallest change that lifts a firm, and nothing smaller."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.core.pyramid.test_placing import FIRMS
from wegwijzer.core.pyramid.answers import MISSING, NO, YES
from wegwijzer.core.pyramid.placing import QUESTION_IDS, standing
from wegwijzer.core.pyramid.rungs import next_rung, segment_with
from wegwijzer.core.pyramid.segments import Segment

NOTHING = dict.fromkeys(QUESTION_IDS, NO)


def rung_of(*yes: str):
    return next_rung({**NOTHING, **dict.fromkeys(yes, YES)})


def test_a_yes_more_never_lowers_a_firm():
    for firm in FIRMS:
        for name in QUESTION_IDS:
            assert standing({**firm, name: YES}).possible[0] <= standing(firm).possible[0]


def test_from_the_ground_one_sign_is_enough():
    rung = rung_of()
    assert rung.segment is Segment.VOLGER
    assert rung.groups == (("product", "process", "research", "bought_knowledge", "together"),)


def test_a_volger_with_a_new_product_needs_knowledge_from_outside():
    rung = rung_of("product")
    assert rung.segment is Segment.TOEPASSER
    assert rung.groups == (("bought_knowledge", "together"),)


def test_a_toepasser_needs_something_of_its_own_and_a_sign_of_research():
    rung = rung_of("product", "process", "together")
    assert rung.segment is Segment.ONTWIKKELAAR
    assert rung.groups == (("own_product", "own_process"), ("research", "spending", "research_staff"))
    assert len(rung.ways) == 6


def test_an_ontwikkelaar_needs_all_three_signs_of_research():
    rung = rung_of("process", "own_process", "research")
    assert rung.segment is Segment.KOPLOPER
    assert rung.groups == (("spending",), ("research_staff",))


def test_a_koploper_has_no_next_rung():
    assert rung_of("process", "own_process", "research", "spending", "research_staff") is None


def test_what_a_firm_does_not_know_counts_as_absent():
    known = {**NOTHING, "product": YES, "together": MISSING}
    assert next_rung(known).groups == (("bought_knowledge", "together"),)


def test_no_firm_is_lifted_by_less_and_every_way_lifts_it():
    for firm in FIRMS:
        rung = next_rung(firm)
        here = standing(firm).possible[0]
        if rung is None:
            assert here is Segment.KOPLOPER
            continue
        sizes = {len(way) for way in rung.ways}
        assert len(sizes) == 1
        size = sizes.pop()
        for other in FIRMS:
            gained = [name for name in QUESTION_IDS if other[name] > firm[name]]
            lost = [name for name in QUESTION_IDS if other[name] < firm[name]]
            if not lost and len(gained) <= size and standing(other).possible[0] < here:
                assert tuple(gained) in rung.ways
        for way in rung.ways:
            assert here > standing({**firm, **dict.fromkeys(way, YES)}).possible[0] >= 0
        assert max(standing({**firm, **dict.fromkeys(way, YES)}).possible[0] for way in rung.ways) == rung.segment


@given(st.dictionaries(st.sampled_from(QUESTION_IDS), st.sampled_from([NO, YES, MISSING])))
def test_one_choice_of_every_group_lifts_a_firm_whatever_it_answered(answers):
    rung = next_rung(answers)
    if rung is not None:
        for choice in product(*rung.groups):
            yes = {name: YES for name, answer in answers.items() if answer == YES}
            assert segment_with({**yes, **dict.fromkeys(choice, YES)}) <= rung.segment
