"""Passing on a firm's question: opening its case, adding to the open one, or asking to join it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.referral import letters, pages
from wegwijzer.web.referral.actions.joining import ask_to_join, follows
from wegwijzer.web.referral.adding import Added, add_need_to
from wegwijzer.web.referral.asked_before import refuse_if_asked
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.firms import Found, firm_of_client, firm_of_person, hear_for
from wegwijzer.web.referral.givens import ABOUT, LONGEST_WORDS, Given, NeedGiven, given_from
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Firm, Need, Participant, Pending, SentForm
from wegwijzer.web.referral.offering import Sharing
from wegwijzer.web.referral.recording import happening
from wegwijzer.web.referral.speakers import speaks_for
from wegwijzer.web.referral.standing import as_uuid, case_and_tie, side_of, tied
from wegwijzer.web.referral.written import kept_words

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
    """What became of it. `case` only where the actor may see it; `pending` where a letter must confirm it first."""

    passed: Passed
    case: Case | None = None
    need: Need | None = None
    participant: Participant | None = None
    pending: UUID | None = None


def refer(
    *,
    actor: Actor,
    given: Given,
    at: datetime,
    desk_id: str = "",
    consent: bool = False,
    unless_asked: bool = False,
) -> Referred:
    """Pass on a firm's question.

    A contact gives the `desk_id` of theirs for which they act and says that the client agreed (`consent`). A firm gives
    its own consent by sending the page. A visitor gets a letter with a link first. Raises RefusedError:
    consent_missing, not_your_desk, words_too_long, no_such_subject, declined_before, nobody_to_ask and those of
    `make_offers`; with `unless_asked` AskedBeforeError where the actor's own case has the same question already.
    """
    _check(given)
    given = replace(given, need=_kept(given.need, given.firm.language))
    if not consent:
        raise RefusedError("consent_missing")
    if desk_id:
        return _by_desk(actor, given, desk_id, at, unless_asked)
    if not actor.is_signed_in:
        return _by_visitor(given, at)
    person = people_queries.person(actor.person)
    if person is None:
        raise NotThereError
    return pass_on_by_person(actor, person, given, at, unless_asked=unless_asked)


def _kept(need: NeedGiven, language: str) -> NeedGiven:
    return replace(need, words=kept_words(need.words, language))


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
    letter = post.letter(
        key=f"confirm_referral:{pending.pk}",
        kind="confirm_referral",
        person=person,
        values={"link": link, "subject": given.need.subject},
        at=at,
    )
    post.put([letter])
    return Referred(Passed.CONFIRM, pending=pending.pk)


@transaction.atomic
def confirm(*, actor: Actor, pending_id: object, at: datetime, unless_asked: bool = False) -> Referred:
    """Pass on what a visitor filled in, now that we know who they are.

    Raises NotThereError when it is gone; with `unless_asked` AskedBeforeError as `refer`, and then it stays.
    """
    pending = Pending.objects.select_for_update().filter(pk=as_uuid(pending_id)).first()
    person = people_queries.person(actor.person) if actor.is_signed_in else None
    if pending is None or person is None or pending.person_id != person.pk or pending.created < at - PENDING_DAYS:
        raise NotThereError
    referred = pass_on_by_person(actor, person, given_from(pending.given), at, unless_asked=unless_asked)
    SentForm.objects.filter(pending=pending.pk).update(  # who sends the form again, signed in now, finds this
        person=person, passed=referred.passed.value, need=referred.need.pk if referred.need is not None else None
    )
    if referred.passed is not Passed.SPEAKER_ASKED:
        pending.delete()
    return referred


@transaction.atomic
def pass_on_by_person(
    actor: Actor, person: Person, given: Given, at: datetime, *, unless_asked: bool = False
) -> Referred:
    """A firm's own question, from somebody whose address is sure. Raises AskedBeforeError as `refer`."""
    found = firm_of_person(person, given.firm, at)
    firm = found.firm
    if not speaks_for(firm, person, at):
        Pending.objects.update_or_create(person=person, given=given.plain(), defaults={"created": at})
        return Referred(Passed.SPEAKER_ASKED)
    actor = Actor(
        actor.person, actor.name, actor.language, actor.desks, actor.roles, actor.firms | {str(firm.pk)}, actor.clock
    )
    sharing = Sharing(actor, CaseSide.FIRM, None, at, "page")
    case, passed, opened = _open_case(found), Passed.ADDED, []
    if case is None:
        case, passed = _new_case(firm, CaseSide.FIRM, at), Passed.OPENED
        opened = [happening(case, Happening.OPENED, actor=actor, side=CaseSide.FIRM, at=at)]
    elif unless_asked:
        refuse_if_asked(case, given, at=at)
    added = add_need_to(case, given.need, given.desks, sharing, opened=opened)
    _tell(case, added, letters.speakers(case), at=at)
    return Referred(passed, case, added.need)


