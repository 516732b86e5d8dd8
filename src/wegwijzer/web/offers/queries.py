"""What others may ask of offerings: which there are, which answer a need or a search.

Nothing here holds the name of a firm: a firm's topic is read without it (`rows.offering_of`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from wegwijzer.core.language.sharing import Asked
from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.finding import Answering, Wanted, answering
from wegwijzer.core.offers.merging import Shown, merged
from wegwijzer.core.offers.offering import Kind, Offering, Side
from wegwijzer.core.offers.permissions import OfferAction, Owner, may
from wegwijzer.core.offers.requests import RequestState
from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.readers.word_sharing import told_by
from wegwijzer.web.offers.models import AlikePair, OfferingRow, TopicRequest
from wegwijzer.web.offers.rows import offering_of, owner_of
from wegwijzer.web.people import queries as people
from wegwijzer.web.people.models import Desk, Person


def open_rows(on: date) -> QuerySet[OfferingRow]:
    """The offerings that are open on a day, oldest first."""
    found = OfferingRow.objects.select_related("desk").filter(first__lte=on, last__gte=on, withdrawn=None)
    return found.filter(Q(desk__is_active=True) | Q(person__is_active=True))


def offerings_on(on: date, *, kinds: Collection[Kind] = tuple(Kind)) -> tuple[Offering, ...]:
    """The offerings that are open on a day, oldest first."""
    return tuple(offering_of(row) for row in open_rows(on).filter(kind__in=[kind.value for kind in kinds]))


def shown_on(on: date, *, kinds: Collection[Kind] = tuple(Kind)) -> tuple[Shown, ...]:
    """The same, with those that turned out to be one thing shown once, everybody named."""
    found = offerings_on(on, kinds=kinds)
    return merged(found, decided_pairs() if len(found) > 1 else ())


def answering_need(
    wanted: Wanted, *, on: date, kinds: Collection[Kind] = (Kind.HALF_DAY, Kind.EXPERTISE), limit: int = 3
) -> tuple[Answering, ...]:
    """The open offerings that answer a need best, for a roadmap ("half a day at ...").

    Every roadmap asks this, so only those that can answer are read, with those that are the same as one of them.
    """
    rows = open_rows(on).filter(kind__in=[kind.value for kind in kinds])
    found = list(_touching(rows, wanted))
    pairs = _pairs_around({str(row.pk) for row in found})
    more = {offering for pair in pairs for offering in pair[:2]} - {str(row.pk) for row in found}
    if more:
        found = list(rows.filter(pk__in=[*(row.pk for row in found), *more]))
    return answering(merged([offering_of(row) for row in found], pairs), wanted)[:limit]


def _touching(rows: QuerySet[OfferingRow], wanted: Wanted) -> QuerySet[OfferingRow]:
    """Of these rows those that `core.offers.finding.answering` lets answer, by their lists, which are kept as JSON."""
    lists = (("expertise", wanted.expertise), ("business_domains", wanted.business_domains))
    touches = [(f"{name}_text__contains", f'"{domain}"') for name, domains in lists for domain in domains]
    if not touches:
        return rows.none()
    allowed = [Q(*touches, _connector=Q.OR)]
    for name, value in (("sectors", wanted.sector), ("provinces", wanted.province)):
        if value:
            allowed.append(Q(**{f"{name}_text": "[]"}) | Q(**{f"{name}_text__contains": f'"{value}"'}))
    columns = ("expertise", "business_domains", "sectors", "provinces")
    return rows.alias(**{f"{name}_text": Cast(name, TextField()) for name in columns}).filter(*allowed)


def _pairs_around(offerings: Set[str]) -> list[tuple[str, str, Answer]]:
    """The pairs that were found to be the same or joint, of these offerings, of those in them, and so on."""
    pairs: list[tuple[str, str, Answer]] = []
    known: set[str] = set()
    while fresh := offerings - known:
        known |= fresh
        pairs = list(decided_pairs(Q(first__in=known) | Q(second__in=known)))
        offerings = known.union(*(pair[:2] for pair in pairs))
    return pairs


def searched(asked: Asked, *, on: date, limit: int = 3) -> tuple[Shown, ...]:
    """The open offerings that tell enough of a search, those that tell most first."""
    found = [one for one in shown_on(on) if any(asked.are_told_by(_told(each)) for each in one.all)]
    return tuple(sorted(found, key=lambda one: -shared_words(asked, one))[:limit])


def shared_words(asked: Asked, shown: Shown) -> float:
    """How much of what is asked an offering tells, by whichever of those behind it tells most."""
    return max(asked.shared_with(_told(one)) for one in shown.all)


def _told(one: Offering) -> Mapping[str, float]:
    return told_by(one.title, one.text, one.languages[0] if one.languages else "nl")


def decided_pairs(among: Q | None = None) -> tuple[tuple[str, str, Answer], ...]:
    """The pairs that were found to be the same or joint: all, or those `among` which is asked."""
    rows = AlikePair.objects.filter(among or Q(), outcome__in=(Answer.SAME.value, Answer.JOINT.value))
    return tuple((str(a), str(b), Answer(found)) for a, b, found in rows.values_list("first", "second", "outcome"))


def row(offering_id: UUID) -> OfferingRow | None:
    """The row with that id, whatever its state."""
    return OfferingRow.objects.select_related("desk", "person", "posted_by").filter(pk=offering_id).first()


def helper_desks(actor: Actor) -> list[Desk]:
    """The desks of helpers for which somebody may post, by name."""
    mine = [desk for desk, role in actor.desks.items() if role in (Role.ADVISER, Role.MANAGER)]
    may_post = [desk for desk in mine if may(actor, OfferAction.POST_FOR_DESK, Owner(Side.STRUCTURE, desk))]
    return list(Desk.objects.filter(pk__in=may_post, kind=Desk.Kind.HELPER, is_active=True))


def owners_of(actor: Actor) -> list[Owner]:
    """Everything that somebody can own offerings as: their desks, and themselves."""
    if not actor.is_signed_in:
        return []
    return [*(Owner(Side.STRUCTURE, str(desk.pk)) for desk in helper_desks(actor)), Owner(Side.FIRM, actor.person)]


def rows_of(actor: Actor) -> list[OfferingRow]:
    """The offerings of somebody's desks and their own topics, the latest last day first."""
    return list(owned_by(owners_of(actor)).select_related("desk", "posted_by").order_by("-last", "title"))


