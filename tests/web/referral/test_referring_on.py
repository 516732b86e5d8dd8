"""Referring on: the chain stays to be seen, one's own part ends with it, and nobody says it who did not."""

from __future__ import annotations

import pytest

from tests.web.referral.conftest import World
from wegwijzer.core.referral.states import OfferState
from wegwijzer.core.referral.steps import Reason, Step
from wegwijzer.web.post.digests import write_digests
from wegwijzer.web.post.models import DigestLine, Outgoing
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import RefusedError, StaleError
from wegwijzer.web.referral.models import (
    Offer,
)


def kinds_to(email: str) -> list[str]:
    """The kinds of letters that wait for an address, oldest first."""
    return list(Outgoing.objects.filter(to=email).order_by("created", "kind").values_list("kind", flat=True))


def test_the_firm_sees_the_chain_of_who_referred_on_to_whom(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    offer = world.offer_to("college")
    taken = actions.take_step(
        actor=world.actor("college"), offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    passed = actions.refer_on(
        actor=world.actor("college"),
        offer_id=offer.pk,
        desks=(world.desk("food"),),
        words="Zij hebben een proefbakkerij.",
        version=taken.version,
        at=world.later(),
    )
    assert [item.parent_id for item in passed] == [offer.pk]
    assert [str(item.desk) for item in queries.chain(offer.need)] == ["College", "Food"]
    firm = world.firm_comes_in()
    story = queries.timeline(queries.firm_case(firm, world.case().pk), firm)
    assert [entry.kind for entry in story if entry.kind != "speaker_confirmed"] == [
        "opened",
        "need_added",
        "offered",
        "step",
        "referred_on",
    ]
    assert kinds_to("baker@example.test") == ["case_opened", "taken_up", "referred_on"]
    assert set(DigestLine.objects.values_list("person__email", "kind")) == {
        ("accountant@example.test", "taken_up"),
        ("accountant@example.test", "referred_on"),
    }


def test_the_week_of_a_contact_tells_the_last_of_each_offer_and_names_no_firm(world: World) -> None:
    _referred_on(world)
    passed = world.offer_to("food")
    actions.take_step(
        actor=world.actor("food"), offer_id=passed.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    list(write_digests(world.later(days=7)))
    (letter,) = Outgoing.objects.filter(kind="digest")
    assert [(line["kind"], line["values"]["desk"]) for line in letter.values["lines"]] == [
        ("taken_up", "College"),
        ("taken_up", "Food"),
    ]
    assert len({line["about"] for line in letter.values["lines"]}) == 1
    assert "Bakkerij De Korst" not in str(letter.values)  # a mail names no firm


def test_a_case_closes_when_whom_it_was_referred_on_to_is_done(world: World) -> None:
    first = _referred_on(world)
    assert (first.state, world.case().state, world.case().owner_desk) == ("referred_on", "waiting", world.desks["food"])
    for state in (OfferState.TAKEN_UP, OfferState.DONE):
        passed = world.offer_to("food")
        actions.take_step(
            actor=world.actor("food"), offer_id=passed.pk, step=Step(state), version=passed.version, at=world.later()
        )
    assert world.case().state == "ended"


def test_who_referred_on_and_helps_on_all_the_same_takes_up_again(world: World) -> None:
    first = _referred_on(world)
    again = actions.take_step(
        actor=world.actor("college"),
        offer_id=first.pk,
        step=Step(OfferState.TAKEN_UP),
        version=first.version,
        at=world.later(),
    )
    assert (again.state, world.case().owner_desk) == ("taken_up", world.desks["college"])


def test_nobody_says_to_have_referred_on_who_did_not(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    with pytest.raises(RefusedError, match="desk_missing"):
        actions.take_step(
            actor=world.actor("college"),
            offer_id=world.offer_to("college").pk,
            step=Step(OfferState.REFERRED_ON),
            version=1,
            at=world.later(),
        )


def test_what_a_desk_refused_stays_refused_when_it_refers_on(world: World) -> None:
    world.brings(desks=(world.desk("college"),))
    refused = actions.take_step(
        actor=world.actor("college"),
        offer_id=world.offer_to("college").pk,
        step=Step(OfferState.NOT_FOR_US, Reason.NO_CAPACITY),
        version=1,
        at=world.later(),
    )
    actions.refer_on(
        actor=world.actor("college"),
        offer_id=refused.pk,
        desks=(world.desk("food"),),
        version=refused.version,
        at=world.later(),
    )
    assert world.offer_to("college").state == "not_for_us"


def test_who_acts_on_an_old_page_hears_that_it_was_referred_on_and_by_whom(world: World) -> None:
    first = _referred_on(world)
    with pytest.raises(StaleError) as found:
        actions.take_step(
            actor=world.actor("manager"), offer_id=first.pk, step=Step(OfferState.DONE), version=1, at=world.later()
        )
    assert (found.value.change.state, found.value.change.by) == ("referred_on", "Ann college")


def _referred_on(world: World) -> Offer:
    """The offer of a desk that took a question up, referred it on and marked nothing more."""
    world.brings(desks=(world.desk("college"),))
    actor, offer = world.actor("college"), world.offer_to("college")
    taken = actions.take_step(
        actor=actor, offer_id=offer.pk, step=Step(OfferState.TAKEN_UP), version=1, at=world.later()
    )
    actions.refer_on(
        actor=actor, offer_id=offer.pk, desks=(world.desk("food"),), version=taken.version, at=world.later()
    )
    return world.offer_to("college")
