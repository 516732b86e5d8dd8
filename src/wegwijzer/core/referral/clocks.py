"""The clocks: what is due for a case on a day, worked out from its state alone.

Nothing is scheduled. Whoever asks gets everything that is due by the facts as they are, and skips what was done before
by its key. So a worker that stood still misses nothing, and one that asks twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum

from wegwijzer.core.referral.case import CaseFacts, NeedFacts, OfferFacts
from wegwijzer.core.referral.states import CaseState, NeedState, OfferState
from wegwijzer.core.referral.steps import Reason
from wegwijzer.core.referral.working_days import add_working_days, working_day_from, working_days_between


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRules:
    """The numbers of the clocks; data/referral/clocks.yaml says why they are so.

    In working days: `reply_days` is what is promised where an organisation states nothing else; `reminder_after` counts
    from the offer, at the latest to the working day before the promised one; `last_call_after`, `hand_over_after` and
    `lapse_after` from the promised day; `nobody_told_after` from the last refusal, where there was no fallback to hand
    over to; `quiet_case_after` from the last activity. In days from closing: `follow_up_after_days`,
    `second_follow_up_after_days`, `archive_after_days`, `retention_days`.
    `digest_weekday` is 1 for Monday to 7 for Sunday.
    """

    reply_days: int
    reminder_after: int
    last_call_after: int
    hand_over_after: int
    lapse_after: int
    nobody_told_after: int
    quiet_case_after: int
    follow_up_after_days: int
    second_follow_up_after_days: int
    archive_after_days: int
    retention_days: int
    digest_weekday: int


class NoticeKind(Enum):
    """What is due. On one day the earlier ones come first.

    `REMINDER` and `LAST_CALL` go to the desk, `NOBODY_COULD_HELP`, `FOLLOW_UP` and `SECOND_FOLLOW_UP` to the firm. The
    others are acts: `HAND_OVER` offers the need to the fallback, `LAPSE` ends a waiting offer as not_for_us for want of
    an answer, `ARCHIVE` and `ANONYMISE` are for the case.
    """

    REMINDER = "reminder"
    LAST_CALL = "last_call"
    HAND_OVER = "hand_over"
    LAPSE = "lapse"
    NOBODY_COULD_HELP = "nobody_could_help"
    FOLLOW_UP = "follow_up"
    SECOND_FOLLOW_UP = "second_follow_up"
    ARCHIVE = "archive"
    ANONYMISE = "anonymise"


_PLACE = {kind: place for place, kind in enumerate(NoticeKind)}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is due for a case; `need` and `offer` are empty where it is about no single one.

    `key` is what to remember once it is done: the same facts give the same key, a new round (an offer waits anew, a
    case closes anew) another one.
    """

    kind: NoticeKind
    case: str
    need: str
    offer: str
    due_on: date
    key: str


@dataclass(frozen=True, slots=True)
class _Calendar:
    holidays: frozenset[date]
    zone: tzinfo

    def day(self, moment: datetime) -> date:
        """The day that it is in the zone at a moment; ValueError where the moment has no time zone."""
        if moment.tzinfo is None:
            raise ValueError(f"{moment.isoformat()} has no time zone: give one, such as +00:00.")
        return moment.astimezone(self.zone).date()

    def working(self, day: date, count: int) -> date:
        """The day that lies some working days later."""
        return add_working_days(day, count, self.holidays)


def due(
    case: CaseFacts,
    rules: ClockRules,
    *,
    now: datetime,
    holidays: frozenset[date],
    zone: tzinfo,
    done: Mapping[str, datetime] | None = None,
) -> tuple[Notice, ...]:
    """Everything due up to now, oldest first, done before or not; `done` as in `upcoming`.

    `holidays` must hold those of every year from the case's opening on. Raises ValueError for a moment without a zone.
    """
    until = _Calendar(holidays, zone).day(now)
    return upcoming(case, rules, until=until, holidays=holidays, zone=zone, now=now, done=done)


