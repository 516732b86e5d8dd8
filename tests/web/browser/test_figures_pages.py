"""The figures in a real browser: accessible, never wider than the screen, in the light and in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import assert_fine, assert_fits, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, NARROW

TABLES = [f"cijfers/tabel-{number}/" for number in range(1, 14)]
PAGES = ["cijfers/", "cijfers/definities/", *TABLES]
OF_EVERY_CHART = ["cijfers/", "cijfers/definities/", *(f"cijfers/tabel-{number}/" for number in (1, 3, 5))]
"""A page with each kind of chart; the tables between them are of the same kinds."""


def test_every_page_is_fine_on_every_screen(opened):
    page = opened("/nl/cijfers/", reduced_motion="reduce")
    for path in PAGES:
        page.goto(f"/nl/{path}")
        assert_fine(page) if path in OF_EVERY_CHART else assert_fits(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_sticks_out_in_other_languages(opened, language):
    page = opened(f"/{language}/cijfers/", size=NARROW)
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        assert_nothing_sticks_out(page)


def test_letters_in_a_chart_can_be_read_on_a_phone(opened):
    page = opened("/nl/cijfers/tabel-3/", size=NARROW)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll(".figure-chart text")].map(text => {
            const svg = text.ownerSVGElement
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
            return Number(text.getAttribute("font-size")) * scale
        }))"""
    )
    assert smallest >= 9


def test_a_mark_leads_to_its_note(opened):
    page = opened("/nl/cijfers/tabel-5/", size=DESKTOP)
    page.get_by_role("link", name="opmerking 1").click()
    expect(page.locator("#slip-1")).to_be_visible()
    assert page.url.endswith("#slip-1")
