"""A referral stays cheap: how many statements one takes, whoever brings it, and however many desks there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.referral.conftest import BAKER, World, a_question
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.actions.opening import Passed
from wegwijzer.web.referral.models import Case

SPARE = 2
"""Statements more than those of today that a change may cost before somebody must look."""


@pytest.fixture
def warm(world: World) -> World:
    """A process that referred before: what it reads once is read."""
    world.brings(number="0202239951", email="warm@example.test")
    return world


@pytest.mark.parametrize("number", ["", BAKER], ids=["without number", "with number"])
def test_a_contacts_first_referral_of_a_client(warm: World, number: str) -> None:
    assert statements_of_a_contact(warm, Passed.OPENED, number) <= 27 + SPARE


def test_a_second_need_in_the_case_that_a_contact_brought(warm: World) -> None:
    warm.brings()
    assert statements_of_a_contact(warm, Passed.ADDED, subject="legal") <= 25 + SPARE


def test_a_firms_own_referral(warm: World) -> None:
    baker = queries.actor_for(people.person_with("baker@example.test"))
    with CaptureQueriesContext(connection) as asked:
        referred = actions.refer(actor=baker, given=a_question(), consent=True, at=warm.later())
    assert referred.passed is Passed.OPENED
    assert len(asked) <= 29 + SPARE


def test_more_desks_and_people_take_no_more_statements_but_one_for_the_readers_at_each_desk_chosen(warm: World) -> None:
    for number in range(20):
        desk = Desk.objects.create(kind=Desk.Kind.HELPER, name=f"Centrum {number}", organisation=f"centre-{number}")
        people.add_member(desk, f"one@centre{number}.test", Role.ADVISER, "Een", warm.at)
        people.add_member(desk, f"two@centre{number}.test", Role.ADVISER, "Twee", warm.at)
    centres = Desk.objects.filter(name__startswith="Centrum").values_list("pk", flat=True)
    chosen = tuple(str(pk) for pk in centres[:3])
    assert statements_of_a_contact(warm, Passed.OPENED, desks=chosen) <= 27 + 2 + SPARE
    assert Outgoing.objects.filter(kind="offer_new", person__email__contains="@centre").count() == 6


def test_a_firms_export_takes_as_many_statements_for_a_long_story_as_for_a_short_one(warm: World) -> None:
    warm.brings()
    firm = warm.firm_comes_in()
    firm_id = warm.people["firm"].speaks_for.get().firm_id

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = actions.export(actor=firm, firm_id=firm_id, at=warm.at)
        assert found["cases"][0]["needs"]
        return len(asked)

    actions.write_message(actor=firm, case_id=Case.objects.get(firm=firm_id).pk, words="Dag", at=warm.later())
    before = statements()
    for subject in ("legal", "marketing", "process"):
        warm.brings(subject=subject, desks=(warm.desk("college"), warm.desk("agency")))
        actions.write_message(actor=firm, case_id=Case.objects.get(firm=firm_id).pk, words="Nog", at=warm.later())
    assert statements() == before


def statements_of_a_contact(world: World, passed: Passed, number: str = BAKER, **changes: object) -> int:
    """Those of the referral alone: who acts was worked out before, as on a page."""
    actor, desk, at = world.actor("accountant"), world.desk("accountant"), world.later()
    given = a_question(number, **changes)  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as asked:
        referred = actions.refer(actor=actor, desk_id=desk, consent=True, given=given, at=at)
    assert referred.passed is passed
    return len(asked)
