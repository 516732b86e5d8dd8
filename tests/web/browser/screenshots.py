"""Make the pictures of the main pages: `python -m tests.web.browser.screenshots FOLDER`.

They are kept in docs/, so that a change of look is seen in review. The server runs on a database of its own.
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.web.browser import referral_walk as walk
from tests.web.browser.conftest import _ARGUMENTS, DESKTOP, PHONE

NEED = "Onze verpakking scheurt in de diepvries"
ANSWERS = {"legal_form": "bv", "planned_action": "knowledge_question", "region": "vlaanderen", "fte": "12"}
MOST_QUESTIONS = 7
PICTURE_SCREENS = 2
_SIZES = (("phone", PHONE), ("desktop", DESKTOP))
_DATABASE = "pictures.sqlite3"


def main(folder: Path) -> None:
    """Serve, walk as a baker would, and keep each picture at two screens at most."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        address, server = _serve(Path(data))
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
            for name, size in _SIZES:
                context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-BE")
                _pictures(context.new_page(), address, folder, name)
                context.close()
            _ReferralPictures(browser, address, Path(data), folder).make()
            browser.close()
        finally:
            server.terminate()
            server.wait(timeout=20)


def _pictures(page: Any, address: str, folder: Path, name: str) -> None:
    page.goto(f"{address}/nl/")
    _keep(page, folder / f"front-{name}.png")
    page.fill("textarea", NEED)
    page.click("form button[type=submit]")
    _keep(page, folder / f"question-{name}.png")
    for _ in range(MOST_QUESTIONS):
        if "/vraag/" not in page.url:
            break
        answer = ANSWERS.get(page.url.rstrip("/").rpartition("/")[2], "")
        radio = page.query_selector(f"input[type=radio][value='{answer}']")
        exact = page.query_selector("input[name=exact]")
        if radio is not None:
            radio.check(force=True)
        elif answer and exact is not None:
            exact.fill(answer)
        page.get_by_role("button", name="Verder" if answer else "Weet ik niet").first.click()
    page.goto(f"{address}/nl/wegwijzer/")
    _keep(page, folder / f"roadmap-{name}.png")
    page.goto(f"{address}/nl/maatregelen/kmo-portefeuille/?op=2026-11-24")
    _keep(page, folder / f"measure-{name}.png")
    page.goto(f"{address}/nl/organisaties/")
    _keep(page, folder / f"organisations-{name}.png")
    page.goto(f"{address}/nl/cijfers/tabel-3/")
    _keep(page, folder / f"figures-{name}.png")
    page.goto(f"{address}/nl/cijfers/definities/")
    _keep(page, folder / f"definitions-{name}.png")
    page.goto(f"{address}/nl/klanten/")
    page.get_by_role("button", name="Probeer met 200 verzonnen klanten").click()
    _keep(page, folder / f"clients-{name}.png")
    page.locator(".cell-client a").first.click()
    _keep(page, folder / f"client-{name}.png")
    page.goto(f"{address}/nl/waar-staat-u/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Ja", exact=True).click()
    _keep(page, folder / f"placement-question-{name}.png")
    while "/vraag/" in page.url:
        page.get_by_role("button", name="Nee", exact=True).click()
    _keep(page, folder / f"placement-{name}.png")
    page.goto(f"{address}/nl/gesprekken/")
    page.get_by_label("Hoe heet uw studie?").fill("Vernieuwing in de maakindustrie")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("button", name="Voeg een bedrijf toe").click()
    page.get_by_role("button", name="Bewaar en ga naar het gesprek").click()
    page.get_by_label("Mijn gesprekspartner gaat akkoord").check()
    page.get_by_role("button", name="Begin het gesprek").click()
    page.locator("textarea").first.fill("Wij begonnen met drie. Nu zijn we met twintig.")
    page.locator("[data-status]").filter(has_text="Alles is bewaard.").wait_for()
    _keep(page, folder / f"talk-{name}.png")


class _ReferralPictures:
    """One question on its way through the roles, each in a browser of their own; every picture in both sizes."""

    def __init__(self, browser: Any, address: str, data: Path, folder: Path) -> None:
        self._browser, self._address, self._data, self._folder = browser, address, data, folder
        told = subprocess.run(
            [_program(), "demo", "--json"], env=_environment(data), check=True, stdout=subprocess.PIPE
        )
        self._password = json.loads(told.stdout)[0]["password"]

    def make(self) -> None:
        """Walk, and keep the pages on which somebody has something to do."""
        cas, victor = self._signed_in("cas", "/nl/klanten/"), self._signed_in("victor", "/nl/postvak/")
        walk.load_client(cas)
        walk.begin_referral(cas)
        self._keep(cas, "refer-client")
        walk.pass_on(cas)
        self._keep(victor, "inbox", fresh=True)
        walk.open_question(victor)
        self._keep(victor, "inbox-question")
        walk.take_up(victor)
        walk.make_appointment(victor)
        walk.refer_on(victor)
        self._keep(victor, "refer-on")
        walk.confirm_referral(victor)
        walk.refer_same_firm(self._signed_in("fons", "/nl/doorverwezen/"), "Hoe vinden ze klanten buiten het dorp?")
        firm = self._page()
        walk.follow_letter(firm, self._letters)
        self._keep(firm, "firm-question")
        cas.goto("/nl/doorverwezen/")
        self._keep(cas, "referred")
        farah = self._signed_in("farah", "/nl/postvak/")
        farah.get_by_role("link", name="Cijfers van").click()
        self._keep(farah, "desk-figures")

    def _page(self) -> Any:
        return self._browser.new_context(base_url=self._address, locale="nl-BE").new_page()

    def _signed_in(self, who: str, path: str) -> Any:
        page = self._page()
        walk.sign_in(page, who, path, self._password)
        return page

    def _keep(self, page: Any, name: str, *, fresh: bool = False) -> None:
        if fresh:
            page.reload()
        for size, (width, height) in _SIZES:
            page.set_viewport_size({"width": width, "height": height})
            _keep(page, self._folder / f"{name}-{size}.png")

    def _letters(self, address: str) -> list[dict[str, Any]]:
        """The values of the letters that wait for an address: no worker runs, so they stay in the outbox."""
        with closing(sqlite3.connect(f"file:{self._data / _DATABASE}?mode=ro", uri=True)) as database:
            rows = database.execute('SELECT "values" FROM post_outgoing WHERE "to" = ? ORDER BY created, id', [address])
            return [json.loads(values) for (values,) in rows]


def _keep(page: Any, path: Path) -> None:
    size = page.viewport_size
    whole = page.evaluate("document.documentElement.scrollHeight")
    height = min(whole, PICTURE_SCREENS * size["height"])
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})


def _serve(data: Path) -> tuple[str, subprocess.Popen[bytes]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [_program(), "serve", "--no-worker", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=_environment(data), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{address}/healthz"):
                return address, server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise RuntimeError("the server did not start")


def _program() -> str:
    return str(Path(sys.executable).parent / "wegwijzer")


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "WEGWIJZER_DATABASE": str(data / _DATABASE)}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
