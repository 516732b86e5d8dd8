"""Passing on a firm's question: opening its case, adding to the open one, or asking to join it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.actions.joining import agree, ask_to_join
from wegwijzer.web.referral.adding import add_need_to
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.firms import firm_of_client, firm_of_person, hear_for
from wegwijzer.web.referral.givens import ABOUT, LONGEST_WORDS, Given, NeedGiven, given_from
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Firm, Need, Offer, Participant, Pending
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.speakers import speaks_for
from wegwijzer.web.referral.standing import as_uuid, case_for, side_of, tied

PENDING_DAYS = timedelta(days=7)
"""How long a visitor has to follow the link."""


class Passed(Enum):
    """What became of a question.

    A new case, a need in the open one, a firm that is asked to let somebody join, a letter to confirm it, or somebody
    who must first be let in by who already speaks for the firm.
    """

    OPENED = "opened"
    ADDED = "added"
    ASKED = "asked"
    CONFIRM = "confirm"
    SPEAKER_ASKED = "speaker_asked"


@dataclass(frozen=True, slots=True)
class Referred:
    """What became of it. `case` only where the actor may see it."""

    passed: Passed
    case: Case | None = None
    need: Need | None = None
    participant: Participant | None = None


def refer(*, actor: Actor, given: Given, at: datetime, desk_id: str = "", consent: bool = False) -> Referred:
    """Pass on a firm's question.

    A contact gives the `desk_id` of theirs for which they act and says that the client agreed (`consent`). A firm gives
    its own consent by sending the page. A visitor gets a letter with a link first. Raises RefusedError:
    consent_missing, not_your_desk, words_too_long, no_such_subject, declined_before, nobody_to_ask and those of
    `offer_need`.
    """
    _check(given)
    if not consent:
        raise RefusedError("consent_missing")
    if desk_id:
        return _by_desk(actor, given, desk_id, at)
    if not actor.is_signed_in:
        return _by_visitor(given, at)
    person = people_queries.person(actor.person)
    if person is None:
        raise NotThereError
    return pass_on_by_person(actor, person, given, at)


def _check(given: Given) -> None:
    need, firm = given.need, given.firm
    if need.subject not in shipped_catalogue().business_domains:
        raise RefusedError("no_such_subject")
    if len(need.words) > LONGEST_WORDS or len(firm.name) > 200 or len(firm.phone) > 40 or len(firm.email) > 254:
        raise RefusedError("words_too_long")
    if need.about not in ABOUT:
        raise RefusedError("no_such_origin")
    if not firm.email.strip():
        raise RefusedError("email_missing")
    if firm.enterprise_number:
        try:
            is_written_so = parse_enterprise_number(firm.enterprise_number) == firm.enterprise_number
        except ValueError:
            is_written_so = False
        if not is_written_so:
            raise RefusedError("number_wrong")


@transaction.atomic
def _by_visitor(given: Given, at: datetime) -> Referred:
    """Keep the question and write to the address; who follows the link is who asked."""
    person = people.person_with(given.firm.email, language=given.firm.language)
    pending = Pending.objects.create(person=person, given=given.plain(), created=at)
    link = people.make_link(
        person,
        to_path=pages.confirm_page(pending, person.language),
        at=at,
        valid_for=PENDING_DAYS,
        purpose="confirm_referral",
    )
    post.write(
        key=f"confirm_referral:{pending.pk}",
        kind="confirm_referral",
        person=person,
        values={"link": link, "subject": given.need.subject},
        at=at,
    )
    return Referred(Passed.CONFIRM)


@transaction.atomic
def confirm(*, actor: Actor, pending_id: object, at: datetime) -> Referred:
    """Pass on what a visitor filled in, now that we know who they are. Raises NotThereError when it is gone."""
    pending = Pending.objects.select_for_update().filter(pk=as_uuid(pending_id)).first()
    person = people_queries.person(actor.person) if actor.is_signed_in else None
    if pending is None or person is None or pending.person_id != person.pk or pending.created < at - PENDING_DAYS:
        raise NotThereError
    referred = pass_on_by_person(actor, person, given_from(pending.given), at)
    if referred.passed is not Passed.SPEAKER_ASKED:
        pending.delete()
    return referred


@transaction.atomic
def pass_on_by_person(actor: Actor, person: Person, given: Given, at: datetime) -> Referred:
    """A firm's own question, from somebody whose address is sure."""
    firm = firm_of_person(person, given.firm, at)
    if not speaks_for(firm, person, at):
        Pending.objects.update_or_create(person=person, given=given.plain(), defaults={"created": at})
        return Referred(Passed.SPEAKER_ASKED)
    actor = Actor(
        actor.person, actor.name, actor.language, actor.desks, actor.roles, actor.firms | {str(firm.pk)}, actor.clock
    )
    case = Case.objects.select_for_update().filter(firm=firm, closed_at__isnull=True).first()
    passed = Passed.ADDED
    if case is None:
        case, passed = _open(firm, CaseSide.FIRM, actor, None, at), Passed.OPENED
    need = add_need_to(case, given.need, given.desks, actor=actor, side=CaseSide.FIRM, desk=None, at=at, how="page")
    _tell_opened(case, need, "", at)
    return Referred(passed, case, need)


