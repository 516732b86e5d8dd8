"""How long a sign-in lasts, where one is signed in, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.signin.conftest import came_by_mail, person_called
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people import actions
from wegwijzer.web.people.models import Person, Session
from wegwijzer.web.people.queries import actor_for

pytestmark = pytest.mark.django_db
PASSWORD = "een wachtwoord voor de proef"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def back_in_time(client: Client, **earlier: timedelta) -> None:
    """As if the sign-in began, or was last used, so much earlier."""
    session = client.session
    moments = {key: (timezone.now() - ago).isoformat() for key, ago in earlier.items()}
    session["sign_in"] = {**session["sign_in"], **moments}
    session.save()


def is_signed_in(client: Client) -> bool:
    return client.get("/nl/account/").status_code == 200


@pytest.mark.parametrize(
    ("began", "seen", "stays"),
    [
        (timedelta(hours=1), timedelta(minutes=59), True),
        (timedelta(hours=1), timedelta(minutes=61), False),
        (timedelta(hours=11, minutes=59), timedelta(minutes=1), True),
        (timedelta(hours=12, minutes=1), timedelta(minutes=1), False),
    ],
)
def test_staff_are_out_after_an_hour_of_nothing_and_after_half_a_day(desk, began, seen, stays):
    client = signed_in(person_called("arne"))
    back_in_time(client, began=began, seen=seen)
    assert is_signed_in(client) is stays


@pytest.mark.parametrize(("days", "stays"), [(13, True), (15, False)])
def test_others_are_out_after_two_weeks_of_nothing(an, days, stays):
    client = signed_in(an)
    back_in_time(client, began=timedelta(days=40), seen=timedelta(days=days))
    assert is_signed_in(client) is stays


def test_the_limits_are_settings(an, settings):
    settings.OTHERS_IDLE = timedelta(minutes=5)
    client = signed_in(an)
    back_in_time(client, seen=timedelta(minutes=6))
    response = client.get("/nl/account/?a=1")
    assert response["Location"] == "/nl/aanmelden/?next=%2Fnl%2Faccount%2F%3Fa%3D1&waarom=idle"
    assert "U was te lang weg" in client.get(response["Location"]).content.decode()


def test_a_visit_counts_as_seen_and_keeps_one_in(desk):
    client = signed_in(person_called("arne"))
    back_in_time(client, began=timedelta(hours=2), seen=timedelta(minutes=50))
    assert is_signed_in(client)
    back_in_time(client, began=timedelta(hours=2))
    assert is_signed_in(client)
    assert timezone.now() - Session.objects.get().seen < timedelta(minutes=1)


def test_a_deactivated_person_is_out_at_the_next_request(an):
    client = signed_in(an)
    assert is_signed_in(client)
    Person.objects.update(is_active=False)
    assert not is_signed_in(client)


def test_ones_page_shows_every_sign_in_and_ends_one_or_all_others(an):
    here, there, elsewhere = came_by_mail(an), came_by_mail(an), came_by_mail(an)
    page = here.get("/nl/account/").content.decode()
    assert page.count("Firefox, Linux") >= 3
    assert page.count("dit toestel") == 1
    key = there.session.session_key
    assert key not in page
    named = page.split('name="sign_in" value="')[1].split('"')[0]
    here.post("/nl/account/aanmeldingen/", {"sign_in": named})
    assert [is_signed_in(client) for client in (here, there, elsewhere)].count(True) == 2
    here.post("/nl/account/aanmeldingen/")
    assert [is_signed_in(client) for client in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_the_sign_in_of_another(an, desk):
    theirs = signed_in(person_called("arne"))
    from wegwijzer.web.people.sign_ins import digest_of

    signed_in(an).post("/nl/account/aanmeldingen/", {"sign_in": digest_of(theirs.session.session_key)})
    assert is_signed_in(theirs)


def test_who_sends_a_request_costs_three_questions_to_the_database(desk, django_assert_max_num_queries, an):
    actions.set_site_role(person_called("arne"), Role.ANALYST, held=True, at=timezone.now())
    client = signed_in(person_called("arne"))
    client.get("/nl/maatregelen/")
    with django_assert_max_num_queries(3):
        page = client.get("/nl/aanmelden/gevraagd/")
    assert "Arne Adviseur" in page.content.decode()


def test_an_actor_has_the_roles_of_open_desks_and_of_the_site(desk):
    arne = person_called("arne")
    actions.set_site_role(arne, Role.EDITOR, held=True, at=timezone.now())
    actor = actor_for(arne)
    assert (actor.desks, actor.roles) == ({str(desk.pk): Role.ADVISER}, frozenset({Role.EDITOR}))
    desk.is_active = False
    desk.save()
    assert actor_for(arne).desks == {}


def test_a_password_works_for_made_up_people_in_development_alone(an, settings):
    an.set_password(PASSWORD)
    an.save()
    sent = {"email": an.email, "password": PASSWORD}
    client = Client()
    assert client.post("/nl/aanmelden/wachtwoord/", sent).status_code == 422
    Person.objects.update(is_demo=True)
    settings.IS_PRODUCTION = True
    assert client.post("/nl/aanmelden/wachtwoord/", sent).status_code == 404
    assert "proef" not in client.get("/nl/aanmelden/").content.decode()
    settings.IS_PRODUCTION = False
    assert "An Peeters" in client.get("/nl/aanmelden/").content.decode()
    assert client.post("/nl/aanmelden/wachtwoord/", sent).status_code == 302
    assert is_signed_in(client)


def test_wrong_passwords_end_in_waiting_from_whatever_address_they_come(an):
    Person.objects.update(is_demo=True)
    wrong = {"email": an.email, "password": "fout"}
    statuses = [
        Client(REMOTE_ADDR=f"10.0.0.{number}").post("/nl/aanmelden/wachtwoord/", wrong).status_code
        for number in range(6)
    ]
    assert statuses == [422] * 4 + [429] * 2


def test_pages_of_somebody_who_signed_in_are_kept_out_of_shared_caches(an):
    client = signed_in(an)
    assert "private" in client.get("/nl/maatregelen/")["Cache-Control"]
    assert "no-store" in client.get("/nl/account/")["Cache-Control"]


def test_the_cookie_holds_the_key_of_the_session_and_nothing_else(an):
    client = signed_in(an)
    client.get("/nl/account/")
    cookie = client.cookies["wegwijzer"]
    assert cookie.value == client.session.session_key
    assert str(an.pk) not in cookie.value
