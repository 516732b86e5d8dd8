"""Referring on in two clicks, with what others offer in view."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.readers.catalogue import shipped_catalogue, standing_text
from wegwijzer.readers.standing import stand_on
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Desk


@pytest.fixture
def vlaio(world) -> Desk:
    """An organisation of the catalogue that carries out measures, with somebody."""
    desk = people.make_desk("helper", "VLAIO", organisation="vlaio")
    people.add_member(desk, "filip@voorbeeld.example", Role.ADVISER, "Filip Voorbeeld", timezone.now())
    return desk


def test_it_takes_two_clicks_and_words_are_optional(world, offer):
    arne = world.browser("arne")
    page = text_of(arne.get(f"/nl/postvak/{offer.pk}/"))
    first = f"/nl/postvak/{offer.pk}/doorverwijzen/?naar={world.college.pk}"
    assert f'href="{first}"' in page
    confirm = text_of(arne.get(first))
    assert "Doorgeven aan Hogeschool Voorbeeld?" in confirm
    fields = {"naar": str(world.college.pk), "version": "1"}
    response = arne.post(f"/nl/postvak/{offer.pk}/doorverwijzen/", fields)
    assert response["Location"] == f"/nl/postvak/{offer.pk}/?gedaan=referred"
    new = offer.need.offers.get(desk=world.college)
    assert (new.parent, new.state) == (offer, "waiting")


def test_the_chain_stays_visible_on_both_sides(world, offer):
    arne = world.browser("arne")
    fields = {"naar": str(world.college.pk), "version": "1", "words": "Zij hebben een testlijn."}
    arne.post(f"/nl/postvak/{offer.pk}/doorverwijzen/", fields)
    new = offer.need.offers.get(desk=world.college)
    for who, seen in (("arne", offer), ("victor", new)):
        page = words_of(text_of(world.browser(who).get(f"/nl/postvak/{seen.pk}/")))
        chain = page[page.index("Wie deze vraag kreeg") :]
        assert chain.index("Voedingscentrum") < chain.index("Hogeschool Voorbeeld")
        assert "doorverwezen door Voedingscentrum" in chain
        assert "Zij hebben een testlijn." in page


def test_an_organisation_is_shown_with_what_it_does_and_which_measures_it_runs(world, offer, vlaio):
    catalogue = shipped_catalogue()
    page = words_of(text_of(world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/")))
    found = page[page.index("VLAIO") :]
    assert catalogue.organisations["vlaio"].what_it_does["nl"] in found
    assert "ntwoordt binnen 5 werkdagen" in found
    runs = found[found.index("Voert uit") :][:400]
    assert any(measure.name["nl"] in runs for measure in catalogue.measures.values())


def test_a_measure_that_an_editor_gave_to_another_organisation_stands_with_it_at_once(world, offer, vlaio):
    arne, address = world.browser("arne"), f"/nl/postvak/{offer.pk}/doorverwijzen/"
    page = text_of(arne.get(address))
    measure = next(known for known in shipped_catalogue().measures.values() if f"/maatregelen/{known.id}/" in page)
    name = f"measures/{measure.id}/measure.yaml"
    try:
        stand_on({name: standing_text(name).replace("organisation: vlaio", "organisation: sirris")})
        assert f"/maatregelen/{measure.id}/" not in text_of(arne.get(address))
    finally:
        stand_on({})


def test_who_does_not_fit_is_shown_with_the_reason(world, offer):
    world.college.business_domains = ["legal"]
    world.college.save()
    empty = people.make_desk("helper", "Leeg Loket")
    page = text_of(world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/"))
    rest = words_of(page[page.index('id="rest"') :])
    assert "doet een ander onderwerp" in rest.lower()
    assert "1 organisatie antwoordt nog niet op Wegwijzer" in rest
    assert "er werkt op wegwijzer nog niemand" in rest.lower()
    assert f"naar={empty.pk}" not in page
    assert f"naar={world.college.pk}" in page  # one may know better


def test_all_organisations_can_be_searched(world, offer):
    page = text_of(world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/?q=hogeschool"))
    assert "Hogeschool Voorbeeld" in page
    page = text_of(world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/?q=bestaat+niet"))
    assert "Niemand past bij wat u zocht." in page


@pytest.mark.parametrize("to", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_desk_that_cannot_be_asked_is_refused_and_the_words_stay(world, offer, to):
    fields = {"naar": to, "version": "1", "words": "Kunt u dit?"}
    response = world.browser("arne").post(f"/nl/postvak/{offer.pk}/doorverwijzen/", fields)
    assert response.status_code == 422
    assert "Kunt u dit?" in text_of(response)
    assert offer.need.offers.count() == 1


def test_who_was_asked_already_is_not_offered_again(world, offer):
    page = text_of(world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/"))
    assert f"naar={world.centre.pk}" not in page
    fields = {"naar": str(world.centre.pk), "version": "1"}
    response = world.browser("arne").post(f"/nl/postvak/{offer.pk}/doorverwijzen/", fields)
    assert response.status_code == 422
    assert "al gevraagd" in text_of(response)


def test_an_old_link_to_an_organisation_says_that_it_cannot_be_chosen(world, offer):
    response = world.browser("arne").get(f"/nl/postvak/{offer.pk}/doorverwijzen/?naar={world.centre.pk}")
    assert response.status_code == 422
    assert "Kies iemand anders." in text_of(response)