def upcoming(
    case: CaseFacts,
    rules: ClockRules,
    *,
    until: date,
    holidays: frozenset[date],
    zone: tzinfo,
    now: datetime | None = None,
    done: Mapping[str, datetime] | None = None,
) -> tuple[Notice, ...]:
    """What will be due at the end of a day if nobody does anything until then, oldest first.

    `done` is when each thing was really done, by key. With it, a desk whose last call went out too late gets the time
    between last call and hand-over all the same, from that moment on; for a call that should have gone and did not,
    from `now` on, when it goes at last. Without it every call counts as gone on its own day.
    """
    if case.is_anonymous:
        return ()
    calendar = _Calendar(holidays, zone)
    calls = _Calls(done, None if now is None or done is None else calendar.day(now), calendar)
    found = [
        notice
        for need in case.needs
        for notice in (*_of_offers(case, need, rules, calendar, calls), *_of_need(case, need, rules, calendar, calls))
    ]
    found += _of_closing(case, rules, calendar)
    return tuple(
        sorted(
            (notice for notice in found if notice.due_on <= until),
            key=lambda notice: (notice.due_on, _PLACE[notice.kind], notice.key),
        )
    )


_OVERTAKEN_BY: Mapping[NoticeKind, tuple[NoticeKind, ...]] = {
    NoticeKind.REMINDER: (NoticeKind.LAST_CALL, NoticeKind.LAPSE),
    NoticeKind.LAST_CALL: (NoticeKind.LAPSE,),
    NoticeKind.FOLLOW_UP: (NoticeKind.SECOND_FOLLOW_UP, NoticeKind.ANONYMISE),
    NoticeKind.SECOND_FOLLOW_UP: (NoticeKind.ANONYMISE,),
    NoticeKind.ARCHIVE: (NoticeKind.ANONYMISE,),
}


