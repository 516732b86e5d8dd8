"""What a visitor made comes along at sign-in, is there on every device, and is gone from the browser after it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests import filings
from tests.web.signin.conftest import MINUTES, came_by_mail
from wegwijzer.web.interviews.models import Researcher, Study
from wegwijzer.web.people import actions
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Person
from wegwijzer.web.placement.actions import MOST_PLACEMENTS
from wegwijzer.web.placement.models import Placement, Visitor
from wegwijzer.web.portfolio.actions import merge, store
from wegwijzer.web.portfolio.models import Client as Firm
from wegwijzer.web.portfolio.models import Owner, StoredFiling

pytestmark = pytest.mark.django_db


def sign_in(client: Client, person: Person) -> None:
    client.post(make_link(person, to_path="/nl/account/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in"))


def fill(client: Client) -> None:
    """A portfolio, a study and a placement."""
    client.post("/nl/klanten/voorbeeld/")
    client.post("/nl/gesprekken/nieuw/", {"title": "Bakkers in gesprek"})
    client.post("/nl/waar-staat-u/")


def sees(client: Client) -> tuple[bool, bool, bool]:
    """Whether a browser shows a portfolio, the study, a placement that can go on."""
    return (
        client.get("/nl/klanten/excel/").status_code == 200,
        "Bakkers in gesprek" in client.get("/nl/gesprekken/").content.decode(),
        "/vraag/" in client.get("/nl/waar-staat-u/verder/")["Location"],
    )


ALL, NOTHING = (True, True, True), (False, False, False)


def test_what_a_visitor_made_belongs_to_the_person_from_then_on(client, an):
    fill(client)
    assert sees(client) == ALL
    sign_in(client, an)
    assert sees(client) == ALL
    assert [kind.objects.get().person for kind in (Owner, Researcher, Visitor)] == [an] * 3
    assert sees(came_by_mail(an)) == ALL


def test_signed_out_nothing_of_it_is_visible(client, an):
    fill(client)
    sign_in(client, an)
    client.post("/nl/afmelden/")
    assert sees(client) == NOTHING


def test_two_people_on_one_browser_never_see_each_others(client, an):
    els = actions.person_with("els@firma.example")
    fill(client)
    sign_in(client, an)
    client.post("/nl/afmelden/")
    sign_in(client, els)
    assert sees(client) == NOTHING
    fill(client)
    sign_in(client, an)  # without signing out first
    assert Owner.objects.get(person=an).clients.count() == Owner.objects.get(person=els).clients.count()
    assert client.session.get("owner") is None
    assert {kind.objects.count() for kind in (Owner, Researcher, Visitor)} == {2}


def test_a_stolen_id_of_what_belongs_to_a_person_shows_a_visitor_nothing(client, an):
    fill(client)
    sign_in(client, an)
    thief = Client()
    thief.get("/nl/klanten/voorbeeld/")
    thief.post("/nl/gesprekken/nieuw/", {"title": "Iets anders"})
    session = thief.session
    session["owner"] = str(Owner.objects.get().pk)
    session["researcher"] = str(Researcher.objects.get(person=an).pk)
    session.save()
    assert sees(thief)[:2] == (False, False)


def test_what_somebody_makes_while_signed_in_is_theirs_on_every_device(client, an):
    client.force_login(an)
    fill(client)
    assert sees(came_by_mail(an)) == ALL


def test_a_visitor_who_signs_in_as_somebody_with_things_of_their_own_gets_both(client, an):
    fill(came_by_mail(an))
    client.post("/nl/gesprekken/nieuw/", {"title": "Nog een studie"})
    fill(client)
    sign_in(client, an)
    assert {kind.objects.count() for kind in (Owner, Researcher, Visitor)} == {1}
    titles = Study.objects.for_owner(Researcher.objects.get()).values_list("title", flat=True)
    assert sorted(titles) == ["Bakkers in gesprek", "Bakkers in gesprek", "Nog een studie"]
    entities = list(Firm.objects.values_list("entity", flat=True))
    assert len(entities) == len(set(entities))


def test_merging_portfolios_keeps_every_deposit_once_and_the_persons_own_words():
    now = timezone.now()
    held, theirs = (Owner.objects.create(created=now, seen=now) for _ in range(2))
    both, only_held = filings.clients(2)
    store(held, [*both, *only_held])
    store(theirs, both[:1])
    Firm.objects.filter(owner=theirs).update(note="eigen nota")
    Firm.objects.filter(owner=held).update(note="van de bezoeker")
    merge(held, theirs)
    held.delete()
    notes = dict(Firm.objects.values_list("entity", "note"))
    assert notes == {both[0].entity: "eigen nota", only_held[0].entity: "van de bezoeker"}
    assert StoredFiling.objects.for_owner(theirs).count() == len(both) + len(only_held)


def test_merging_placements_keeps_the_latest(client, an):
    now = timezone.now()
    theirs = Visitor.objects.create(created=now, seen=now, person=an)
    Placement.objects.bulk_create(Placement(visitor=theirs, started=now) for _ in range(MOST_PLACEMENTS))
    client.post("/nl/waar-staat-u/")
    sign_in(client, an)
    assert Placement.objects.count() == MOST_PLACEMENTS
    assert Visitor.objects.get() == theirs
