"""Who sees which page. What somebody may not know of is not there: 404, never "forbidden"."""

from __future__ import annotations

import pytest
from django.test import Client

OFFER = ("offer", "refer_on")
PAGES = {
    "inbox": "/nl/postvak/",
    "offer": "/nl/postvak/{offer}/",
    "refer_on": "/nl/postvak/{offer}/doorverwijzen/",
    "desk": "/nl/loket/{centre}/",
    "figures": "/nl/loket/{centre}/cijfers/",
    "figures_csv": "/nl/loket/{centre}/cijfers/csv/",
    "office": "/nl/loket/{office}/",
    "office_figures": "/nl/loket/{office}/cijfers/",
    "brought_list": "/nl/doorverwezen/",
    "brought": "/nl/doorverwezen/{brought}/",
}
SEEN = {
    "an": set(),  # the entrepreneur has a page of its own
    "stranger": set(),
    "carla": {"office", "brought_list", "brought"},
    "cas": {"office", "brought_list", "brought"},
    "arne": {"inbox", *OFFER, "desk", "brought_list"},
    "mieke": {"inbox", *OFFER, "desk", "figures", "figures_csv", "brought_list"},
    "victor": {"inbox", "brought_list"},
    "ria": set(),
    "anouk": set(),
    "bea": {"desk", "office"},  # the administrator keeps desks and sees no case
}


@pytest.fixture
def addresses(world, offer, brought):
    places = {"offer": offer.pk, "centre": world.centre.pk, "office": world.office.pk, "brought": brought.pk}
    return {name: path.format(**places) for name, path in PAGES.items()}


@pytest.mark.parametrize("who", SEEN)
def test_a_page_is_there_for_who_may_see_it_and_for_nobody_else(world, addresses, who):
    browser = world.browser(who)
    for page, address in addresses.items():
        assert browser.get(address).status_code == (200 if page in SEEN[who] else 404), page


def test_a_visitor_is_led_to_the_sign_in_page_and_back(addresses):
    for page, address in addresses.items():
        response = Client().get(address)
        assert response.status_code == 302, page
        assert response["Location"].startswith("/nl/aanmelden/?next=%2Fnl%2F"), page


FORMS = {
    "step": ("/nl/postvak/{offer}/stap/", {"to": "taken_up", "version": "1"}),
    "message": ("/nl/postvak/{offer}/bericht/", {"words": "Dag"}),
    "colleague": ("/nl/postvak/{offer}/collega/", {"person": "x", "version": "1"}),
    "appointment": ("/nl/postvak/{offer}/afspraak/", {"day": "2099-01-05", "hour": "10:00", "minutes": "30"}),
    "refer_on": ("/nl/postvak/{offer}/doorverwijzen/", {"naar": "x", "version": "1"}),
    "desk": ("/nl/loket/{centre}/", {"version": "1", "phone": "09 1"}),
    "brought_message": ("/nl/doorverwezen/{brought}/bericht/", {"words": "Dag"}),
    "leave": ("/nl/doorverwezen/{brought}/weg/", {}),
}
DOES = {
    "an": set(),
    "stranger": set(),
    "victor": set(),
    "ria": set(),
    "anouk": set(),
    "bea": {"desk"},
    "arne": {"step", "message", "colleague", "appointment", "refer_on"},
    "mieke": {"step", "message", "colleague", "appointment", "refer_on", "desk"},
    "carla": {"brought_message", "leave"},
    "cas": {"brought_message", "leave"},
}


@pytest.mark.parametrize("who", DOES)
def test_a_form_is_only_taken_from_who_may_send_it(world, offer, brought, who):
    browser = world.browser(who)
    places = {"offer": offer.pk, "centre": world.centre.pk, "brought": brought.pk}
    for form in sorted(FORMS, key=lambda form: form in DOES[who]):  # what is refused first: nothing may have changed
        path, fields = FORMS[form]
        response = browser.post(path.format(**places), fields)
        assert (response.status_code != 404) is (form in DOES[who]), form
        if form not in DOES[who]:
            offer.refresh_from_db()
            brought.refresh_from_db()
            assert (offer.state, offer.version, brought.state) == ("waiting", 1, "joined"), form


def test_an_offer_that_the_firm_took_back_is_gone_for_the_desk(world, offer):
    offer.state = "withdrawn"
    offer.save()
    assert world.browser("arne").get(f"/nl/postvak/{offer.pk}/").status_code == 404


def test_an_adviser_without_a_second_factor_is_led_to_it(world, offer):
    client = world.browser("arne")
    session = client.session
    session["sign_in"] = {**session["sign_in"], "two_factors": False}
    session.save()
    response = client.get(f"/nl/postvak/{offer.pk}/")
    assert response.status_code == 302
    assert response["Location"].startswith("/nl/aanmelden/code/?next=")


def test_ids_that_are_nothing_are_not_there(world):
    arne = world.browser("arne")
    nothing = "00000000-0000-4000-8000-000000000000"
    for path in (f"/nl/postvak/{nothing}/", f"/nl/loket/{nothing}/", f"/nl/doorverwezen/{nothing}/"):
        assert arne.get(path).status_code == 404
