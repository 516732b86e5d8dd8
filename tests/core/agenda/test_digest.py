"""What a subscriber is told of: what fits, each thing once, never what was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.agenda.digest import Candidate, Wish, choose, fits, things_of
from wegwijzer.core.agenda.distance import Point, kilometres
from wegwijzer.core.agenda.event import Event

ON = date(2027, 1, 5)
GENT, HASSELT = Point(51.05, 3.72), Point(50.93, 5.34)


def an_event(days: int = 7, **more: object) -> Event:
    begins = datetime(2027, 1, 5, 10, tzinfo=UTC) + timedelta(days=days)
    day = begins.date()
    return replace(
        Event("u", "Robots", begins, begins + timedelta(hours=2), day, day, themes=("process",), point=GENT), **more
    )


def test_distance_is_that_between_gent_and_hasselt_both_ways():
    assert 110 < kilometres(GENT, HASSELT) < 118
    assert kilometres(GENT, HASSELT) == kilometres(HASSELT, GENT)


def test_an_event_fits_by_theme_and_distance_and_online_is_never_too_far():
    near = Wish(frozenset({"process"}), GENT, 25)
    assert fits(an_event(), near)
    assert not fits(an_event(themes=("legal",)), near)
    assert not fits(an_event(point=HASSELT), near)
    assert fits(an_event(point=None, is_online=True), near)
    assert not fits(an_event(point=None, is_online=True), replace(near, wants_online=False))
    assert not fits(an_event(point=None), near), "where it is nobody knows"
    assert fits(an_event(point=None), Wish())


def test_of_one_thing_only_the_first_date_is_told_and_nothing_that_was_told():
    candidates = [
        Candidate("late", "robots", an_event(14)),
        Candidate("early", "robots", an_event(7)),
        Candidate("other", "welding", an_event(8)),
        Candidate("off", "off", an_event(9, is_cancelled=True)),
        Candidate("today", "today", an_event(0)),
        Candidate("far", "far", an_event(60)),
    ]
    chosen = choose(candidates, Wish(), told=(), on=ON, days_ahead=42, most=10)
    assert [found.id for found in chosen] == ["early", "other"]
    assert choose(candidates, Wish(), told={"robots", "welding"}, on=ON, days_ahead=42, most=10) == []


@given(pairs=st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12))
@settings(max_examples=60)
def test_what_is_joined_is_one_thing_and_nothing_else_is(pairs):
    found = things_of(pairs, "abcdefgh")
    assert all(found[one] == found[other] for one, other in pairs)
    joined = {frozenset(pair) for pair in pairs}
    for one in "abcdefgh":
        if not any(one in pair and len(pair) == 2 for pair in joined):
            assert found[one] == one
    assert found == things_of(pairs[::-1], "abcdefgh"), "the order of decisions does not matter"
