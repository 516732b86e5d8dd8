"""The clocks at work: what is due by the core is done, each thing once, whoever asks and however often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from wegwijzer.core.referral.clocks import Notice as Due
from wegwijzer.core.referral.clocks import NoticeKind, due, upcoming, worth_doing
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.readers.holidays import shipped_holidays
from wegwijzer.readers.referral import shipped_clock_rules
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.actions.outcomes import ask_outcome
from wegwijzer.web.referral.actions.privacy import anonymise
from wegwijzer.web.referral.actions.stepping import change_state
from wegwijzer.web.referral.errors import RefusedError
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Need, Notice, Offer
from wegwijzer.web.referral.offering import Sharing, asked_before, offer_need, routing_of_need
from wegwijzer.web.referral.recording import case_facts, mark_offers, record, refresh

ZONE = ZoneInfo("Europe/Brussels")
CLOCK = Actor(clock=True)
_AT_ONCE = 500


def run(at: datetime) -> list[Due]:
    """Do everything that is due now; what was done, oldest first. Each thing is a transaction of its own.

    A worker that dies half way leaves the rest to the next run, and two workers at once do nothing twice.
    """
    done: list[Due] = []
    for case, found in _due_cases(at):
        if found:
            done += _run_case(case.pk, at)
    return done


def dry_run(on: date, *, now: datetime) -> list[Due]:
    """What would be done from `now` up to the end of a day if nobody did anything until then; nothing is changed."""
    rules, holidays = shipped_clock_rules(), shipped_holidays()
    result: list[Due] = []
    for cases in _chunks():
        done = _done(cases)
        for case in cases:
            facts = case_facts(case)
            found = upcoming(facts, rules, until=on, holidays=holidays, zone=ZONE, now=now, done=done)
            result += [notice for notice in worth_doing(found) if notice.key not in done]
    return sorted(result, key=lambda notice: (notice.due_on, notice.key))


def _due_cases(at: datetime) -> Iterator[tuple[Case, list[Due]]]:
    for cases in _chunks():
        done = _done(cases)
        for case in cases:
            yield case, [notice for notice in _due(case, at, done) if notice.key not in done]


def _due(case: Case, at: datetime, done: Mapping[str, datetime]) -> tuple[Due, ...]:
    return due(case_facts(case), shipped_clock_rules(), now=at, holidays=shipped_holidays(), zone=ZONE, done=done)


def _chunks() -> Iterator[list[Case]]:
    """The cases that a clock can strike for, some hundreds at a time, so that memory stays bounded."""
    last = None
    while True:
        rows = Case.objects.filter(anonymous_at__isnull=True).order_by("pk").prefetch_related("needs__offers")
        found = list((rows if last is None else rows.filter(pk__gt=last))[:_AT_ONCE])
        if not found:
            return
        yield found
        last = found[-1].pk


def _done(cases: list[Case]) -> dict[str, datetime]:
    """What was done, and when, by key."""
    return dict(Notice.objects.filter(case__in=[case.pk for case in cases]).values_list("key", "at"))


def _run_case(case_id: UUID, at: datetime) -> list[Due]:
    """Everything due for one case. The facts are read anew after each act, for one act can overtake another."""
    done: list[Due] = []
    for _ in range(100):
        with transaction.atomic():
            case = Case.objects.select_for_update().filter(pk=case_id).first()
            if case is None:
                return done
            fresh = Case.objects.prefetch_related("needs__offers").get(pk=case_id)
            before = _done([case])
            waiting = [notice for notice in _due(fresh, at, before) if notice.key not in before]
            if not waiting:
                return done
            worth = worth_doing(waiting)
            for notice in waiting:  # those overtaken are remembered as done
                if notice not in worth:
                    Notice.objects.create(key=notice.key, case=case, kind=notice.kind.value, at=at)
            if not worth:
                return done
            Notice.objects.create(key=worth[0].key, case=case, kind=worth[0].kind.value, at=at)
            _ACTS[worth[0].kind](case, worth[0], at)
            done.append(worth[0])
    return done


def _short(notice: Due) -> str:
    """The notice's key as part of a letter's, which also names kind and reader: the same for the same, and short."""
    return sha256(notice.key.encode()).hexdigest()[:32]


def _offer(notice: Due) -> Offer:
    return Offer.objects.select_related("desk", "adviser", "need__case__firm").get(pk=notice.offer)


def _need(notice: Due) -> Need:
    return Need.objects.select_related("case__firm").get(pk=notice.need)


def _remind(case: Case, notice: Due, at: datetime) -> None:
    offer = _offer(notice)
    kind = "offer_reminder" if notice.kind is NoticeKind.REMINDER else "offer_last_call"
    letters.to_desk(offer, kind, letters.offer_values(offer), key=_short(notice), at=at)


def _hand_over(case: Case, notice: Due, at: datetime) -> None:
    """Offer the need to the fallback, and tell the firm who has it now."""
    need = _need(notice)
    fallback = routing_of_need(need, at=at).fallback
    if fallback is None or fallback.desk.id in asked_before(need):
        return
    try:
        sharing = Sharing(CLOCK, CaseSide.CLOCK, None, at, "on_referral", kind=Happening.HANDED_OVER, by_fallback=True)
        offers = offer_need(need, (fallback.desk.id,), sharing)
    except RefusedError:
        return
    refresh(case, actor=CLOCK, at=at)
    letters.offered(offers, at=at)
    values = {"subject": need.subject, "desk": str(offers[0].desk)}
    letters.to_firm(case, "handed_over", values, key=_short(notice), at=at)
    thing = f"offer:{offers[0].pk}"
    letters.to_bringers(case, "handed_over", values, key=_short(notice), at=at, thing=thing)


def _lapse(case: Case, notice: Due, at: datetime) -> None:
    change_state(
        _offer(notice),
        Step(OfferState.NOT_FOR_US, Reason.NO_ANSWER),
        actor=CLOCK,
        side=CaseSide.CLOCK,
        desk=None,
        at=at,
    )


def _nobody(case: Case, notice: Due, at: datetime) -> None:
    need = _need(notice)
    record(case, Happening.NOBODY, actor=CLOCK, side=CaseSide.CLOCK, at=at, need=need)
    values = {"subject": need.subject, "front": "Wegwijzer"}
    letters.to_firm(case, "nobody_could_help", values, key=_short(notice), at=at)
    letters.to_bringers(case, "nobody_could_help", values, key=_short(notice), at=at, now=True)


def _follow_up(case: Case, notice: Due, at: datetime) -> None:
    number = 1 if notice.kind is NoticeKind.FOLLOW_UP else 2
    outcome = ask_outcome(case, number, at)
    record(case, Happening.FOLLOW_UP, actor=CLOCK, side=CaseSide.CLOCK, at=at, after=str(number))
    path = pages.outcome_page(outcome, "{language}")
    letters.to_firm(case, "follow_up", {"round": number}, key=_short(notice), at=at, path=path)


def _archive(case: Case, notice: Due, at: datetime) -> None:
    case.archived_at = at
    case.version += 1
    case.save(update_fields=["archived_at", "version"])
    mark_offers(case)
    record(case, Happening.ARCHIVED, actor=CLOCK, side=CaseSide.CLOCK, at=at)


def _anonymise(case: Case, notice: Due, at: datetime) -> None:
    firm = case.firm
    anonymise(case, actor=CLOCK, at=at)
    if firm is not None and not firm.cases.exists() and firm.created < at - timedelta(days=1):
        firm.delete()


_ACTS = {
    NoticeKind.REMINDER: _remind,
    NoticeKind.LAST_CALL: _remind,
    NoticeKind.HAND_OVER: _hand_over,
    NoticeKind.LAPSE: _lapse,
    NoticeKind.NOBODY_COULD_HELP: _nobody,
    NoticeKind.FOLLOW_UP: _follow_up,
    NoticeKind.SECOND_FOLLOW_UP: _follow_up,
    NoticeKind.ARCHIVE: _archive,
    NoticeKind.ANONYMISE: _anonymise,
}
