"""Several letters put in the outbox at once: each key once, and nothing to who is gone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.post.conftest import AT
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions
from wegwijzer.web.post.models import Outgoing

pytestmark = pytest.mark.django_db
LINK = {"link": "/nl/binnen/abc/"}


def letters(*keys: str, person: Person) -> list[Outgoing]:
    """A letter to somebody for each key."""
    return [actions.letter(key=key, kind="sign_in", person=person, values=LINK, at=AT) for key in keys]


@pytest.fixture
def ann() -> Person:
    return Person.objects.create(email="ann@example.test", name="Ann")


def kept() -> list[str]:
    return sorted(Outgoing.objects.values_list("key", flat=True))


def test_all_are_put_in_with_one_statement(ann: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.put(letters("one", "two", "three", person=ann))
    assert kept() == ["one", "three", "two"]
    assert len(asked) == 1


def test_a_key_that_was_put_in_before_is_left_as_it_was_and_the_others_go_in(ann: Person) -> None:
    assert actions.put_one(
        actions.letter(key="one", kind="sign_in", person=ann, values={"link": "/nl/binnen/first/"}, at=AT)
    )
    actions.put(letters("one", "two", person=ann))
    assert kept() == ["one", "two"]
    assert Outgoing.objects.get(key="one").values == {"link": "/nl/binnen/first/"}


def test_a_key_that_stands_twice_among_them_goes_once(ann: Person) -> None:
    actions.put(letters("one", "one", person=ann))
    assert kept() == ["one"]


def test_somebody_who_is_let_in_no_more_gets_none(ann: Person) -> None:
    gone = Person.objects.create(email="gone@example.test", is_active=False)
    actions.put([*letters("gone", person=gone), *letters("one", person=ann)])
    assert kept() == ["one"]


def test_nothing_to_put_asks_nothing_of_the_database() -> None:
    with CaptureQueriesContext(connection) as asked:
        actions.put([])
    assert len(asked) == 0
