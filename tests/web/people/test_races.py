"""Two at once, on a database that lets two write at once. SQLite takes one writer after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.attempts import Limit, count
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.links import make_link, use_link
from wegwijzer.web.people.models import Attempts, Membership, Person, SiteRole

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="WEGWIJZER_DATABASE names no PostgreSQL server"),
]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Start all calls at the same moment; what they gave, or the code of their refusal."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return call()
        except PeopleError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_a_link_lets_one_in():
    an = actions.person_with("an@firma.example")
    path = make_link(an, to_path="/nl/", at=AT, valid_for=timedelta(minutes=20), purpose="sign_in")
    used = at_once(*[lambda: use_link(path.split("/")[3], at=AT)] * 8)
    assert sum(link is not None for link in used) == 1


def test_an_address_becomes_one_person():
    found = at_once(*[lambda: actions.person_with("an@firma.example")] * 8)
    assert len({person.pk for person in found}) == Person.objects.count() == 1


def test_of_two_managers_who_leave_at_once_one_stays():
    for round_ in range(5):
        desk = actions.make_desk("helper", f"Centrum {round_}")
        rows = [actions.add_member(desk, f"m{n}-{round_}@c.example", Role.MANAGER, "", AT) for n in range(2)]
        told = at_once(*[lambda row=row: actions.remove_member(Membership.objects.get(pk=row.pk), AT) for row in rows])
        assert sorted(told, key=str) == [None, "last_manager"]
        assert desk.memberships.count() == 1


def test_of_two_administrators_who_stop_at_once_one_stays():
    people = [actions.person_with(f"a{number}@site.example") for number in range(2)]
    for person in people:
        actions.set_site_role(person, Role.ADMINISTRATOR, held=True, at=AT)
    told = at_once(
        *[lambda p=person: actions.set_site_role(p, Role.ADMINISTRATOR, held=False, at=AT) for person in people]
    )
    assert "last_administrator" in told
    assert SiteRole.objects.count() == 1


def test_every_attempt_is_counted():
    limit = Limit("test", 100)
    at_once(*[lambda: count(limit, "an", at=AT)] * 12)
    assert Attempts.objects.get().count == 12
