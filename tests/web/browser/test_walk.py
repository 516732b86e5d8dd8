"""From need to roadmap as people do it: without JavaScript, and with the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.web.browser.conftest import DESKTOP

NEED = "Onze verpakking scheurt in de diepvries"


def test_the_whole_walk_works_without_javascript(opened):
    page = opened("/nl/", java_script_enabled=False)
    page.fill("#need", NEED)
    page.get_by_role("button", name="Vind mijn weg").click()
    for number in range(1, 8):
        if "/vraag/" not in page.url:
            break
        expect(page.get_by_text(f"Vraag {number} van hoogstens 7")).to_be_visible()
        if number == 1:
            page.locator("fieldset:has(h1) label.choice").nth(1).click()
            page.get_by_role("button", name="Verder").click()
        else:
            page.get_by_role("button", name="Weet ik niet").click()
    assert page.url.endswith("/nl/wegwijzer/")
    expect(page.get_by_text(NEED)).to_be_visible()
    page.get_by_text("gegeven gebruikt").click()
    page.locator(".summary-action a").first.click()
    page.locator("fieldset:has(h1) label.choice").nth(2).click()
    page.get_by_role("button", name="Bewaar dit antwoord").click()
    page.get_by_role("button", name="Deel een link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Uw link is klaar"
    page.get_by_role("link", name="Bekijk wat anderen zien").click()
    assert NEED not in page.content()


def test_the_browsers_back_button_shows_the_question_before_with_its_answer(opened):
    page = opened("/nl/")
    page.fill("#need", NEED)
    page.get_by_role("button", name="Vind mijn weg").click()
    first = page.url
    page.locator("fieldset:has(h1) label.choice").nth(1).click()
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url(lambda url: url != first)
    page.go_back()
    assert page.url == first
    assert page.locator("fieldset:has(h1) input:checked").count() == 1


def test_the_walk_works_with_the_keyboard_alone(opened):
    page = opened("/nl/", size=DESKTOP)

    def tab_to(wanted: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                assert page.evaluate(
                    "getComputedStyle(document.activeElement).outlineStyle"
                ) != "none" or page.evaluate("document.activeElement.closest('.choice') !== null")
                return
        raise AssertionError(f"the keyboard does not reach {wanted}")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    tab_to("#need")
    page.keyboard.type(NEED)
    tab_to(".start .button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/vraag/\w+/"))
    tab_to("input[type=radio]")
    page.keyboard.press("ArrowDown")
    tab_to("form .button:not(.button-quiet)")
    first = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first)
    tab_to(".stop-here a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/wegwijzer/"))
    tab_to(".measure summary")
    page.keyboard.press("Enter")
    assert page.locator(".measure details[open]").count() == 1


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(opened):
    page = opened("/nl/")
    page.get_by_role("button", name="Vind mijn weg").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "need"
