"""The clocks: what is due when, that it stays due, and that nothing has two keys or a key two things."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.referral.cases import BELGIUM, MOMENTS, MONDAY, a_case, an_offer, at, some_cases
from wegwijzer.core.referral.clocks import (
    ClockRules,
    NoticeKind,
    digest_key,
    due,
    is_quiet,
    upcoming,
    worth_doing,
)
from wegwijzer.core.referral.working_days import working_days_between

RULES = ClockRules(
    reply_days=5,
    reminder_after=3,
    last_call_after=1,
    hand_over_after=3,
    lapse_after=20,
    nobody_told_after=2,
    quiet_case_after=15,
    follow_up_after_days=14,
    second_follow_up_after_days=182,
    archive_after_days=30,
    retention_days=730,
    digest_weekday=2,
)
ARMISTICE = date(2026, 11, 11)
HOLIDAYS = frozenset({ARMISTICE, date(2026, 12, 25), date(2027, 1, 1), date(2026, 5, 1), date(2026, 5, 14)})
FAR = date(2030, 1, 1)


def days_of(case, until: date = FAR) -> list[tuple[str, date]]:
    """What is due until a day, as kind and day."""
    return [
        (notice.kind.value, notice.due_on)
        for notice in upcoming(case, RULES, until=until, holidays=HOLIDAYS, zone=BELGIUM)
    ]


def keys_of(case, kind: NoticeKind) -> list[str]:
    notices = upcoming(case, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM)
    return [notice.key for notice in notices if notice.kind is kind]


def september(*days: int) -> list[date]:
    return [date(2026, 9, day) for day in days]


def test_a_waiting_offer_is_reminded_called_handed_over_and_ended():
    assert days_of(a_case((an_offer(),))) == [
        ("reminder", date(2026, 9, 10)),
        ("last_call", date(2026, 9, 15)),
        ("hand_over", date(2026, 9, 17)),
        ("lapse", date(2026, 10, 12)),
    ]


def test_a_notice_says_what_it_is_about():
    reminder, _, hand_over, lapse = upcoming(a_case((an_offer(),)), RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM)
    assert (reminder.case, reminder.need, reminder.offer) == ("case", "need-0", "offer")
    assert (lapse.need, lapse.offer) == ("need-0", "offer")
    assert (hand_over.need, hand_over.offer) == ("need-0", "")


@pytest.mark.parametrize(("reply_days", "reminded"), [(10, 10), (4, 10), (3, 9), (2, 8), (1, None)])
def test_a_reminder_comes_before_the_promised_day_or_not_at_all(reply_days, reminded):
    found = dict(days_of(a_case((an_offer(reply_days=reply_days),))))
    assert found.get("reminder") == (None if reminded is None else date(2026, 9, reminded))


def test_an_answer_on_the_promised_day_is_in_time():
    kinds = [kind for kind, _ in days_of(a_case((an_offer(),)), date(2026, 9, 14))]
    assert kinds == ["reminder"]


def test_a_public_holiday_puts_the_promise_off():
    thursday = date(2026, 11, 5)
    case = a_case((an_offer(since=thursday, offered_at=at(thursday)),))
    called = {
        notice.due_on
        for holidays in (HOLIDAYS, frozenset())
        for notice in upcoming(case, RULES, until=FAR, holidays=holidays, zone=BELGIUM)
        if notice.kind is NoticeKind.LAST_CALL
    }
    assert called == {date(2026, 11, 16), date(2026, 11, 13)}  # the working day after the 13th, and after the 12th


def test_an_offer_that_waits_anew_is_promised_anew():
    friday = date(2026, 9, 18)
    case = a_case((an_offer(since=friday, offered_at=at(MONDAY)),))
    assert ("last_call", date(2026, 9, 28)) in days_of(case)  # promised by the 25th, a Friday


def test_a_need_is_handed_over_when_the_last_desk_that_was_asked_has_had_its_time():
    first, second = an_offer(id="a"), an_offer(id="b", since=date(2026, 9, 9), offered_at=at(date(2026, 9, 9)))
    assert [day for kind, day in days_of(a_case((first, second))) if kind == "hand_over"] == september(21)


@pytest.mark.parametrize("other", ["T", "D"])
def test_who_waits_while_another_has_it_in_hand_is_not_pressed_but_lapses(other):
    case = a_case((an_offer(id="a"), an_offer(other, id="b")))
    assert days_of(case) == [("lapse", date(2026, 10, 12))]


@pytest.mark.parametrize("fallback", ["W", "N", "X", "R", "U"])
def test_a_need_goes_to_the_fallback_once(fallback):
    case = a_case((an_offer(id="a"), an_offer(fallback, id="b", by_fallback=True)))
    assert "hand_over" not in dict(days_of(case))


def test_a_need_that_all_refuse_goes_to_the_fallback_at_once():
    offers = (an_offer("N", id="a"), an_offer("N", id="b", since=date(2026, 9, 9)))
    assert days_of(a_case(offers))[0] == ("hand_over", date(2026, 9, 9))


def test_the_firm_is_told_on_the_day_when_the_fallback_cannot_help_either():
    offers = (an_offer("N", id="a"), an_offer("N", id="b", since=date(2026, 9, 9), by_fallback=True))
    assert days_of(a_case(offers)) == [("nobody_could_help", date(2026, 9, 9))]


def test_the_firm_is_told_a_little_later_where_there_is_no_fallback():
    assert days_of(a_case((an_offer("N"),))) == [
        ("hand_over", date(2026, 9, 7)),
        ("nobody_could_help", date(2026, 9, 9)),
    ]


def test_a_desk_that_only_referred_on_leaves_the_clocks_of_those_it_asked_running():
    case = a_case((an_offer("P", id="a"), an_offer(id="b")))
    assert [kind for kind, _ in days_of(case)] == ["reminder", "last_call", "hand_over", "lapse"]


def test_a_need_goes_to_the_fallback_when_those_it_was_referred_on_to_refuse():
    offers = (an_offer("P", id="a"), an_offer("N", id="b", since=date(2026, 9, 9)))
    assert days_of(a_case(offers))[0] == ("hand_over", date(2026, 9, 9))


@pytest.mark.parametrize("state", ["T", "D", "R", "U", "X"])
def test_an_offer_that_does_not_wait_has_no_clock(state):
    assert days_of(a_case((an_offer(state),))) == []


def test_a_need_that_nobody_was_asked_yet_has_no_clock():
    assert days_of(a_case(())) == []


@pytest.mark.parametrize("state", ["D", "R", "U"])
def test_a_closed_case_is_followed_up_twice_archived_and_anonymised(state):
    assert days_of(a_case((an_offer(state),), closed=date(2026, 9, 8))) == [
        ("follow_up", date(2026, 9, 22)),
        ("archive", date(2026, 10, 8)),
        ("second_follow_up", date(2027, 3, 9)),
        ("anonymise", date(2028, 9, 7)),
    ]


def test_a_follow_up_waits_for_a_working_day():
    assert ("follow_up", date(2026, 9, 21)) in days_of(a_case((an_offer("D"),), closed=date(2026, 9, 5)))
    assert ("follow_up", date(2026, 11, 12)) in days_of(a_case((an_offer("D"),), closed=date(2026, 10, 28)))


@pytest.mark.parametrize("state", ["X", "N"])
def test_a_firm_that_withdrew_or_found_nobody_is_not_asked_whether_it_was_helped(state):
    kinds = {kind for kind, _ in days_of(a_case((an_offer(state, by_fallback=True),), closed=MONDAY))}
    assert {"archive", "anonymise"} <= kinds
    assert not kinds & {"follow_up", "second_follow_up"}


def test_nothing_is_due_for_an_anonymous_case():
    assert days_of(a_case((an_offer(),), (an_offer("D"),), closed=MONDAY, is_anonymous=True)) == []


def test_an_open_case_has_no_clock_of_closing():
    assert "archive" not in dict(days_of(a_case((an_offer("T"),), closed=MONDAY)))


def test_a_new_round_has_new_keys():
    before, after = a_case((an_offer(),)), a_case((an_offer(since=date(2026, 9, 21)),))
    for kind in (NoticeKind.REMINDER, NoticeKind.LAST_CALL, NoticeKind.HAND_OVER, NoticeKind.LAPSE):
        assert len(keys_of(before, kind)) == len(keys_of(after, kind)) == 1
        assert keys_of(before, kind) != keys_of(after, kind)
    closed, again = (a_case((an_offer("D"),), closed=date(2026, 9, day)) for day in (8, 9))
    for kind in (NoticeKind.FOLLOW_UP, NoticeKind.SECOND_FOLLOW_UP, NoticeKind.ARCHIVE, NoticeKind.ANONYMISE):
        assert keys_of(closed, kind) != keys_of(again, kind)
    refused, anew = (a_case((an_offer("N", since=date(2026, 9, day), by_fallback=True),)) for day in (8, 9))
    assert keys_of(refused, NoticeKind.NOBODY_COULD_HELP) != keys_of(anew, NoticeKind.NOBODY_COULD_HELP)


def test_a_key_does_not_depend_on_the_zone_in_which_a_moment_is_written():
    here = an_offer()
    there = replace(here, state_since=here.state_since.astimezone(UTC), offered_at=here.offered_at.astimezone(UTC))
    assert keys_of(a_case((here,)), NoticeKind.REMINDER) == keys_of(a_case((there,)), NoticeKind.REMINDER)


def test_of_what_piled_up_only_the_last_about_the_same_thing_is_worth_doing():
    case = a_case((an_offer(id="a"),), (an_offer(id="b"),))

    def left(until: date) -> list[str]:
        found = worth_doing(upcoming(case, RULES, until=until, holidays=HOLIDAYS, zone=BELGIUM))
        return [f"{notice.kind.value} {notice.offer or notice.need}" for notice in found]

    assert left(date(2026, 9, 10)) == ["reminder a", "reminder b"]
    assert left(date(2026, 9, 15)) == ["last_call a", "last_call b"]
    assert left(FAR) == ["hand_over need-0", "hand_over need-1", "lapse a", "lapse b"]
    closed = a_case((an_offer("D"),), closed=MONDAY)
    (last,) = worth_doing(upcoming(closed, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM))
    assert last.kind is NoticeKind.ANONYMISE


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        due(a_case(), RULES, now=datetime(2026, 9, 7), holidays=HOLIDAYS, zone=BELGIUM)  # noqa: DTZ001
    naive = an_offer(state_since=datetime(2026, 9, 7))  # noqa: DTZ001
    with pytest.raises(ValueError, match="no time zone"):
        days_of(a_case((naive,)))


def test_a_digest_has_one_key_a_week_from_its_day_on():
    week = [digest_key("ann", MONDAY + timedelta(days=place), RULES) for place in range(8)]
    assert week == [None, *["digest|ann|2026-W37"] * 6, None]
    assert digest_key("ann", date(2027, 1, 1), RULES) == "digest|ann|2026-W53"
    assert digest_key("bob", date(2026, 9, 8), RULES) != week[1]


def test_a_case_that_somebody_took_up_goes_quiet_after_three_weeks():
    case = a_case((an_offer("T"),))
    quiet = {
        day: is_quiet(case, RULES, now=at(date(2026, 9, day)), holidays=HOLIDAYS, zone=BELGIUM) for day in (25, 27, 28)
    }
    assert quiet == {25: False, 27: False, 28: True}
    late = at(date(2026, 12, 1))
    for other in (a_case((an_offer(),)), a_case((an_offer("D"),)), replace(case, is_anonymous=True)):
        assert not is_quiet(other, RULES, now=late, holidays=HOLIDAYS, zone=BELGIUM)


@given(some_cases(), MOMENTS, MOMENTS)
def test_what_is_due_stays_due_while_nothing_changes(case, one, other):
    early, late = sorted((one, other))
    before = due(case, RULES, now=early, holidays=HOLIDAYS, zone=BELGIUM)
    assert before == due(case, RULES, now=late, holidays=HOLIDAYS, zone=BELGIUM)[: len(before)]


@given(some_cases(), MOMENTS)
def test_nothing_is_due_before_its_day_and_all_is_when_the_day_begins(case, now):
    today = now.astimezone(BELGIUM).date()
    found = due(case, RULES, now=now, holidays=HOLIDAYS, zone=BELGIUM)
    every = upcoming(case, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM)
    assert found == tuple(notice for notice in every if notice.due_on <= today)


@given(some_cases(), st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_what_is_upcoming_until_a_day_is_due_at_its_end_and_not_a_moment_later(case, day):
    last_moment = at(day + timedelta(days=1), 0).astimezone(UTC) - timedelta(microseconds=1)
    assert upcoming(case, RULES, until=day, holidays=HOLIDAYS, zone=BELGIUM) == due(
        case, RULES, now=last_moment, holidays=HOLIDAYS, zone=BELGIUM
    )


@given(some_cases())
def test_keys_are_unique_and_stable_whatever_the_order_of_offers(case):
    found = upcoming(case, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM)
    assert len({notice.key for notice in found}) == len(found)
    turned = replace(case, needs=tuple(replace(need, offers=need.offers[::-1]) for need in case.needs[::-1]))
    assert upcoming(turned, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM) == found
    assert worth_doing(found) == tuple(notice for notice in found if notice in worth_doing(found))


@given(some_cases())
def test_a_need_is_handed_over_once_and_nobody_is_pressed_without_waiting(case):
    found = upcoming(case, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM)
    handed = [notice.need for notice in found if notice.kind is NoticeKind.HAND_OVER]
    assert len(handed) == len(set(handed))
    offers = {offer.id: offer for offer in case.offers}
    assert all(offers[notice.offer].state.value == "waiting" for notice in found if notice.offer)
    had_turn = {need.id for need in case.needs if any(offer.by_fallback for offer in need.offers)}
    assert had_turn.isdisjoint(handed)


@given(some_cases())
def test_the_clocks_of_an_offer_count_working_days_from_when_it_began_to_wait(case):
    offers = {offer.id: offer for offer in case.offers}
    for notice in upcoming(case, RULES, until=FAR, holidays=HOLIDAYS, zone=BELGIUM):
        if not notice.offer:
            continue
        offer = offers[notice.offer]
        assert notice.due_on.weekday() < 5
        assert notice.due_on not in HOLIDAYS
        begun = offer.state_since.astimezone(BELGIUM).date()
        after = {
            NoticeKind.REMINDER: min(3, offer.reply_days - 1),
            NoticeKind.LAST_CALL: offer.reply_days + 1,
            NoticeKind.LAPSE: offer.reply_days + 20,
        }
        assert working_days_between(begun, notice.due_on, HOLIDAYS) == after[notice.kind]


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), MONDAY])
def test_the_hour_and_the_change_of_the_clocks_do_not_matter(day):
    found = set()
    for hour, minute in ((0, 0), (1, 59), (2, 30), (3, 0), (12, 0), (23, 59)):
        moment = at(day, hour, minute)
        offer = an_offer(offered_at=moment, state_since=moment)
        case = a_case((offer,), (an_offer("D"),))
        found.add(tuple(days_of(case)))
        midnight = at(dict(days_of(case))["last_call"], 0).astimezone(UTC)
        for now, is_due in ((midnight, True), (midnight - timedelta(microseconds=1), False)):
            kinds = {notice.kind for notice in due(case, RULES, now=now, holidays=HOLIDAYS, zone=BELGIUM)}
            assert (NoticeKind.LAST_CALL in kinds) is is_due
    assert len(found) == 1


def test_late_in_the_evening_by_utc_it_is_already_tomorrow_in_belgium():
    moment = datetime(2026, 9, 7, 22, 30, tzinfo=UTC)
    late = days_of(a_case((an_offer(offered_at=moment, state_since=moment),)))
    assert ("last_call", date(2026, 9, 16)) in late


def days_after(case, now: datetime, done: dict[str, datetime], until: date = FAR) -> dict[str, date]:
    """What is due until a day when some things were done late, or not yet."""
    found = upcoming(case, RULES, until=until, holidays=HOLIDAYS, zone=BELGIUM, now=now, done=done)
    return {notice.kind.value: notice.due_on for notice in found}


def test_after_a_standstill_the_desk_has_its_time_between_last_call_and_hand_over():
    case = a_case((an_offer(),))
    monday = at(date(2026, 9, 28))  # hand-over fell on the 17th, and nothing ran
    found = days_after(case, monday, {})
    assert (found["last_call"], found["hand_over"]) == (date(2026, 9, 15), date(2026, 9, 30))
    assert "hand_over" not in days_after(case, monday, {}, until=date(2026, 9, 29))
    (key,) = keys_of(case, NoticeKind.LAST_CALL)
    later = at(date(2026, 9, 29))
    assert days_after(case, later, {key: monday}) == found  # the call went out on Monday: nothing moves any more


def test_a_silence_is_no_answer_before_the_last_call_went_out():
    found = days_after(a_case((an_offer(),)), at(date(2026, 12, 1)), {})
    assert found["lapse"] == date(2026, 12, 29)  # nineteen working days later, without Christmas


def test_a_call_that_went_out_in_time_puts_nothing_off():
    case = a_case((an_offer(),))
    (key,) = keys_of(case, NoticeKind.LAST_CALL)
    assert days_after(case, at(date(2026, 9, 30)), {key: at(date(2026, 9, 15))}) == dict(days_of(case))


@given(some_cases(), MOMENTS)
def test_no_need_is_handed_over_and_no_offer_lapses_in_the_run_that_calls_for_the_last_time(case, now):
    found = due(case, RULES, now=now, holidays=HOLIDAYS, zone=BELGIUM, done={})
    called = {notice.offer for notice in found if notice.kind is NoticeKind.LAST_CALL}
    late = {notice.offer for notice in found if notice.kind is NoticeKind.LAPSE}
    handed = {notice.need for notice in found if notice.kind is NoticeKind.HAND_OVER}
    waiting = {need.id for need in case.needs if any(offer.id in called for offer in need.offers)}
    assert called.isdisjoint(late)
    assert handed.isdisjoint(waiting)
