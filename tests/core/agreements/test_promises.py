"""Promises change by agreement alone, and the chain over their events shows who meddled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.agreements.chain import check_chain, first_hash, hash_of
from wegwijzer.core.agreements.promises import PromiseError, PromiseEvent, State, Step, after, promise_of, steps_for
from wegwijzer.core.agreements.reminding import Reminder, reminders_due

DUE = date(2027, 3, 1)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = AT.date()


def made(by="staalwerk", **terms):
    """The first event: staalwerk promises test plates to the college."""
    given = {"what": "proefplaten", "due": DUE, "giver": "staalwerk", "taker": "kade", **terms}
    return PromiseEvent(Step.PROMISED, by, AT, AT.date(), **given)


def step(step, by, on=DAY, **terms):
    """A later event."""
    return PromiseEvent(step, by, AT, on, **terms)


def test_who_entered_a_promise_cannot_confirm_it():
    promise = promise_of([made(by="kade")])
    assert steps_for(promise, "staalwerk", on=DUE) == (Step.CONFIRMED, Step.DECLINED)
    with pytest.raises(PromiseError):
        after(promise, step(Step.CONFIRMED, "kade"))


def test_terms_change_only_once_the_other_agrees():
    agreed = promise_of([made(), step(Step.CONFIRMED, "kade")])
    asked = after(agreed, step(Step.CHANGE_ASKED, "staalwerk", what="proefplaten", due=date(2027, 4, 1)))
    assert asked.terms.due == DUE
    with pytest.raises(PromiseError):
        after(asked, step(Step.CHANGE_AGREED, "staalwerk"))
    changed = after(asked, step(Step.CHANGE_AGREED, "kade"))
    assert (changed.terms.due, changed.version) == (date(2027, 4, 1), 2)
    assert after(asked, step(Step.CHANGE_DECLINED, "kade")).terms == agreed.terms


def test_a_giver_says_it_is_kept_and_the_taker_decides():
    said = promise_of([made(), step(Step.CONFIRMED, "kade"), step(Step.SAID_KEPT, "staalwerk")])
    assert said.state is State.SAID_KEPT
    assert steps_for(said, "staalwerk", on=DUE) == ()
    assert after(said, step(Step.KEPT, "kade")).state is State.KEPT


def test_a_promise_is_not_broken_before_its_day_is_past():
    agreed = promise_of([made(), step(Step.CONFIRMED, "kade")])
    with pytest.raises(PromiseError):
        after(agreed, step(Step.NOT_KEPT, "kade", on=DUE))
    broken = after(agreed, step(Step.NOT_KEPT, "kade", on=DUE + timedelta(days=1)))
    assert after(broken, step(Step.DISPUTED, "staalwerk", on=DUE)).is_disputed


def test_nobody_else_can_do_anything():
    assert steps_for(promise_of([made()]), "buur", on=DUE) == ()
    with pytest.raises(PromiseError):
        promise_of([made(by="buur")])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Step)), st.sampled_from(["staalwerk", "kade", "buur"])), max_size=12))
def test_whatever_is_tried_terms_only_change_by_two_different_parties(tried):
    promise = promise_of([made()])
    terms, asked_by = promise.terms, ""
    for name, by in tried:
        try:
            promise = after(promise, step(name, by, on=DUE + timedelta(days=1), what="anders", due=date(2028, 1, 1)))
        except PromiseError:
            continue
        if name is Step.CHANGE_ASKED:
            asked_by = by
        if promise.terms != terms:
            assert name is Step.CHANGE_AGREED
            assert {by, asked_by} == {"staalwerk", "kade"}
            terms = promise.terms


def test_reminders_go_a_week_before_and_once_late_and_never_for_what_is_settled():
    agreed = promise_of([made(), step(Step.CONFIRMED, "kade")])
    days = {
        day: [(due.reminder, due.party) for due in reminders_due(agreed, on=day, agreed_on=AT.date())]
        for day in (DUE - timedelta(days=8), DUE - timedelta(days=7), DUE, DUE + timedelta(days=1))
    }
    soon = [(Reminder.SOON, "staalwerk")]
    late = [(Reminder.LATE, "staalwerk"), (Reminder.LATE, "kade")]
    assert list(days.values()) == [[], soon, soon, late]
    said = after(agreed, step(Step.SAID_KEPT, "staalwerk"))
    assert list(reminders_due(said, on=DUE + timedelta(days=9), agreed_on=AT.date())) == []


def test_a_promise_agreed_in_its_last_week_is_not_reminded_of_at_once():
    agreed = promise_of([made(), step(Step.CONFIRMED, "kade")])
    assert list(reminders_due(agreed, on=DUE, agreed_on=DUE - timedelta(days=3))) == []


def chained(count):
    """Some events in a chain."""
    events, previous = [], first_hash("log")
    for place in range(1, count + 1):
        body = {"place": place, "at": f"2026-12-{place:02}", "by": "1", "step": "promised", "what": f"é {place}"}
        found = hash_of(previous, body)
        events.append({**body, "previous": previous, "hash": found})
        previous = found
    return events, previous


def test_a_whole_chain_holds():
    events, head = chained(5)
    verdict = check_chain("log", events, head)
    assert (verdict.is_whole, verdict.events, verdict.head) == (True, 5, head)


@pytest.mark.parametrize("place", [1, 3, 5])
@pytest.mark.parametrize("name", ["what", "at", "by", "step", "hash", "previous", "place"])
def test_any_change_to_any_event_shows(place, name):
    events, head = chained(5)
    events[place - 1] = {**events[place - 1], name: "anders"}
    verdict = check_chain("log", events, head)
    assert not verdict.is_whole
    assert verdict.broken_at == place


def test_a_dropped_moved_or_added_event_shows():
    events, head = chained(5)
    assert not check_chain("log", events[:-1], head).is_whole
    assert not check_chain("log", events[1:], head).is_whole
    assert not check_chain("log", [events[1], events[0], *events[2:]], head).is_whole
    assert not check_chain("log", [*events, events[-1]], head).is_whole
    assert not check_chain("another log", events, head).is_whole
