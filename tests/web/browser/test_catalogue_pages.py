"""The catalogue's pages in a real browser: accessible, never wider than the screen, usable by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import assert_fine, assert_fits
from tests.web.browser.conftest import DESKTOP, PHONE
from wegwijzer.readers.search_index.shipped import shipped_search

PAGES = {
    "measures": "/nl/maatregelen/",
    "measure then": "/nl/maatregelen/kmo-portefeuille/?op=2015-10-01",
}
FINE = (
    "/fr/maatregelen/?domein=personnel&op=2016-05-01",
    "/nl/maatregelen/kmo-portefeuille/?training_cost_eur=4000&size_class=small",
    "/nl/maatregelen/auteursrechten/",
    "/nl/organisaties/?provincie=limburg",
    "/fr/organisaties/vlaio/",
    "/nl/zoek/?q=opleiding",
)
"""One page of every kind, with most on it."""
FITTING = (
    "/nl/maatregelen/?niveau=european&soort=tax",
    "/en/maatregelen/kmo-portefeuille/?op=2013-01-01",
    "/fr/maatregelen/investeringsaftrek/",
    "/en/maatregelen/tetra/",
    "/nl/organisaties/iwt/",
    "/nl/zoek/?q=subsdi",
)
"""Others of the same kinds, with other words."""
BAD = {
    "bad cost": "/nl/maatregelen/kmo-portefeuille/?training_cost_eur=veel&size_class=reus",
    "bad day in list": "/nl/maatregelen/?op=morgen",
    "too long": f"/nl/zoek/?q={'a' * 201}",
}


@pytest.fixture
def visit(opened):
    """Open a page; one that answers 400 on purpose makes Chromium say so in the console, and nothing else may.

    The search is made ready first, as `wegwijzer serve` does.
    """
    shipped_search().searcher.search("opleiding", limit=1)

    def open_page(path, *, status=200, size=DESKTOP, **options):
        page = opened(path, size=size, reduced_motion="reduce", **options)
        expected = f"Failed to load resource: the server responded with a status of {status}"
        told = [complaint for complaint in opened.complaints if complaint.startswith(expected)]
        assert bool(told) is (status >= 400)
        for complaint in told:
            opened.complaints.remove(complaint)
        return page

    return open_page


def test_every_kind_of_page_is_fine_on_every_screen(visit):
    page = visit(PAGES["measures"], size=PHONE)
    for path in FINE:
        page.goto(path)
        assert_fine(page)
    for path in FITTING:
        page.goto(path)
        assert_fits(page)
    assert_fine(visit(BAD["bad cost"], size=PHONE, status=400))
    for path in (BAD["bad day in list"], BAD["too long"]):
        page.goto(path)
        assert_fits(page)


def test_the_calculator_works_without_scripts_and_keeps_what_was_typed(visit):
    page = visit("/nl/maatregelen/kmo-portefeuille/?op=2018-06-01", java_script_enabled=False)
    page.get_by_label("Hoeveel kost de opleiding?").fill("4.000")
    page.get_by_label("Hoeveel kost het advies?").fill("0")
    page.get_by_label("Hoe groot is uw onderneming?").select_option("small")
    page.get_by_role("button", name="Reken uit").click()
    assert page.locator(".answer-amount").inner_text().startswith("40 % van de kosten: 1.600 euro")
    assert page.get_by_label("Hoeveel kost de opleiding?").input_value() == "4.000"
    assert page.url.endswith("#rekenen")
    assert "op=2018-06-01" in page.url


def test_a_fault_takes_the_focus_and_leads_to_its_field(visit):
    page = visit(BAD["bad cost"], status=400)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "training_cost_eur"


def test_filters_are_in_sight_on_a_wide_screen_and_folded_on_a_phone(visit):
    expect(visit(PAGES["measures"]).get_by_label("Van wie komt het?")).to_be_visible()
    phone = visit(PAGES["measures"], size=PHONE)
    expect(phone.get_by_label("Van wie komt het?")).not_to_be_visible()
    phone.get_by_text("Verfijn de lijst").click()
    expect(phone.get_by_label("Van wie komt het?")).to_be_visible()


def test_the_other_language_shows_the_same_page_of_the_same_day(visit):
    page = visit(PAGES["measure then"])
    page.get_by_role("link", name="Français").click()
    assert page.url.endswith("/fr/maatregelen/kmo-portefeuille/?op=2015-10-01")
    assert page.locator("html").get_attribute("lang") == "fr"
