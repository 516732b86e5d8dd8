"""Every page of the guide, in a real browser: nothing for axe-core to say, nothing too wide, targets large enough."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import UNFOLD, assert_fine, assert_fits
from tests.web.browser.conftest import NARROW, PHONE

STATIC = ("/nl/", "/nl/begeleiders/", "/nl/over/", "/nl/toegankelijkheid/", "/nl/bestaat-niet/")
OWN = (
    "/nl/vraag/legal_form/",
    "/nl/vraag/fte/",
    "/nl/vraag/founded/",
    "/nl/vraag/nace/",
    "/nl/vraag/part_of_group/",
    "/nl/antwoord/turnover_eur/",
    "/nl/wegwijzer/",
    "/nl/wegwijzer/?op=2015-10-01",
    "/nl/wegwijzer/?op=ooit",
)
LIKE_NO_OTHER = {
    "/nl/",
    "/nl/begeleiders/",
    "/nl/toegankelijkheid/",
    "/nl/bestaat-niet/",
    "/nl/vraag/legal_form/",
    "/nl/vraag/fte/",
    "/nl/vraag/nace/",
    "/nl/wegwijzer/",
    "/nl/wegwijzer/?op=ooit",
}
_TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
  .filter(element => element.checkVisibility()
    && !element.closest('p, dd, .choice, .consent-box, .told-answers label, .visually-hidden, .skip-link'))
  .map(element => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24))
  .map(([html]) => html)"""


def started(opened, **options):
    """A page of somebody with a need and one answer."""
    page = opened("/nl/", **options)
    page.fill("#need", "Onze verpakking scheurt in de diepvries")
    page.get_by_role("button", name="Vind mijn weg").click()
    page.locator("fieldset:has(h1) label.choice").nth(1).click()
    page.get_by_role("button", name="Verder").click()
    page.wait_for_load_state()
    return page


def test_every_page_of_the_guide_is_fine_on_every_screen(opened):
    page = started(opened)
    small = []
    for path in (*STATIC, *OWN):
        page.goto(path)
        small += [f"{path} {html}" for html in page.evaluate(_TOO_SMALL)]
        assert_fine(page) if path in LIKE_NO_OTHER else assert_fits(page)
    assert small == []
    page.goto("/nl/vraag/fte/")
    page.get_by_role("button", name="Verder").click()
    assert_fine(page)
    page.goto("/nl/wegwijzer/")
    page.get_by_role("button", name="Deel een link").click()
    assert_fine(page)
    page.get_by_role("link", name="Bekijk wat anderen zien").click()
    assert_fine(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_is_wider_than_320_pixels(opened, language):
    page = started(opened, size=NARROW)
    wide = []
    for path in (*STATIC, *OWN):
        page.goto(path.replace("/nl/", f"/{language}/"))
        page.evaluate(UNFOLD)
        if page.evaluate("document.documentElement.scrollWidth") > NARROW[0]:
            wide.append(path)
    assert wide == []


def test_the_roadmap_fits_a_few_phone_screens_before_anything_is_unfolded(opened):
    page = started(opened)
    page.goto("/nl/wegwijzer/")
    height = page.evaluate("document.querySelector('main').scrollHeight")
    assert height / PHONE[1] < 4.5


def test_printing_leaves_out_what_is_of_no_use_on_paper(opened):
    page = started(opened)
    page.goto("/nl/wegwijzer/")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).not_to_be_visible()
    expect(page.locator(".next-question")).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
