"""Two people at one question: the second one sees what the first did, and loses nothing that was typed."""

from __future__ import annotations

import pytest

from tests.web.inbox.conftest import text_of
from tests.web.visitor import words_of


@pytest.fixture
def taken(world, offer):
    """Ben took it up while Arne's page was open."""
    world.browser("ben").post(f"/nl/postvak/{offer.pk}/stap/", {"to": "taken_up", "version": "1"})
    return offer


def test_a_step_on_an_old_page_shows_the_others_step_beside_what_was_typed(world, taken):
    response = world.browser("arne").post(
        f"/nl/postvak/{taken.pk}/stap/",
        {"to": "not_for_us", "reason": "no_capacity", "words": "Wij zitten vol tot mei.", "version": "1"},
    )
    assert response.status_code == 409
    page = text_of(response)
    assert "Ben Voorbeeld zette dit op ‘opgenomen’" in words_of(page)
    assert page.count("Wij zitten vol tot mei.") == 2  # beside the other's step, and in the form
    assert 'name="reason" value="no_capacity" checked' in page
    taken.refresh_from_db()
    assert (taken.state, taken.adviser) == ("taken_up", world.people["ben"])


def test_the_page_that_comes_back_can_be_sent_again(world, taken):
    arne = world.browser("arne")
    page = text_of(arne.post(f"/nl/postvak/{taken.pk}/stap/", {"to": "not_for_us", "version": "1"}))
    taken.refresh_from_db()
    assert f'name="version" value="{taken.version}"' in page
    fields = {"to": "not_for_us", "reason": "no_capacity", "version": str(taken.version)}
    assert arne.post(f"/nl/postvak/{taken.pk}/stap/", fields).status_code == 302


def test_referring_on_from_an_old_page_keeps_the_choice_and_the_words(world, taken):
    fields = {"naar": str(world.college.pk), "words": "Zij hebben een testlijn.", "version": "1"}
    response = world.browser("arne").post(f"/nl/postvak/{taken.pk}/doorverwijzen/", fields)
    assert response.status_code == 409
    page = text_of(response)
    assert "Iemand was u voor" in page
    assert "Zij hebben een testlijn.</textarea>" in page
    assert str(world.college.pk) in page
    assert taken.need.offers.count() == 1


def test_assigning_from_an_old_page_is_refused_with_the_others_change(world, taken):
    fields = {"person": str(world.people["mieke"].pk), "version": "1"}
    response = world.browser("arne").post(f"/nl/postvak/{taken.pk}/collega/", fields)
    assert response.status_code == 409
    assert f'value="{world.people["mieke"].pk}" selected' in text_of(response)


def test_a_page_without_a_version_counts_as_old(world, offer):
    response = world.browser("arne").post(f"/nl/postvak/{offer.pk}/stap/", {"to": "taken_up"})
    assert response.status_code == 409


def test_desk_settings_on_an_old_page_show_what_is_different_now(world):
    address = f"/nl/loket/{world.centre.pk}/"
    mieke = world.browser("mieke")
    mieke.post(address, {"version": "1", "phone": "09 999 99 99", "capacity": "12"})
    response = mieke.post(address, {"version": "1", "phone": "09 111 11 11", "capacity": "12"})
    assert response.status_code == 409
    page = words_of(text_of(response))
    assert "Iemand wijzigde dit loket ondertussen" in page
    assert "Telefoon 09 999 99 99" in page
    assert 'value="09 111 11 11"' in text_of(response)
    world.centre.refresh_from_db()
    assert (world.centre.phone, world.centre.capacity) == ("09 999 99 99", 12)
