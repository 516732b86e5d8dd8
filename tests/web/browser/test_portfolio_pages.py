"""The portfolio in a real browser: accessible, never wider than the screen, usable by keyboard and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser.checks import UNFOLD, assert_accessible, assert_fine, assert_fits, assert_nothing_sticks_out
from tests.web.browser.conftest import DESKTOP, NARROW, PHONE
from tests.web.portfolio.conftest import portfolio_csv


@pytest.fixture(autouse=True)
def upload_folder(settings, tmp_path, monkeypatch):
    """Nothing of a test is left among the real uploads."""
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path / "registers"))


@pytest.fixture
def tried(opened):
    """The list of fictional clients, as somebody sees it who pressed the button."""

    def open_list(**options):
        page = opened("/nl/klanten/", **options)
        page.get_by_role("button", name="Probeer met 200 verzonnen klanten").click()
        page.wait_for_load_state()
        return page

    return open_list


def sheet_of_the_worst(page):
    """Go to the sheet of the first client of the list."""
    page.locator(".cell-client a").first.click()
    page.wait_for_load_state()
    return page


def test_every_page_is_fine_on_every_screen(tried):
    widths = (NARROW[0], 700, 1000, 1100)
    page = tried()
    page.goto("/nl/klanten/?stand=red")
    assert_fine(page, widths=widths)
    sheet_of_the_worst(page)
    assert_fine(page, widths=widths)
    for path in ("/nl/klanten/laden/", "/nl/klanten/wissen/", "/nl/knipperlichten/", "/nl/klanten/?q=bestaatniet"):
        page.goto(path)
        assert_fits(page, widths=widths)
    assert_accessible(page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_sticks_out_in_other_languages(tried, language):
    page = tried(size=NARROW)
    page.goto(f"/{language}/klanten/?stand=lit")
    page.evaluate(UNFOLD)
    assert_nothing_sticks_out(page)
    sheet_of_the_worst(page)
    page.evaluate(UNFOLD)
    assert_nothing_sticks_out(page)
    for path in ("laden/", "wissen/"):
        page.goto(f"/{language}/klanten/{path}")
        assert_nothing_sticks_out(page)
    page.goto(f"/{language}/knipperlichten/")
    assert_nothing_sticks_out(page)


def test_files_are_loaded_without_scripts(opened):
    page = opened("/nl/klanten/", java_script_enabled=False)
    page.get_by_label("Uw bestanden").set_input_files(
        [
            {"name": "klanten.csv", "mimeType": "text/csv", "buffer": portfolio_csv(20)},
            {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"},
        ]
    )
    page.get_by_role("button", name="Laad de bestanden").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Uw klanten"
    expect(page.get_by_text("20 jaarrekeningen van 20 klanten gelezen.")).to_be_visible()
    page.get_by_role("link", name="Bekijk wat en waar").click()
    expect(page.get_by_role("heading", name="brief.pdf")).to_be_visible()


def test_the_list_is_walked_with_the_keyboard(tried):
    page = tried(size=DESKTOP)
    page.locator("#q").focus()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('tr') ? document.activeElement.href : ''"))
    clients = [address for address in reached if address]
    assert len(clients) >= 4
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert "/klanten/" in page.url


def test_a_talk_is_noted_and_the_referral_text_is_copied(tried):
    page = sheet_of_the_worst(tried(size=DESKTOP))
    expect(page.get_by_role("button", name="Kopieer de tekst")).to_be_visible()
    page.get_by_label("Wanneer sprak u deze klant?").fill("2026-03-02")
    page.get_by_label("Wat wilt u onthouden?").fill("Zoon neemt over")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    assert page.get_by_label("Wat wilt u onthouden?").input_value() == "Zoon neemt over"


def test_a_phone_reads_the_table_as_a_table(tried):
    page = tried(size=PHONE)
    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("rowheader").count() == 100
