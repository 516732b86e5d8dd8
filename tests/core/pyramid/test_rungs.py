"""The next rung: the smallest change that lifts a firm, and nothing smaller."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.core.pyramid.test_placing import FIRMS
from wegwijzer.core.pyramid.answers import MISSING, NO, YES
from wegwijzer.core.pyramid.placing import QUESTION_IDS, counting, standing
from wegwijzer.core.pyramid.rungs import next_rungs, segment_with
from wegwijzer.core.pyramid.segments import Segment

NOTHING = dict.fromkeys(QUESTION_IDS, NO)


def rungs_of(*yes: str):
    return next_rungs({**NOTHING, **dict.fromkeys(yes, YES)})


def rung_of(*yes: str):
    (rung,) = rungs_of(*yes)
    return rung


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
    assert rungs_of("process", "own_process", "research", "spending", "research_staff") == ()


def test_a_volger_who_developed_alone_is_as_near_to_two_rungs():
    toepasser, ontwikkelaar = rungs_of("product", "own_product")
    assert (toepasser.segment, toepasser.groups) == (Segment.TOEPASSER, (("bought_knowledge", "together"),))
    assert ontwikkelaar.segment is Segment.ONTWIKKELAAR
    assert ontwikkelaar.groups == (("research", "spending", "research_staff"),)


def test_what_a_firm_does_not_know_counts_as_absent():
    known = {**NOTHING, "product": YES, "together": MISSING}
    assert next_rungs(known)[0].groups == (("bought_knowledge", "together"),)


def test_no_firm_is_lifted_by_less_and_every_way_lifts_it_to_its_rung():
    for firm in FIRMS:
        here = standing(firm).possible[0]
        rungs = next_rungs(firm)
        assert (rungs == ()) == (here is Segment.KOPLOPER)
        told = {way: rung.segment for rung in rungs for way in rung.ways}
        size = min((len(way) for way in told), default=0)
        lifted = {}
        for other in FIRMS:
            gained = tuple(name for name in QUESTION_IDS if other[name] > firm[name])
            is_more = all(other[name] >= firm[name] for name in QUESTION_IDS)
            if is_more and 0 < len(gained) <= size and standing(other).possible[0] < here:
                lifted[gained] = standing(other).possible[0]
        assert told == lifted


@given(st.dictionaries(st.sampled_from(QUESTION_IDS), st.sampled_from([NO, YES, MISSING])))
def test_one_choice_of_every_group_gives_the_rung_whatever_was_answered(answers):
    yes = {name: YES for name, answer in counting(answers).items() if answer == YES}
    for rung in next_rungs(answers):
        for choice in product(*rung.groups):
            assert segment_with({**yes, **dict.fromkeys(choice, YES)}) is rung.segment
