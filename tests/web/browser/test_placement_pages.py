"""The self-placement in a real browser: accessible, never wider than the screen, and usable without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import UNFOLD, assert_fine, assert_fits, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, NARROW


def answer(page, **answers):
    """Begin, answer every question (no where nothing else is said), and stand on the result."""
    page.get_by_role("button", name="Begin").first.click()
    while "/vraag/" in page.url:
        question = page.url.rstrip("/").rpartition("/")[2]
        page.get_by_role("button", name=answers.get(question, "Nee"), exact=True).click()
        page.wait_for_load_state()
    assert page.url.endswith("/resultaat/")
    return page


def test_every_page_is_fine_on_every_screen(opened):
    page = opened("/nl/waar-staat-u/")
    assert_fine(page)
    page.get_by_role("button", name="Begin").first.click()
    assert_fine(page)
    page.goto("/nl/waar-staat-u/")
    answer(page, product="Ja", together="Weet ik niet")
    assert_fine(page)
    page.goto("/nl/waar-staat-u/vraag/product/")
    assert_fits(page)
    page.goto("/nl/waar-staat-u/")
    answer(page, process="Ja")
    assert_fits(page)
    page.goto("/nl/waar-staat-u/bewaard/2025-11-20-nnxxxnnnnn/")
    assert_fits(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_sticks_out_in_other_languages(opened, language):
    page = opened("/nl/waar-staat-u/", size=NARROW)
    answer(page, product="Ja", own_product="Ja", together="Weet ik niet")
    for path in ("", "vraag/own_product/", "vraag/together/", "resultaat/"):
        page.goto(f"/{language}/waar-staat-u/{path}")
        page.evaluate(UNFOLD)
        assert_nothing_sticks_out(page)


def test_the_whole_walk_works_without_scripts(opened):
    page = opened("/nl/waar-staat-u/", java_script_enabled=False)
    answer(page, product="Ja", together="Ja")
    assert page.get_by_role("heading", level=1).inner_text() == "U bent een toepasser"
    page.locator(".step summary").first.click()
    page.locator(".step-link").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Waar loopt u op vast?"
    assert page.locator("#need").input_value() != ""


def test_the_browsers_back_button_shows_the_question_before_with_its_answer(opened):
    page = opened("/nl/waar-staat-u/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Ja", exact=True).click()
    page.wait_for_url("**/own_process/")
    page.go_back()
    page.wait_for_url("**/product/")
    assert page.locator("#answer-yes .visually-hidden").inner_text() == "(uw antwoord)"


def test_the_keyboard_alone_reaches_the_result(opened):
    page = opened("/nl/waar-staat-u/", size=DESKTOP)
    page.locator("main .button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/**")
    for _ in range(10):
        if "/vraag/" not in page.url:
            break
        here = page.url
        page.locator("#answer-yes").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "answer-no"
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=here: url != here)
    assert page.get_by_role("heading", level=1).inner_text() == "U bent nog niet vernieuwend"


def test_paper_shows_the_support_of_every_step(opened):
    page = opened("/nl/waar-staat-u/", size=DESKTOP)
    answer(page)
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Druk af").is_hidden()
    expect(page.locator(".step-support").first).to_be_visible()
