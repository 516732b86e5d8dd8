"""Topics of firms and schools: which fit, why, in a fair order; and requests with caps on both sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.core.offers.offerings import ON, RULES, SPRING, a_topic, words_of
from wegwijzer.core.offers.offering import Side, Term
from wegwijzer.core.offers.requests import Party, Refusal, answer_by, is_lapsed, is_reminder_due, refusal
from wegwijzer.core.offers.topics import Reason, fitting_topics

MINE = a_topic("mine", Side.FIRM, expertise=("food",), provinces=("limburg",), title="Brood langer vers houden")


def fits(*others, open_requests=None, mine=MINE):
    """The ids of the topics that fit, in order."""
    found = fitting_topics(mine, others, words_of(mine, *others), rules=RULES, open_requests=open_requests or {})
    return [fit.topic.id for fit in found]


def test_the_closest_comes_first_and_says_why():
    near = a_topic("near", expertise=("food",), provinces=("limburg",), title="Brood langer vers")
    far = a_topic("far", expertise=("food",), term=Term("professional_bachelor", "it", SPRING.first, SPRING.last))
    found = fitting_topics(MINE, [far, near], words_of(MINE, far, near), rules=RULES, open_requests={})
    assert [fit.topic.id for fit in found] == ["near", "far"]
    assert {Reason.EXPERTISE, Reason.FIELD, Reason.PROVINCE, Reason.WORDS} <= set(found[0].reasons)
    assert found[0].about[Reason.EXPERTISE] == ("food",)
    assert found[0].shared == (SPRING.first, SPRING.last)


@pytest.mark.parametrize(
    "changes",
    [
        {"term": Term("master", "business", SPRING.first, SPRING.last)},
        {"term": Term("professional_bachelor", "business", date(2027, 9, 1), date(2027, 12, 1))},
        {"term": Term("professional_bachelor", "business", date(2027, 5, 10), date(2027, 9, 1))},
        {"languages": ("fr",)},
        {"provinces": ("antwerpen",)},
    ],
    ids=("level", "no_days", "too_few_days", "language", "province"),
)
def test_what_cannot_meet_does_not_fit(changes):
    assert fits(a_topic("1", **{"expertise": ("food",), **changes})) == []


def test_one_s_own_side_and_what_has_nothing_in_common_do_not_fit():
    other_field = Term("professional_bachelor", "it", SPRING.first, SPRING.last)
    assert fits(a_topic("1", Side.FIRM, expertise=("food",))) == []
    assert fits(a_topic("2", expertise=("it",), term=other_field, title="Netwerk", text="Kabels leggen")) == []


def test_who_is_full_comes_last_and_among_equals_the_least_asked_comes_first():
    topics = [a_topic(id, expertise=("food",)) for id in "abc"]
    busy = {"structure a": 10, "structure b": 4, "structure c": 1}
    assert fits(*topics, open_requests=busy) == ["c", "b", "a"]
    found = fitting_topics(MINE, topics, words_of(MINE, *topics), rules=RULES, open_requests=busy)
    assert [fit.is_full for fit in found] == [False, False, True]


FIRM, SCHOOL = Party("f", Side.FIRM, 0), Party("s", Side.STRUCTURE, 0)


@pytest.mark.parametrize(
    ("asker", "asked", "changes", "expected"),
    [
        (FIRM, SCHOOL, {}, None),
        (FIRM, SCHOOL, {"is_open": False}, Refusal.NOT_OPEN),
        (FIRM, FIRM, {}, Refusal.OWN),
        (Party("g", Side.FIRM, 0), FIRM, {}, Refusal.SAME_SIDE),
        (FIRM, SCHOOL, {"has_asked": True}, Refusal.ASKED_ALREADY),
        (Party("f", Side.FIRM, 2), SCHOOL, {}, None),
        (Party("f", Side.FIRM, 3), SCHOOL, {}, Refusal.ASKER_FULL),
        (SCHOOL, Party("f", Side.FIRM, 3), {}, Refusal.ASKED_FULL),
        (FIRM, Party("s", Side.STRUCTURE, 9), {}, None),
        (FIRM, Party("s", Side.STRUCTURE, 10), {}, Refusal.ASKED_FULL),
    ],
)
def test_why_one_cannot_be_asked(asker, asked, changes, expected):
    assert refusal(asker, asked, **{"is_open": True, "has_asked": False, **changes}, rules=RULES) is expected


def test_a_request_is_reminded_of_and_then_ends_by_itself():
    by = answer_by(ON, RULES)
    days = {-6: (False, False), -5: (True, False), 0: (True, False), 1: (False, True)}
    assert {
        after: (
            is_reminder_due(by, RULES, on=by + timedelta(days=after)),
            is_lapsed(by, on=by + timedelta(days=after)),
        )
        for after in days
    } == days
