"""The pages of organisers: who comes in, the form, files, and deciding about look-alikes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.agenda.conftest import an_event
from wegwijzer.readers.agenda.drafting import moved
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.agenda.models import Clash, Feed, Listing
from wegwijzer.web.people.models import Desk, Membership, Person
from wegwijzer.web.post.models import Outgoing

HOME = "/nl/agenda/organisator/"


def form(**more: str) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=9)
    return {
        "title": "Cobots in de lashal",
        "day": f"{day.day}/{day.month}/{day.year}",
        "begins": "10:00",
        "ends": "12:00",
        "place": "Kouter 1, 9000 Gent",
        "themes": ["process"],
        **more,
    }


def soon(desk: Desk, title: str = "Cobots in de lashal", days: int = 9) -> Listing:
    begins = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=days)
    event = moved(an_event(title, uid=title), begins, begins + timedelta(hours=2))
    take_in(desk, [event], source="list", at=timezone.now(), on=timezone.localdate(), is_whole=False)
    return Listing.objects.get(desk=desk, uid=title)


def test_only_advisers_and_managers_of_desks_that_help_come_in(desk, adviser, db):
    assert Client().get(HOME).status_code == 302
    for role in ("adviser", "manager"):
        assert adviser(desk(role), role).get(HOME).status_code == 200
    office = Desk.objects.create(name="Kantoor", kind=Desk.Kind.ACCOUNTANT)
    person = Person.objects.create_user("jan@kantoor.example")
    Membership.objects.create(person=person, desk=office, role="first_line")
    client = Client()
    client.force_login(person)
    assert client.get(HOME).status_code == 404


def test_an_event_that_is_typed_in_is_public_and_can_be_changed_and_called_off(desk, adviser):
    client = adviser(desk("Metaalclub"))
    assert client.get(f"{HOME}nieuw/").status_code == 200
    assert client.post(f"{HOME}nieuw/", form(price="gratis", audiences="starters"))["Location"].endswith(
        "gedaan=announced"
    )
    row = Listing.objects.get()
    assert (row.state, row.price_eur, row.postal_code, row.audiences) == ("public", 0, "9000", ["starters"])
    assert "Cobots" in client.get(f"{HOME}{row.pk}/").content.decode()
    client.post(f"{HOME}{row.pk}/", form(title="Lasrobots"))
    row.refresh_from_db()
    assert (row.title, row.version) == ("Lasrobots", 1)
    client.post(f"{HOME}{row.pk}/afgelasten/")
    row.refresh_from_db()
    assert row.state == "cancelled"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"day": "morgen"}, "day"),
        ({"day": "1/1/2000"}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"ends": "9:00"}, "ends"),
        ({"place": ""}, "place"),
        ({"postal_code": "0000"}, "postal_code"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"price": "veel"}, "price"),
        ({"themes": []}, "themes"),
        ({"last_day": "1/1/2099"}, "last_day"),
    ],
)
def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(desk, adviser, wrong, field):
    answer = adviser(desk("Metaalclub")).post(f"{HOME}nieuw/", form(**{"summary": "Blijft staan", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert "Blijft staan" in page
    assert not Listing.objects.exists()


def test_nobody_changes_what_is_of_another_desk_or_comes_from_a_list(desk, adviser):
    ours, theirs = desk("Metaalclub"), desk("Kollegium Oost")
    client = adviser(ours)
    row, listed = soon(theirs), soon(ours, "Frezen", 30)
    for path in (f"{row.pk}/", f"{row.pk}/afgelasten/", f"{listed.pk}/afgelasten/"):
        assert client.post(f"{HOME}{path}", form()).status_code == 404
    assert client.post(f"{HOME}nieuw/", form(desk=str(theirs.pk))).status_code == 404
    feed = Feed.objects.create(
        desk=theirs, address="https://x.example/", created=timezone.now(), next_at=timezone.now()
    )
    assert client.post(f"{HOME}lijst/{feed.pk}/", {"wat": "weg"}).status_code == 404


def test_a_list_is_followed_and_left_again(desk, adviser):
    client = adviser(desk("Metaalclub"))
    assert client.post(f"{HOME}lijst/", {"address": "file:///etc/passwd"}).status_code == 422
    client.post(f"{HOME}lijst/", {"address": "webcal://organiser.example/agenda.ics"})
    feed = Feed.objects.get()
    page = client.get(HOME).content.decode()
    assert "https://organiser.example/agenda.ics" in page
    assert "binnen enkele minuten" in page
    client.post(f"{HOME}lijst/{feed.pk}/", {"wat": "weg"})
    assert not Feed.objects.exists()


def test_a_file_is_taken_over_and_what_cannot_be_is_told(desk, adviser):
    client = adviser(desk("Metaalclub"))
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    table = SimpleUploadedFile("events.csv", f"titel;datum\nFrezen;{day}\nFout;nooit\n".encode())
    page = client.post(f"{HOME}bestand/", {"file": table}).content.decode()
    assert "1 nieuw" in page
    assert "nooit" in page
    assert Listing.objects.get().title == "Frezen"
    for name, body in (("x.ics", b"<html>"), ("x.csv", b""), ("x.csv", b"a;b\n1;2\n")):
        assert client.post(f"{HOME}bestand/", {"file": SimpleUploadedFile(name, body)}).status_code == 422
    assert client.post(f"{HOME}bestand/", {}).status_code == 422


def test_a_look_alike_waits_for_a_choice_and_the_other_organiser_is_told(desk, adviser):
    theirs, ours = desk("Metaalclub"), desk("Kollegium Oost")
    Desk.objects.filter(pk=theirs.pk).update(email="agenda@metaalclub.example")
    soon(theirs)
    client = adviser(ours)
    assert client.post(f"{HOME}nieuw/", form(title="Demodag cobots in de lashal"))["Location"].endswith(
        "gedaan=waiting"
    )
    page = client.get(HOME).content.decode()
    assert "Kies eerst" in page
    assert "Metaalclub" in page
    clash = Clash.objects.get()
    both = client.get(f"{HOME}samen/{clash.pk}/").content.decode()
    assert "Metaalclub" in both
    assert "Kollegium Oost" in both
    assert client.post(f"{HOME}samen/{clash.pk}/", {"keuze": "misschien"}).status_code == 422
    client.post(f"{HOME}samen/{clash.pk}/", {"keuze": "same"})
    public = Client().get("/nl/agenda/").content.decode()
    assert public.count("event-row") == 1
    assert "Metaalclub en Kollegium Oost" in public
    letter = Outgoing.objects.get(kind="agenda_joined")
    assert letter.to == "agenda@metaalclub.example"
    other = adviser(theirs)
    other.post(f"{HOME}samen/{clash.pk}/", {"keuze": "different"})
    assert Client().get("/nl/agenda/").content.decode().count("event-row") == 2


def test_a_stranger_sees_no_pair(desk, adviser):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    soon(first)
    soon(second)
    clash = Clash.objects.get()
    assert adviser(desk("Derde")).get(f"{HOME}samen/{clash.pk}/").status_code == 404
