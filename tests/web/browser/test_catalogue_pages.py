"""The catalogue's pages in a real browser: accessible, never wider than the screen, usable by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import assert_fine
from tests.web.browser.conftest import DESKTOP, PHONE
from wegwijzer.readers.search_index.shipped import shipped_search

PAGES = {
    "measures": "/nl/maatregelen/",
    "measures filtered": "/fr/maatregelen/?domein=personnel&op=2016-05-01",
    "measures, none": "/nl/maatregelen/?niveau=european&soort=tax",
    "measure": "/nl/maatregelen/kmo-portefeuille/",
    "measure then": "/nl/maatregelen/kmo-portefeuille/?op=2015-10-01",
    "measure without rules": "/en/maatregelen/kmo-portefeuille/?op=2013-01-01",
    "measure calculated": "/nl/maatregelen/kmo-portefeuille/?training_cost_eur=4000&size_class=small",
    "tax measure": "/fr/maatregelen/investeringsaftrek/",
    "unsure measure": "/nl/maatregelen/auteursrechten/",
    "group measure": "/en/maatregelen/tetra/",
    "organisations": "/nl/organisaties/?provincie=limburg",
    "organisation": "/fr/organisaties/vlaio/",
    "former organisation": "/nl/organisaties/iwt/",
    "search": "/nl/zoek/",
    "hits": "/nl/zoek/?q=opleiding",
    "no hits": "/nl/zoek/?q=subsdi",
}
BAD = {
    "bad day": "/nl/maatregelen/kmo-portefeuille/?op=gisteren",
    "bad cost": "/nl/maatregelen/kmo-portefeuille/?training_cost_eur=veel&size_class=reus",
    "bad day in list": "/nl/maatregelen/?op=morgen",
    "too long": f"/nl/zoek/?q={'a' * 201}",
}
NAMED = [pytest.param(path, 200, id=name) for name, path in PAGES.items()]
NAMED += [pytest.param(path, 400, id=name) for name, path in BAD.items()]


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


@pytest.mark.parametrize(("path", "status"), NAMED)
def test_a_page_is_fine_on_every_screen(visit, path, status):
    assert_fine(visit(path, size=PHONE, status=status))


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
