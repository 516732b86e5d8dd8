"""Who may do what, cell by cell."""

from __future__ import annotations

import pytest

from wegwijzer.core.offers.offering import Side
from wegwijzer.core.offers.permissions import PERMITTED, OfferAction, Owner, may
from wegwijzer.core.referral.permissions import Actor, Role

OURS = Owner(Side.STRUCTURE, "ours")
ACTORS = {
    "visitor": Actor(),
    "entrepreneur": Actor("p"),
    "adviser": Actor("p", desks={"ours": Role.ADVISER}),
    "manager": Actor("p", desks={"ours": Role.MANAGER}),
    "elsewhere": Actor("p", desks={"theirs": Role.ADVISER}),
    "manager_elsewhere": Actor("p", desks={"theirs": Role.MANAGER}),
    "first_line": Actor("p", desks={"ours": Role.FIRST_LINE}),
    "editor": Actor("p", roles=frozenset({Role.EDITOR})),
    "analyst": Actor("p", roles=frozenset({Role.ANALYST})),
    "administrator": Actor("p", roles=frozenset({Role.ADMINISTRATOR})),
}
_ALL = set(ACTORS)
_SIGNED_IN = _ALL - {"visitor"}
OF_OUR_DESK = {
    OfferAction.SEE: _ALL,
    OfferAction.POST_FOR_DESK: {"adviser", "manager"},
    OfferAction.POST_TOPIC_OF_FIRM: _SIGNED_IN,
    OfferAction.CHANGE: {"adviser", "manager"},
    OfferAction.SEE_FITS: {"adviser", "manager"},
    OfferAction.ASK_AS_FIRM: _SIGNED_IN,
    OfferAction.ANSWER: {"adviser", "manager"},
    OfferAction.DECIDE_ALIKE: {"adviser", "manager", "editor"},
    OfferAction.SEE_GAPS: {"manager", "manager_elsewhere", "editor", "analyst"},
}


@pytest.mark.parametrize("action", OfferAction)
def test_with_an_offering_of_our_desk(action):
    assert {name for name, actor in ACTORS.items() if may(actor, action, OURS)} == OF_OUR_DESK[action]


@pytest.mark.parametrize("action", [OfferAction.CHANGE, OfferAction.SEE_FITS, OfferAction.ANSWER])
def test_a_firms_topic_is_of_who_posted_it_alone(action):
    theirs = Owner(Side.FIRM, "p")
    assert {name for name, actor in ACTORS.items() if may(actor, action, theirs)} == _SIGNED_IN
    assert not any(may(actor, action, Owner(Side.FIRM, "q")) for actor in ACTORS.values())
    assert not may(Actor(), action, Owner(Side.FIRM, ""))


def test_every_action_stands_in_the_table():
    assert set(PERMITTED) == set(OfferAction) == set(OF_OUR_DESK)
