"""People, who works where, links and counts: what other apps lean on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions, queries
from wegwijzer.web.people.attempts import FAILED_BY_PERSON, Limit, count, minutes_to_wait, remove_old_attempts
from wegwijzer.web.people.errors import PeopleError
from wegwijzer.web.people.links import is_own_path, link_behind, make_link, use_link
from wegwijzer.web.people.menu import own_pages
from wegwijzer.web.people.models import Absence, Attempts, Desk, Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    made = actions.make_desk("helper", "Centrum")
    actions.add_member(made, "mieke@centrum.example", Role.MANAGER, "Mieke", AT)
    actions.add_member(made, "arne@centrum.example", Role.ADVISER, "Arne", AT)
    return made


def names(people: list[Person]) -> list[str]:
    return [person.name for person in people]


def test_an_address_is_one_person_whatever_its_capitals():
    first = actions.person_with(" An@Firma.example ", name="An", language="fr")
    again = actions.person_with("an@firma.example", name="Iemand anders", language="nl")
    assert first == again
    assert (again.name, again.language, again.has_usable_password()) == ("An", "fr", False)


def test_a_language_that_we_do_not_speak_becomes_dutch():
    assert actions.person_with("an@firma.example", language="de").language == "nl"


def test_members_leave_out_who_is_absent_or_out(desk):
    arne = Person.objects.get(name="Arne")
    Absence.objects.create(desk=desk, person=arne, first=date(2026, 12, 1), last=date(2026, 12, 5))
    assert names(queries.members(desk.pk, on=date(2026, 11, 30))) == ["Arne", "Mieke"]
    assert names(queries.members(desk.pk, on=date(2026, 12, 1))) == ["Mieke"]
    assert names(queries.members(str(desk.pk), on=date(2026, 12, 5))) == ["Mieke"]
    assert names(queries.members(desk.pk, on=date(2026, 12, 6))) == ["Arne", "Mieke"]
    Person.objects.filter(name="Mieke").update(is_active=False)
    assert names(queries.members(desk.pk, on=date(2026, 12, 6))) == ["Arne"]


def test_people_are_found_by_role_wherever_they_have_it(desk):
    editor = actions.person_with("ed@site.example", name="Ed")
    actions.set_site_role(editor, Role.EDITOR, held=True, at=AT)
    assert names(queries.people_with(Role.EDITOR)) == ["Ed"]
    assert names(queries.people_with(Role.ADVISER)) == ["Arne"]
    Desk.objects.update(is_active=False)
    assert queries.people_with(Role.ADVISER) == []


def test_who_is_out_acts_as_nobody(desk):
    arne = Person.objects.get(name="Arne")
    arne.is_active = False
    assert not queries.actor_for(arne).is_signed_in


def test_the_menu_of_an_office_has_no_inbox_and_that_of_a_helper_no_clients(desk):
    office = actions.make_desk("accountant", "Kantoor")
    actions.add_member(office, "mark@kantoor.example", Role.MANAGER, "Mark", AT)
    entries = {
        name: {entry.id for entry in own_pages(queries.actor_for(Person.objects.get(name=name)), "nl")}
        for name in ("Mark", "Mieke", "Arne")
    }
    assert "clients" in entries["Mark"]
    assert "inbox" not in entries["Mark"]
    assert "clients" not in entries["Mieke"] | entries["Arne"]


@pytest.mark.parametrize(
    ("kind", "role", "pages"),
    [
        ("helper", Role.MANAGER, ["inbox", "together", "events", "offers", "gaps"]),
        ("helper", Role.ADVISER, ["inbox", "together", "events", "offers"]),
        ("federation", Role.FIRST_LINE, ["brought", "clients", "together"]),
        ("accountant", Role.FIRST_LINE, ["brought", "clients", "partners"]),
        ("", None, ["questions", "projects", "partners", "topics"]),
        ("", Role.ANALYST, ["gaps"]),
        ("", Role.EDITOR, ["corrections", "gaps"]),
    ],
)
@pytest.mark.django_db
def test_every_role_finds_its_pages_in_its_menu(client, kind, role, pages):
    person = actions.person_with("ik@voorbeeld.example")
    if kind:
        actions.add_member(actions.make_desk(kind, "Dienst"), person.email, role, "", AT)
    elif role is not None:
        actions.set_site_role(person, role, held=True, at=AT)
    entries = own_pages(queries.actor_for(person), "nl")
    assert [entry.id for entry in entries if entry.id in pages] == pages
    client.force_login(person)
    for entry in entries:
        assert client.get(entry.address).status_code == 200, entry.address


def test_what_is_no_id_finds_nothing():
    assert queries.desk("x") is None
    assert queries.person("x") is None
    assert queries.person(uuid4()) is None


def test_a_desk_has_the_roles_of_its_kind(desk):
    office = actions.make_desk("bank", "Bank")
    for place, role in ((desk, Role.FIRST_LINE), (office, Role.ADVISER), (desk, Role.EDITOR)):
        with pytest.raises(PeopleError, match="no_such_role"):
            actions.add_member(place, "x@y.example", role, "", AT)
    assert not Person.objects.filter(email="x@y.example").exists()


def test_a_link_keeps_its_promises():
    an = actions.person_with("an@firma.example")

    def made(to_path: str, purpose: str) -> str:
        path = make_link(an, to_path=to_path, at=AT, valid_for=timedelta(minutes=20), purpose=purpose)
        return path.split("/")[3]

    case, other, again = made("/nl/a/", "case"), made("/nl/b/", "case"), made("/nl/a/", "case")
    assert link_behind(case, at=AT) is None
    assert link_behind(other, at=AT) is not None
    assert link_behind(again, at=AT + timedelta(minutes=19, seconds=59)) is not None
    assert link_behind(again, at=AT + timedelta(minutes=20)) is None
    found = use_link(again, at=AT)
    assert found is not None
    assert found.to_path == "/nl/a/"
    assert use_link(again, at=AT) is None
    with pytest.raises(ValueError, match="a path of this site"):
        made("https://evil.example/", "case")


@given(st.text(max_size=40))
def test_an_own_path_can_never_be_read_as_another_site(text):
    path = "/" + text
    if is_own_path(path):
        assert not path.startswith(("//", "/\\"))
        assert not any(letter <= " " or letter == "\\" for letter in path)
    assert not is_own_path(text.lstrip("/") + "x:")


def test_waiting_grows_to_an_hour_and_a_quiet_day_forgets():
    at, waits = AT, []
    for _ in range(14):
        waits.append(count(FAILED_BY_PERSON, "An@x.example", at=at))
        at += timedelta(minutes=max(waits[-1], 0))
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert minutes_to_wait(FAILED_BY_PERSON, "an@x.example ", at=at) == 0
    assert minutes_to_wait(FAILED_BY_PERSON, "iemand@x.example", at=at - timedelta(minutes=1)) == 0
    at += timedelta(days=1)
    assert count(FAILED_BY_PERSON, "an@x.example", at=at) == 0


def test_a_window_counts_from_its_first_and_then_begins_anew():
    limit = Limit("test", 2, timedelta(hours=1))
    assert count(limit, "a", at=AT) == 0
    assert count(limit, "a", at=AT + timedelta(minutes=30)) == 30
    assert count(limit, "a", at=AT + timedelta(minutes=61)) == 0


def test_counts_name_nobody_and_old_ones_go():
    count(FAILED_BY_PERSON, "an@x.example", at=AT)
    assert "an@x" not in Attempts.objects.get().key
    assert remove_old_attempts(AT + timedelta(hours=23)) == 0
    assert remove_old_attempts(AT + timedelta(hours=25)) == 1