def worth_doing(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Those that a later one about the same thing has not overtaken, in the same order.

    After a standstill a reminder and a last call can be due at once: only the last call is worth sending, and the
    reminder is to be remembered as done.
    """
    found = tuple(notices)
    present = {(notice.kind, notice.case, notice.offer) for notice in found}
    return tuple(
        notice
        for notice in found
        if not any((kind, notice.case, notice.offer) in present for kind in _OVERTAKEN_BY.get(notice.kind, ()))
    )


def digest_key(person: str, on: date, rules: ClockRules) -> str | None:
    """The key of a person's digest of the week, None while its day has not come.

    Later in the week it is still the same digest, so a worker that stood still on the day sends it afterwards.
    """
    year, week, weekday = on.isocalendar()
    return f"digest|{person}|{year}-W{week:02}" if weekday >= rules.digest_weekday else None


def is_quiet(case: CaseFacts, rules: ClockRules, *, now: datetime, holidays: frozenset[date], zone: tzinfo) -> bool:
    """Whether somebody took the case up and then nobody did or wrote anything for long."""
    if case.is_anonymous or case.state is not CaseState.TAKEN_UP:
        return False
    calendar = _Calendar(holidays, zone)
    gone = working_days_between(calendar.day(case.last_activity), calendar.day(now), holidays)
    return gone >= rules.quiet_case_after


def _promised(offer: OfferFacts, calendar: _Calendar) -> date:
    start = offer.state_since if offer.state is OfferState.WAITING else offer.offered_at
    return calendar.working(calendar.day(start), offer.reply_days)


@dataclass(frozen=True, slots=True)
class _Calls:
    """When last calls really went out, or will: `from_day` is the first on which one that is late still can."""

    done: Mapping[str, datetime] | None
    from_day: date | None
    calendar: _Calendar

    def late_day(self, case: CaseFacts, need: NeedFacts, offer: OfferFacts, due_on: date) -> date:
        """The day of an offer's last call, its own day where that is not known to be later."""
        if self.done is None:
            return due_on
        went = self.done.get(_key(NoticeKind.LAST_CALL, case, offer.state_since, need=need.id, offer=offer.id))
        if went is not None:
            return max(due_on, self.calendar.day(went))
        is_pressed = need.state is NeedState.WAITING
        return max(due_on, self.from_day) if is_pressed and self.from_day is not None else due_on

    def after(self, case: CaseFacts, need: NeedFacts, offer: OfferFacts, rules: ClockRules, count: int) -> date:
        """The day some working days after the promised one, put off by what the last call was late."""
        promised = _promised(offer, self.calendar)
        due_on = self.calendar.working(promised, rules.last_call_after)
        went = self.late_day(case, need, offer, due_on)
        if went == due_on:
            return self.calendar.working(promised, count)
        return self.calendar.working(went, max(count - rules.last_call_after, 0))


def _of_offers(
    case: CaseFacts, need: NeedFacts, rules: ClockRules, calendar: _Calendar, calls: _Calls
) -> Iterator[Notice]:
    """The clocks of every waiting offer. A desk is not pressed while somebody else sees to the need."""
    for offer in need.offers:
        if offer.state is not OfferState.WAITING:
            continue
        promised = _promised(offer, calendar)
        days = {NoticeKind.LAPSE: calls.after(case, need, offer, rules, rules.lapse_after)}
        if need.state is NeedState.WAITING:
            days[NoticeKind.LAST_CALL] = calendar.working(promised, rules.last_call_after)
            if offer.reply_days > 1:
                after = min(rules.reminder_after, offer.reply_days - 1)
                days[NoticeKind.REMINDER] = calendar.working(calendar.day(offer.state_since), after)
        for kind, day in days.items():
            yield _notice(kind, case, day, offer.state_since, need=need.id, offer=offer.id)


_FIRM_WANTS_NOTHING_MORE = frozenset({Reason.FIRM_STOPPED, Reason.HELPED_ELSEWHERE})
"""A need that ended for these reasons is not offered to anybody else."""

_SAID_NO = frozenset({OfferState.NOT_FOR_US, OfferState.REFERRED_ON})
"""With what nobody has a need any more."""


def _of_need(
    case: CaseFacts, need: NeedFacts, rules: ClockRules, calendar: _Calendar, calls: _Calls
) -> Iterator[Notice]:
    """Handing over, and telling the firm that nobody could help; the fallback gets its turn once."""
    has_fallback = any(offer.by_fallback for offer in need.offers)
    waiting = [offer for offer in need.offers if offer.state is OfferState.WAITING]
    if need.state is NeedState.WAITING and not has_fallback:
        day = max(calls.after(case, need, offer, rules, rules.hand_over_after) for offer in waiting)
        since = max(offer.state_since for offer in waiting)
        yield _notice(NoticeKind.HAND_OVER, case, day, since, need=need.id)
    if need.state is NeedState.NOBODY and not any(offer.reason in _FIRM_WANTS_NOTHING_MORE for offer in need.offers):
        since = max(offer.state_since for offer in need.offers if offer.state in _SAID_NO)
        refused = calendar.day(since)
        if not has_fallback:
            yield _notice(NoticeKind.HAND_OVER, case, refused, since, need=need.id)
        told = refused if has_fallback else calendar.working(refused, rules.nobody_told_after)
        yield _notice(NoticeKind.NOBODY_COULD_HELP, case, told, since, need=need.id)


_WORTH_ASKING = frozenset({NeedState.HELPED, NeedState.WITHOUT_RESULT, NeedState.NOT_REACHED})
"""A firm that withdrew, or that was told that nobody could help, is not asked whether it was helped."""


def _of_closing(case: CaseFacts, rules: ClockRules, calendar: _Calendar) -> Iterator[Notice]:
    if case.closed_at is None or case.state is not CaseState.ENDED:
        return
    closed = calendar.day(case.closed_at)
    days = {
        NoticeKind.ARCHIVE: closed + timedelta(days=rules.archive_after_days),
        NoticeKind.ANONYMISE: closed + timedelta(days=rules.retention_days),
    }
    if any(need.state in _WORTH_ASKING for need in case.needs):
        for kind, after in (
            (NoticeKind.FOLLOW_UP, rules.follow_up_after_days),
            (NoticeKind.SECOND_FOLLOW_UP, rules.second_follow_up_after_days),
        ):
            days[kind] = working_day_from(closed + timedelta(days=after), calendar.holidays)
    for kind, day in days.items():
        yield _notice(kind, case, day, case.closed_at)


def _notice(
    kind: NoticeKind, case: CaseFacts, due_on: date, since: datetime, *, need: str = "", offer: str = ""
) -> Notice:
    """`since` is when the round began."""
    return Notice(kind, case.id, need, offer, due_on, _key(kind, case, since, need=need, offer=offer))


def _key(kind: NoticeKind, case: CaseFacts, since: datetime, *, need: str = "", offer: str = "") -> str:
    """In UTC, so that the key does not depend on how a moment is written."""
    begun = since.astimezone(UTC).isoformat(timespec="microseconds")
    return "|".join((kind.value, case.id, need, offer, begun))
