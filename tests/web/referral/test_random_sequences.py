"""Whatever people do in whatever order: never two open cases, states as the table says, nothing seen of others.

Hypothesis draws the order; what an action refuses is a step that did not happen.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.referral.conftest import NOW, World
from wegwijzer.core.referral.case import owner_desk
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, clockwork, queries
from wegwijzer.web.referral.errors import NotThereError, ReferralError
from wegwijzer.web.referral.models import Case, Firm, Look, Offer, Participant
from wegwijzer.web.referral.recording import case_facts

HELPERS = ("college", "food", "agency")
CONTACTS = ("accountant", "federation")
SUBJECTS = ("product", "marketing", "legal")
EXAMPLES = 8 if connection.vendor == "postgresql" else 25  # the laws are the same there, a step costs more
STEPS = (
    *(Step(state) for state in OfferState if state not in (OfferState.NOT_FOR_US, OfferState.WITHDRAWN)),
    Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),
    Step(OfferState.NOT_FOR_US, Reason.FIRM_STOPPED),
)
MOVES = st.one_of(
    st.tuples(st.just("bring"), st.sampled_from(CONTACTS), st.sampled_from(SUBJECTS)),
    st.tuples(st.just("step"), st.sampled_from(HELPERS), st.sampled_from(STEPS)),
    st.tuples(st.just("refer_on"), st.sampled_from(HELPERS), st.sampled_from(HELPERS)),
    st.tuples(st.just("join"), st.booleans(), st.none()),
    st.tuples(st.just("withdraw"), st.integers(0, 5), st.none()),
    st.tuples(st.just("give_back"), st.integers(0, 5), st.none()),
    st.tuples(st.just("message"), st.sampled_from((*HELPERS, *CONTACTS, "firm")), st.none()),
    st.tuples(st.just("wait"), st.integers(1, 40), st.none()),
)


def _move(world: World, move: tuple[str, object, object]) -> None:
    kind, first, second = move
    at = world.later(minutes=7)
    offers = list(Offer.objects.order_by("offered_at", "pk"))
    firm = _firm()
    if kind == "bring":
        world.brings(str(first), subject=str(second))
        world.firm_comes_in()
    elif kind == "step":
        for offer in offers:
            if offer.desk == world.desks[str(first)] and isinstance(second, Step):
                actions.take_step(
                    actor=world.actor(str(first)), offer_id=offer.pk, step=second, version=offer.version, at=at
                )
                return
    elif kind == "refer_on":
        for offer in offers:
            if offer.desk == world.desks[str(first)]:
                desks = (world.desk(str(second)),)
                actions.refer_on(
                    actor=world.actor(str(first)), offer_id=offer.pk, desks=desks, version=offer.version, at=at
                )
                return
    elif kind == "join":
        asked = Participant.objects.filter(state="asked").first()
        if asked is not None:
            actions.answer_join(actor=firm, participant_id=asked.pk, yes=bool(first), at=at)
    elif kind in ("withdraw", "give_back") and offers and isinstance(first, int):
        act = actions.withdraw_offer if kind == "withdraw" else actions.give_back
        act(actor=firm, offer_id=offers[first % len(offers)].pk, at=at)
    elif kind == "message":
        case = Case.objects.order_by("-opened_at").first()
        if case is not None:
            actor = firm if first == "firm" else world.actor(str(first))
            actions.write_message(actor=actor, case_id=case.pk, words="Een vraag", at=at)
    elif kind == "wait" and isinstance(first, int):
        clockwork.run(world.later(days=first))


def _firm() -> Actor:
    person = Person.objects.filter(email="baker@example.test").first()
    return queries.actor_for(person) if person is not None else Actor()


def _check(world: World, turn: int) -> None:
    for firm in Firm.objects.all():
        assert firm.cases.filter(closed_at__isnull=True).count() <= 1
    for case in Case.objects.prefetch_related("needs__offers"):
        facts = case_facts(case)
        assert case.state == facts.state.value
        assert [need.state for need in case.needs.all()] == [need.state.value for need in facts.needs]
        assert (case.closed_at is None) == (facts.state.value != "ended")
        marks = (case.archived_at is not None, case.waits_for_firm)
        assert {(offer.archived, offer.waits_for_firm) for need in case.needs.all() for offer in need.offers.all()} <= {
            marks
        }
        if case.anonymous_at is None:
            assert str(case.owner_desk_id or "") == (owner_desk(facts) or "")
    for place, name in enumerate((*HELPERS, *CONTACTS, "manager", "editor", "analyst", "administrator")):
        if place % 3 == turn % 3:  # each looks at every third step; the many orders make up for it
            _check_sight(world, name)
    keys = list(Outgoing.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def _check_sight(world: World, name: str) -> None:
    """What somebody can reach is what their desk was offered, or brought with the firm's consent."""
    actor = world.actor(name)
    mine = set(actor.desks)
    for offer in Offer.objects.select_related("need__case"):
        is_theirs = str(offer.desk_id) in mine and offer.state != "withdrawn"
        may_see = is_theirs and offer.need.case.archived_at is None
        if may_see:
            assert queries.offer_page(actor, offer.pk) == offer
        else:
            with pytest.raises(NotThereError):
                queries.offer_page(actor, offer.pk)
    assert set(queries.inbox(actor, "open", on=NOW.date())) <= set(Offer.objects.filter(desk_id__in=list(mine)))
    for case in Case.objects.all():
        asked = Offer.objects.filter(need__case=case, desk_id__in=list(mine)).exclude(state="withdrawn").exists()
        joined = Participant.objects.filter(case=case, desk_id__in=list(mine), state="joined").exists()
        if case.archived_at is not None or not (asked or joined):
            with pytest.raises(NotThereError):
                queries.timeline(case, actor)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=3, max_size=14))
@pytest.mark.django_db
def test_laws_hold_after_every_step(world: World, moves: list[tuple[str, object, object]]) -> None:
    for kind in (Look, Outgoing, Case, Firm):
        kind._default_manager.all().delete()
    world.at = NOW + timedelta(minutes=1)
    for turn, move in enumerate([("bring", "accountant", "product"), *moves]):
        try:
            _move(world, move)
        except ReferralError:
            continue
        _check(world, turn)