@transaction.atomic
def _by_desk(actor: Actor, given: Given, desk_id: str, at: datetime) -> Referred:
    """A question that a contact passes on for a client, who agreed."""
    desk = people_queries.desk(desk_id)
    if desk is None or str(desk.pk) not in actor.desks:
        raise RefusedError("not_your_desk")
    firm = firm_of_client(given.firm, at)
    case = Case.objects.select_for_update().filter(firm=firm, closed_at__isnull=True).first()
    if case is None:
        hear_for(firm, given.firm, at)
        case = _open(firm, CaseSide.FIRST_LINE, actor, desk, at)
        Participant.objects.create(
            case=case, desk=desk, person_id=actor.person, state=Participant.State.JOINED, asked_at=at, answered_at=at
        )
        agree(case, desk, actor, at)
        need = add_need_to(
            case, given.need, given.desks, actor=actor, side=CaseSide.FIRST_LINE, desk=desk.pk, at=at, how="spoken"
        )
        _tell_opened(case, need, str(desk), at)
        return Referred(Passed.OPENED, case, need)
    if str(desk.pk) in tied(case).brought | tied(case).asked:
        side, place = side_of(actor, case, desk)
        need = add_need_to(case, given.need, given.desks, actor=actor, side=side, desk=place, at=at, how="spoken")
        _tell_opened(case, need, str(desk), at)
        return Referred(Passed.ADDED, case, need)
    return Referred(Passed.ASKED, participant=ask_to_join(case, desk, actor, given.need, at))


@transaction.atomic
def add_need(*, actor: Actor, case_id: object, need: NeedGiven, desks: tuple[str, ...], at: datetime) -> Need:
    """Another need in the open case, by anybody in it."""
    case = case_for(actor, case_id, Action.ADD_NEED, lock=True)
    if case.closed_at is not None:
        raise RefusedError("case_closed")
    if need.subject not in shipped_catalogue().business_domains:
        raise RefusedError("no_such_subject")
    if len(need.words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    side, desk = side_of(actor, case)
    how = "page" if side is CaseSide.FIRM else "spoken"
    return add_need_to(case, need, desks, actor=actor, side=side, desk=desk, at=at, how=how)


def _open(firm: Firm, side: CaseSide, actor: Actor, desk: Desk | None, at: datetime) -> Case:
    facts = firm.facts
    case = Case.objects.create(
        firm=firm,
        opened_at=at,
        opened_side=side.value,
        last_activity=at,
        sector=_fact(facts, "sector"),
        province=_fact(facts, "province"),
        size=_fact(facts, "size_class"),
        is_demo=firm.is_demo,
    )
    record(case, Happening.OPENED, actor=actor, side=side, desk=desk.pk if desk else None, at=at)
    return case


def _fact(facts: dict[str, dict[str, object]], name: str) -> str:
    """A fact that routing and figures use, "" where it is not known or is none of the answers that there are."""
    value = facts.get(name, {}).get("value")
    known = {option.id for option in shipped_catalogue().facts[name].options}
    return value if isinstance(value, str) and value in known else ""


def _tell_opened(case: Case, need: Need, by: str, at: datetime) -> None:
    offers = list(Offer.objects.select_related("desk").filter(need=need))
    values: dict[str, object] = {
        "subject": need.subject,
        "desks": [str(offer.desk) for offer in offers],
        "reply_by": max(offer.reply_by for offer in offers).isoformat(),
    }
    letters.to_firm(case, "case_opened", {**values, "by": by} if by else values, key=str(need.pk), at=at)


def remove_old_pending(at: datetime) -> int:
    """Remove questions that nobody confirmed; how many."""
    return Pending.objects.filter(created__lt=at - PENDING_DAYS).delete()[0]
