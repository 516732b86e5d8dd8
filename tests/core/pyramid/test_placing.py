"""The plain questions: nothing lost by joining the survey's, at most ten whatever the path, none asked in vain."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.pyramid.answers import MISSING, NO, QUESTIONS, YES
from wegwijzer.core.pyramid.placing import (
    EQUALLY_GOOD,
    PLAIN_QUESTIONS,
    QUESTION_IDS,
    counting,
    expected_questions,
    most_questions_left,
    next_question,
    standing,
    survey_answers,
)
from wegwijzer.core.pyramid.segments import PRINTED, Segment, possible_by_pattern, segment_of, segments_in

SHARES = (12.0, 12.0, 10.0, 11.0, 55.0)
MOST = 10

plain_answers = st.dictionaries(st.sampled_from(QUESTION_IDS), st.sampled_from([NO, YES, MISSING]))


def firms_that_can_be():
    """Every complete set of plain answers that a firm can have."""
    for values in product((NO, YES), repeat=len(QUESTION_IDS)):
        firm = dict(zip(QUESTION_IDS, values, strict=True))
        if all(not firm[q.id] or q.follows is None or firm[q.follows] for q in PLAIN_QUESTIONS):
            yield firm


FIRMS = list(firms_that_can_be())


@cache
def segment_by_survey(values: tuple[int, ...]) -> Segment:
    """The segment by table 12, from the thirteen answers of the survey."""
    return segment_of(dict(zip(QUESTIONS, map(bool, values), strict=True)))


def test_every_answer_of_the_table_is_asked_once():
    asked = [name for question in PLAIN_QUESTIONS for name in question.answers]
    assert sorted(asked) == sorted(PRINTED.questions)


def test_joining_questions_loses_nothing():
    """Brute force over all 8,192 sets of survey answers: what the joined answers leave decides the segment."""
    by_plain: dict[tuple[bool, ...], set[Segment]] = {}
    for values in product((NO, YES), repeat=len(QUESTIONS)):
        answers = dict(zip(QUESTIONS, values, strict=True))
        plain = tuple(any(answers[name] for name in question.answers) for question in PLAIN_QUESTIONS)
        by_plain.setdefault(plain, set()).add(segment_by_survey(values))
    assert len(by_plain) == 2**10
    assert {len(segments) for segments in by_plain.values()} == {1}


@pytest.mark.parametrize("answers", [{}, {"product": NO}, {"own_product": YES}, {"spending": MISSING, "together": YES}])
def test_the_segments_still_possible_are_those_of_the_firms_that_fit(answers):
    fitting = [
        firm for firm in FIRMS if all(firm[name] == answer for name, answer in answers.items() if answer != MISSING)
    ]
    assert set(standing(answers).possible) == {standing(firm).possible[0] for firm in fitting}


@given(plain_answers)
def test_any_answers_leave_exactly_the_segments_of_the_firms_that_fit(answers):
    counted = counting(answers)
    fitting = [
        firm for firm in FIRMS if all(firm[name] == answer for name, answer in counted.items() if answer != MISSING)
    ]
    assert set(standing(answers).possible) == {standing(firm).possible[0] for firm in fitting}


def test_a_firm_that_answered_everything_stands_where_table_12_puts_it():
    table = possible_by_pattern(PRINTED).reshape((3,) * 13)
    for firm in FIRMS:
        survey = survey_answers(firm)
        assert standing(firm).possible == segments_in(int(table[tuple(survey[name] for name in QUESTIONS)]))


def test_at_most_ten_questions_whatever_the_path():
    """Every path there is, "I don't know" included: no question comes back, and the end is as sure as it can get."""
    ends, longest, seen = 0, 0, set()
    waiting: list[dict[str, int]] = [{}]
    while waiting:
        known = waiting.pop()
        name = next_question(known, SHARES)
        left = most_questions_left(known, SHARES)
        assert len(known) + left <= MOST
        assert (name is None) == (left == 0)
        if name is None:
            ends += 1
            longest = max(longest, len(known))
            unknown = [asked for asked, answer in known.items() if answer == MISSING]
            assert standing(known).is_decided or unknown
            continue
        assert name not in known
        for answer in (NO, YES, MISSING):
            following = {**known, name: answer}
            key = frozenset(following.items())
            if key not in seen:
                seen.add(key)
                waiting.append(following)
    assert longest <= MOST
    assert ends > 1000


def test_a_firm_that_knows_its_answers_is_always_placed():
    for firm in FIRMS:
        known: dict[str, int] = {}
        while (name := next_question(known, SHARES)) is not None:
            known[name] = firm[name]
        assert standing(known).possible == standing(firm).possible
        assert standing(known).is_decided


def test_a_question_is_only_asked_where_it_can_change_the_outcome():
    for firm in FIRMS:
        known: dict[str, int] = {}
        while (name := next_question(known, SHARES)) is not None:
            others = [other for other in FIRMS if known.items() <= other.items()]
            assert any(
                {**other, name: YES} in others
                and {**other, name: NO} in others
                and standing({**other, name: YES}).possible != standing({**other, name: NO}).possible
                for other in others
            )
            known[name] = firm[name]


def test_no_order_of_questions_needs_clearly_fewer():
    """Against a search of its own: the fewest questions to be expected, by every order of asking."""
    sizes = dict.fromkeys(Segment, 0)
    for firm in FIRMS:
        sizes[standing(firm).possible[0]] += 1
    weights = [SHARES[standing(firm).possible[0]] / sizes[standing(firm).possible[0]] for firm in FIRMS]
    firms = list(zip(FIRMS, weights, [standing(firm).possible[0] for firm in FIRMS], strict=True))

    @cache
    def fewest(members: frozenset[int]) -> float:
        if len({firms[member][2] for member in members}) == 1:
            return 0.0
        whole = sum(firms[member][1] for member in members)
        best = float("inf")
        for name in QUESTION_IDS:
            yes = frozenset(member for member in members if firms[member][0][name])
            no = members - yes
            if yes and no:
                shares = [sum(firms[member][1] for member in side) / whole for side in (no, yes)]
                best = min(best, 1 + shares[0] * fewest(no) + shares[1] * fewest(yes))
        return best

    start = frozenset(place for place, (firm, _, _) in enumerate(firms) if not firm["product"])
    found = expected_questions({"product": NO}, SHARES)
    assert fewest(start) - 1e-9 <= found <= fewest(start) + EQUALLY_GOOD


def test_the_baker_who_does_nothing_new_answers_five_questions():
    known: dict[str, int] = {}
    while (name := next_question(known, SHARES)) is not None:
        known[name] = NO
    assert list(known) == ["product", "process", "research", "bought_knowledge", "together"]
    assert standing(known).possible == (Segment.NIET_INNOVATIEF,)


def test_what_followed_from_a_yes_no_longer_counts_after_a_no():
    answers = {"product": NO, "own_product": YES, "research": YES}
    assert counting(answers) == {"product": NO, "research": YES}
    assert Segment.ONTWIKKELAAR in standing({"own_product": YES, "research": YES}).possible
    assert standing({**answers, "process": NO, "together": NO, "bought_knowledge": NO}).possible == (Segment.VOLGER,)


@given(plain_answers)
def test_what_decided_is_enough_and_nothing_of_it_can_go(answers):
    found = standing(answers)
    kept = {name: answers[name] for name in found.decided_by}
    assert standing(kept).possible == found.possible
    for name in kept:
        fewer = {other: answer for other, answer in kept.items() if other != name}
        assert standing(fewer).possible != found.possible


@given(plain_answers)
def test_open_questions_are_those_that_may_still_change_the_outcome(answers):
    found = standing(answers)
    assert bool(found.open_questions) == (not found.is_decided)
    assert all(answers.get(name, MISSING) == MISSING for name in found.open_questions)


def test_a_name_that_is_no_question_is_refused():
    with pytest.raises(ValueError, match="no such question: q8a"):
        standing({"q8a": YES})