@transaction.atomic
def _by_desk(actor: Actor, given: Given, desk_id: str, at: datetime, unless_asked: bool) -> Referred:
    """A question that a contact passes on for a client, who agreed."""
    desk = people_queries.desk(desk_id)
    if desk is None or str(desk.pk) not in actor.desks:
        raise RefusedError("not_your_desk")
    found = firm_of_client(given.firm, at)
    case = _open_case(found)
    if case is None:
        return _opened_by_desk(actor, desk, found, given, at)
    thing = tied(case)
    if str(desk.pk) in thing.brought | thing.asked:
        if unless_asked:
            refuse_if_asked(case, given, at=at, writer=actor.person)
        side, place = side_of(actor, case, desk, thing=thing)
        added = add_need_to(case, given.need, given.desks, Sharing(actor, side, place, at, "spoken"))
        _tell(case, added, letters.speakers(case), by=str(desk), at=at)
        return Referred(Passed.ADDED, case, added.need)
    return Referred(Passed.ASKED, participant=ask_to_join(case, desk, actor, given.need, at))


def _opened_by_desk(actor: Actor, desk: Desk, found: Found, given: Given, at: datetime) -> Referred:
    """A new case that a contact brings and then follows."""
    side = CaseSide.FIRST_LINE
    heard = hear_for(found, given.firm, at)
    case = _new_case(found.firm, side, at)
    added = add_need_to(
        case,
        given.need,
        given.desks,
        Sharing(actor, side, desk.pk, at, "spoken"),
        opened=[happening(case, Happening.OPENED, actor=actor, side=side, desk=desk.pk, at=at)],
        consents=[follows(case, desk, actor, at)],
    )
    Participant.objects.create(
        case=case, desk=desk, person_id=actor.person, state=Participant.State.JOINED, asked_at=at, answered_at=at
    )
    _tell(case, added, heard, by=str(desk), at=at)
    return Referred(Passed.OPENED, case, added.need)


@transaction.atomic
def add_need(*, actor: Actor, case_id: object, need: NeedGiven, desks: tuple[str, ...], at: datetime) -> Need:
    """Another need in the open case, by anybody in it."""
    case, thing = case_and_tie(actor, case_id, Action.ADD_NEED, lock=True)
    if case.closed_at is not None:
        raise RefusedError("case_closed")
    if need.subject not in shipped_catalogue().business_domains:
        raise RefusedError("no_such_subject")
    if len(need.words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    side, desk = side_of(actor, case, thing=thing)
    how = "page" if side is CaseSide.FIRM else "spoken"
    added = add_need_to(case, _kept(need, actor.language), desks, Sharing(actor, side, desk, at, how))
    letters.offered(added.offers, at=at)
    return added.need


def _open_case(found: Found) -> Case | None:
    """The open case of a firm, locked; one that is new has none."""
    if found.is_new:
        return None
    case = Case.objects.select_for_update().filter(firm=found.firm, closed_at__isnull=True).first()
    if case is not None:
        case.firm = found.firm
    return case


def _new_case(firm: Firm, side: CaseSide, at: datetime) -> Case:
    """A case that is kept with its first need."""
    return Case(
        firm=firm,
        opened_at=at,
        opened_side=side.value,
        last_activity=at,
        sector=_fact(firm.facts, "sector"),
        province=_fact(firm.facts, "province"),
        size=_fact(firm.facts, "size_class"),
        is_demo=firm.is_demo,
    )


def _fact(facts: dict[str, dict[str, object]], name: str) -> str:
    """A fact that routing and figures use, "" where it is not known or is none of the answers that there are."""
    value = facts.get(name, {}).get("value")
    known = {option.id for option in shipped_catalogue().facts[name].options}
    return value if isinstance(value, str) and value in known else ""


def _tell(case: Case, added: Added, heard: Iterable[Person], *, by: str = "", at: datetime) -> None:
    """Tell the desks and those who hear for the firm, all letters at once."""
    values: dict[str, object] = {
        "subject": added.need.subject,
        "desks": list(added.names),
        "reply_by": max(offer.reply_by for offer in added.offers).isoformat(),
        **({"by": by} if by else {}),
    }
    key = str(added.need.pk)
    to_firm = [letters.for_speaker(case, person, "case_opened", values, key=key, at=at) for person in heard]
    post.put([*letters.for_new_offers(added.offers, at=at), *to_firm])


def remove_old_pending(at: datetime) -> int:
    """Remove questions that nobody confirmed; how many."""
    return Pending.objects.filter(created__lt=at - PENDING_DAYS).delete()[0]
