"""The inbox in a browser: through it with the keyboard on a wide screen, and one page after the other on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import assert_accessible, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, PHONE
from tests.web.inbox.conftest import World, longer_ago, world
from wegwijzer.web.referral.models import Offer, Speaker

__all__ = ["world"]

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(opened, live_server, world: World, name: str, size: tuple[int, int], path: str):
    """A browser window of somebody who signed in."""
    cookie = world.browser(name).cookies["wegwijzer"].value
    page = opened("/healthz", size=size)
    page.context.add_cookies([{"name": "wegwijzer", "value": cookie, "url": live_server.url}])
    page.goto(path)
    return page


def test_a_question_is_taken_up_answered_and_passed_on_with_the_keyboard(opened, live_server, world):
    world.refer(at=longer_ago(days=30))
    world.refer(firm="Slagerij Voorbeeld", number="0202239951", email="slager@voorbeeld.example")
    page = signed_in(opened, live_server, world, "arne", DESKTOP, "/nl/postvak/")
    assert_accessible(page)
    page.get_by_role("link", name="Bakkerij Peeters").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/postvak/*-*/")
    assert page.get_by_role("heading", level=1).inner_text() == "Bakkerij Peeters"
    expect(page.get_by_text("Slagerij Voorbeeld")).to_be_visible()  # the list stays beside it
    assert_accessible(page)
    page.get_by_role("button", name="Vraag opnemen").press("Enter")
    page.wait_for_url("**gedaan=taken_up")
    page.get_by_label("Bericht aan de onderneming").fill("Wanneer mag ik langskomen?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**gedaan=message")
    page.get_by_role("link", name="Geef door aan Hogeschool Voorbeeld").press("Enter")
    page.get_by_role("button", name="Doorgeven").press("Enter")
    page.wait_for_url("**gedaan=referred")
    for summary in page.locator("summary").all():
        summary.evaluate("element => element.parentElement.open = true")
    assert_accessible(page)
    assert_nothing_sticks_out(page)


def test_on_a_phone_list_and_question_come_one_after_the_other(opened, live_server, world):
    world.refer(at=longer_ago(days=30))
    page = signed_in(opened, live_server, world, "mieke", PHONE, "/nl/postvak/")
    assert_nothing_sticks_out(page)
    page.get_by_role("link", name="Bakkerij Peeters").click()
    assert page.locator(".inbox-side").is_hidden()
    assert_accessible(page)
    assert_nothing_sticks_out(page)
    page.get_by_role("link", name="Terug naar de lijst").click()
    page.wait_for_url("**/postvak/")
    address = f"/nl/postvak/{Offer.objects.get().pk}/adres/{Speaker.objects.get().pk}/"
    for path in (address, f"/nl/loket/{world.centre.pk}/", f"/nl/loket/{world.centre.pk}/cijfers/"):
        page.goto(path)
        assert_accessible(page)
        assert_nothing_sticks_out(page)


def test_the_administrator_mends_an_address_on_a_phone(opened, live_server, world):
    world.refer(email="ann@bakery.example")
    world.refer(firm="Slagerij Voorbeeld", number="0202239951", email="ann@bakery.example")
    page = signed_in(opened, live_server, world, "bea", PHONE, "/nl/mensen/")
    page.get_by_role("link", name="Een fout e-mailadres").click()
    assert_accessible(page)
    page.get_by_label("Het foute adres").fill("ann@bakery.example")
    page.get_by_label("Het juiste adres").fill("jan@bakkerij.example")
    page.get_by_label("Hoe weet u").fill("De zaakvoerder belde.")
    page.get_by_role("button", name="Verbeter het adres").click()
    page.get_by_text("Kies welke").first.wait_for()
    assert_accessible(page)
    assert_nothing_sticks_out(page)
    page.get_by_label("Slagerij Voorbeeld").check()
    page.get_by_role("button", name="Verbeter het adres").click()
    page.get_by_text("Het adres is verbeterd.").wait_for()