def owned_by(owners: Sequence[Owner]) -> QuerySet[OfferingRow]:
    """The rows of these owners."""
    desks = [owner.id for owner in owners if owner.side is Side.STRUCTURE]
    people_ids = [owner.id for owner in owners if owner.side is Side.FIRM]
    return OfferingRow.objects.filter(Q(desk_id__in=desks) | Q(person_id__in=people_ids))


def requests_of(actor: Actor) -> list[TopicRequest]:
    """The requests that somebody sent or has to answer, the latest first; others' requests are not there."""
    owners = owners_of(actor)
    desks = [owner.id for owner in owners if owner.side is Side.STRUCTURE]
    sent = Q(desk_id__in=desks) | Q(desk=None, person_id=actor.person or None)
    received = Q(topic__in=owned_by(owners))
    found = TopicRequest.objects.filter(sent | received)
    return list(found.select_related("topic__desk", "topic__person", "desk", "person", "answered_by").distinct())


def open_requests() -> Counter[str]:
    """How many open requests every owner has, sent and received together."""
    rows = TopicRequest.objects.filter(state=RequestState.OPEN.value)
    counts: Counter[str] = Counter()
    for desk, person, topic_desk, topic_person in rows.values_list("desk", "person", "topic__desk", "topic__person"):
        counts[str(desk or person)] += 1
        counts[str(topic_desk or topic_person)] += 1
    return counts


def pairs_for(actor: Actor) -> list[AlikePair]:
    """The open pairs on which somebody can decide: their desks' own; all of them for an editor."""
    found = AlikePair.objects.filter(outcome="", first__withdrawn=None, second__withdrawn=None)
    if Role.EDITOR not in actor.roles:
        mine = owned_by([owner for owner in owners_of(actor) if owner.side is Side.STRUCTURE])
        found = found.filter(Q(first__in=mine) | Q(second__in=mine))
    return list(found.select_related("first__desk", "second__desk"))


def readers_of(owner: Owner, *, posted_by: object = None) -> list[Person]:
    """Who gets the letters of an owner: who posted it while they still work there, else everybody at the desk."""
    if owner.side is Side.FIRM:
        found = people.person(owner.id)
        return [found] if found is not None and found.is_active else []
    at_desk = [row.person for row in people.memberships(owner.id) if row.person.is_active]
    return [person for person in at_desk if person.pk == posted_by] or at_desk


def owner_of_row(row: OfferingRow) -> Owner:
    """Whose an offering is."""
    return owner_of(row)
