"""Who is told what happens in a case, and how: a letter at once, or a line in the weekly digest.

The firm always hears at once, with a link that lets it in. A desk hears at once of what it must do; a first-line
contact reads how it goes once a week, except of what needs an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wegwijzer.core.referral.permissions import DESK_ROLES, Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people import queries as people_queries
from wegwijzer.web.people.models import Desk, Person
from wegwijzer.web.post import actions as post
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import pages
from wegwijzer.web.referral.models import Case, Offer, Participant
from wegwijzer.web.referral.speakers import LINK_DAYS, PURPOSE, heard_for
from wegwijzer.web.referral.timing import local_day


def speakers(case: Case) -> list[Person]:
    """Who hears for the firm: who speaks for it; while nobody was confirmed, whose address was given."""
    return [row.person for row in heard_for(case.firm)] if case.firm is not None else []


def to_firm(
    case: Case, kind: str, values: Mapping[str, Any], *, key: str, at: datetime, path: str = "", calendar: str = ""
) -> None:
    """A letter to everyone who speaks for the firm, with a link to a page of theirs (the case, without `path`)."""
    readers = speakers(case)
    post.put(
        [for_speaker(case, person, kind, values, key=key, at=at, path=path, calendar=calendar) for person in readers]
    )


def to_one_speaker(case: Case, person: Person, kind: str, values: Mapping[str, Any], **about: Any) -> None:
    """The same to one of those who speak for the firm, as `for_speaker` says."""
    post.put([for_speaker(case, person, kind, values, **about)])


def for_speaker(
    case: Case,
    person: Person,
    kind: str,
    values: Mapping[str, Any],
    *,
    key: str,
    at: datetime,
    path: str = "",
    calendar: str = "",
) -> Outgoing:
    """The letter to one of those who speak for the firm; it is not put in the outbox yet."""
    target = path.replace("{language}", person.language) or pages.firm_page(case, person.language)
    link = people.make_link(person, to_path=target, at=at, valid_for=LINK_DAYS, purpose=PURPOSE)
    return post.letter(
        key=f"{kind}:{key}:{person.pk}",
        kind=kind,
        person=person,
        values={"link": link, **values},
        at=at,
        case=case.pk,
        calendar=calendar,
        reply_token=case.token,
    )


def for_adviser(
    offer: Offer, person: Person, kind: str, values: Mapping[str, Any], *, key: str, at: datetime, calendar: str = ""
) -> Outgoing:
    """The letter to one person at the desk of an offer; it is not put in the outbox yet."""
    return post.letter(
        key=f"{kind}:{key}:{person.pk}",
        kind=kind,
        person=person,
        values={"link": pages.offer_page(offer, person.language), **values},
        at=at,
        case=offer.need.case_id,
        calendar=calendar,
        reply_token=offer.need.case.token,
    )


def to_desk(offer: Offer, kind: str, values: Mapping[str, Any], *, key: str, at: datetime) -> None:
    """A letter to who works on an offer, as `for_desk` says."""
    post.put(for_desk(offer, kind, values, key=key, at=at))


def for_desk(offer: Offer, kind: str, values: Mapping[str, Any], *, key: str, at: datetime) -> list[Outgoing]:
    """The letters to who works on an offer: its adviser, else everybody at the desk today, else the desk's own address.

    They are not put in the outbox yet.
    """
    case, day = offer.need.case, local_day(at)
    readers = [offer.adviser] if offer.adviser is not None else people_queries.members(offer.desk_id, on=day)
    if not readers and offer.desk.email:
        return [
            post.letter_to(
                key=f"{kind}:{key}:desk",
                kind=kind,
                to=offer.desk.email,
                language="nl",
                values={"link": pages.offer_page(offer, "nl"), **values},
                at=at,
                case=case.pk,
            )
        ]
    return [for_adviser(offer, person, kind, values, key=key, at=at) for person in readers or _everybody(offer.desk)]


def to_bringers(
    case: Case, kind: str, values: Mapping[str, Any], *, key: str, at: datetime, thing: str = "", now: bool = False
) -> None:
    """A line, or with `now` a letter, to the contacts who brought the case and are still in it.

    The lines of a case stand together, below no name: a mail names no firm. `thing` is what a line tells of, so that a
    later state takes its place.
    """
    joined = case.participants.filter(state=Participant.State.JOINED).select_related("person")
    for participant in joined:
        if participant.person is None:
            continue
        told = {"link": pages.brought_page(participant, participant.person.language), **values}
        name = f"{kind}:{key}:{participant.person.pk}"
        if now:
            post.put_one(post.letter(key=name, kind=kind, person=participant.person, values=told, at=at, case=case.pk))
        else:
            post.note(
                key=name, kind=kind, person=participant.person, values=told, at=at,
                case=case.pk, thing=thing,
            )  # fmt: skip


def offer_values(offer: Offer) -> dict[str, Any]:
    """What a letter to a desk says of an offer: never a name, never the firm's words."""
    case = offer.need.case
    values = {
        "subject": offer.need.subject,
        "province": case.province,
        "size": case.size,
        "reply_by": offer.reply_by.isoformat(),
    }
    return {name: value for name, value in values.items() if value}


def for_new_offers(offers: Iterable[Offer], *, at: datetime) -> list[Outgoing]:
    """The letters that tell the desks that something new waits for them; they are not put in the outbox yet."""
    return [
        letter
        for offer in offers
        for letter in for_desk(offer, "offer_new", offer_values(offer), key=f"{offer.pk}:{offer.version}", at=at)
    ]


def offered(offers: Iterable[Offer], *, at: datetime) -> None:
    """Tell the desks that something new waits for them."""
    post.put(for_new_offers(offers, at=at))


def people_of(offer: Offer) -> list[Person]:
    """Who works on an offer: its adviser, else everybody who is at the desk."""
    if offer.adviser is not None:
        return [offer.adviser]
    return people_queries.members(offer.desk_id, on=local_day(offer.state_since))


def administrators() -> list[Person]:
    """Who keeps the site running."""
    return people_queries.people_with(Role.ADMINISTRATOR)


def _everybody(desk: Desk) -> list[Person]:
    """All who work at a desk, absent or not, where nobody is there and the desk has no address of its own."""
    if desk.email:
        return []
    roles = [role.value for role in DESK_ROLES]
    return list(Person.objects.filter(memberships__desk=desk, memberships__role__in=roles, is_active=True))
