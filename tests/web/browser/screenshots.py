"""Make the pictures of the main pages: `python -m tests.web.browser.screenshots FOLDER`.

They are kept in docs/, so that a change of look is seen in review. The server runs on the demonstration, in a database
of its own. Pictures that stand in the folder and are made no more are removed.
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
from tests.web.browser.conftest import _ARGUMENTS, DESKTOP, PHONE, chromium_path
from tests.web.browser.small_png import keep_small

NEED = "Onze verpakking scheurt in de diepvries"
ANSWERS = {"legal_form": "bv", "planned_action": "knowledge_question", "region": "vlaanderen", "fte": "12"}
MOST_QUESTIONS = 7
PICTURE_SCREENS = 2
_SIZES = (("phone", PHONE), ("desktop", DESKTOP))
_DATABASE = "pictures.sqlite3"


OPEN_TO_ALL = {
    "agenda": "/nl/agenda/",
    "offers": "/nl/aanbod/",
    "who-does-what": "/nl/wie-doet-wat/",
    "agreements": "/nl/afspraken/",
    "projects": "/nl/projecten/",
    "observatory": "/nl/observatorium/",
    "search": "/nl/zoek/?q=verpakking+scheurt",
}
"""Pages that nobody signs in for, by the name of their picture."""

FOR_ROLES = {
    "rules": ("ria", "/nl/regels/"),
    "rule": ("ria", "/nl/regels/maatregel/kmo-portefeuille/"),
    "needs": ("anouk", "/nl/observatorium/noden/"),
    "clusters": ("tom", "/nl/samen/"),
    "organiser": ("farah", "/nl/agenda/organisator/"),
    "own-offers": ("vera", "/nl/aanbod/mijn/"),
    "gaps": ("vera", "/nl/wie-doet-wat/gaten/"),
    "partners": ("bas", "/nl/partners/"),
    "people": ("bea", "/nl/mensen/"),
}
"""Pages of the made-up people of the demonstration: who sees them, and where."""


def main(folder: Path) -> None:
    """Serve the demonstration, walk as its people would, and keep each picture at two screens at most."""
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.glob("*.png"))
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        password = _fill(Path(data))
        address, server = _serve(Path(data))
        try:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=_ARGUMENTS)
            camera = _Camera(folder, browser.new_page())
            for name, size in _SIZES:
                context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-BE")
                _pictures(context.new_page(), address, camera, name)
                context.close()
            _RolePictures(browser, address, camera, password).make()
            _ReferralPictures(browser, address, Path(data), camera, password).make()
            browser.close()
        finally:
            server.kill()  # its database goes with the folder
            server.wait()
    for path in before - camera.made:
        path.unlink()


class _Camera:
    """Keeps pictures of pages in a folder, small, and knows which it made."""

    def __init__(self, folder: Path, blank: Any) -> None:
        self._folder, self._blank = folder, blank
        self.made: set[Path] = set()

    def take(self, page: Any, name: str) -> None:
        """Keep the page as it stands, two screens of it at most."""
        size = page.viewport_size
        height = min(page.evaluate("document.documentElement.scrollHeight"), PICTURE_SCREENS * size["height"])
        png = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
        path = self._folder / f"{name}.png"
        keep_small(self._blank, png, path)
        self.made.add(path)

    def take_both(self, page: Any, name: str) -> None:
        """Keep the page as a phone and as a desk see it."""
        for size, (width, height) in _SIZES:
            page.set_viewport_size({"width": width, "height": height})
            self.take(page, f"{name}-{size}")


def _pictures(page: Any, address: str, camera: _Camera, name: str) -> None:
    page.goto(f"{address}/nl/")
    camera.take(page, f"front-{name}")
    page.fill("textarea", NEED)
    page.click("form button[type=submit]")
    camera.take(page, f"question-{name}")
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
    camera.take(page, f"roadmap-{name}")
    page.goto(f"{address}/nl/maatregelen/kmo-portefeuille/?op=2026-11-24")
    camera.take(page, f"measure-{name}")
    page.goto(f"{address}/nl/organisaties/")
    camera.take(page, f"organisations-{name}")
    page.goto(f"{address}/nl/cijfers/tabel-3/")
    camera.take(page, f"figures-{name}")
    page.goto(f"{address}/nl/cijfers/definities/")
    camera.take(page, f"definitions-{name}")
    for picture, path in OPEN_TO_ALL.items():
        page.goto(f"{address}{path}")
        camera.take(page, f"{picture}-{name}")
    _paper(page, address, camera, name)
    page.goto(f"{address}/nl/klanten/")
    page.get_by_role("button", name="Probeer met 200 verzonnen klanten").click()
    camera.take(page, f"clients-{name}")
    page.locator(".cell-client a").first.click()
    camera.take(page, f"client-{name}")
    page.goto(f"{address}/nl/waar-staat-u/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Ja", exact=True).click()
    camera.take(page, f"placement-question-{name}")
    while "/vraag/" in page.url:
        page.get_by_role("button", name="Nee", exact=True).click()
    camera.take(page, f"placement-{name}")
    page.goto(f"{address}/nl/gesprekken/")
    page.get_by_label("Hoe heet uw studie?").fill("Vernieuwing in de maakindustrie")
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("button", name="Voeg een bedrijf toe").click()
    page.get_by_role("button", name="Bewaar en ga naar het gesprek").click()
    page.get_by_label("Mijn gesprekspartner gaat akkoord").check()
    page.get_by_role("button", name="Begin het gesprek").click()
    page.locator("textarea").first.fill("Wij begonnen met drie. Nu zijn we met twintig.")
    page.locator("[data-status]").filter(has_text="Alles is bewaard.").wait_for()
    camera.take(page, f"talk-{name}")


def _paper(page: Any, address: str, camera: _Camera, name: str) -> None:
    """A plan with what it brings, a dossier, and duties."""
    page.goto(f"{address}/nl/steun-berekenen/")
    page.get_by_label("Een opleiding volgen").check(force=True)
    camera.take(page, f"money-{name}")
    page.goto(f"{address}/nl/dossiers/")
    page.get_by_label("Naam van uw project").fill("Een verpakking die de vriezer overleeft")
    page.get_by_role("button", name="Begin", exact=True).click()
    camera.take(page, f"dossier-{name}")
    page.goto(f"{address}/nl/plichten/")
    camera.take(page, f"duties-{name}")


class _RolePictures:
    """The pages of people who sign in and only look."""

    def __init__(self, browser: Any, address: str, camera: _Camera, password: str) -> None:
        self._browser, self._address, self._camera, self._password = browser, address, camera, password

    def make(self) -> None:
        """Sign in once as each of them, and look at their pages."""
        pages: dict[str, Any] = {}
        for picture, (who, path) in FOR_ROLES.items():
            if who not in pages:
                pages[who] = self._browser.new_context(base_url=self._address, locale="nl-BE").new_page()
                walk.sign_in(pages[who], who, path, self._password)
            pages[who].goto(path)
            self._camera.take_both(pages[who], picture)
        pages["tom"].goto("/nl/samen/")
        pages["tom"].locator("a[href*='/samen/groep/']").first.click()
        self._camera.take_both(pages["tom"], "cluster")
        pages["bas"].goto("/nl/projecten/")
        pages["bas"].locator("main a[href*='/projecten/']").first.click()
        self._camera.take_both(pages["bas"], "project")


class _ReferralPictures:
    """One question on its way through the roles, each in a browser of their own; every picture in both sizes."""

    def __init__(self, browser: Any, address: str, data: Path, camera: _Camera, password: str) -> None:
        self._browser, self._address, self._data = browser, address, data
        self._camera, self._password = camera, password

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
        self._camera.take_both(page, name)

    def _letters(self, address: str) -> list[dict[str, Any]]:
        """The values of the letters that wait for an address: no worker runs, so they stay in the outbox."""
        with closing(sqlite3.connect(f"file:{self._data / _DATABASE}?mode=ro", uri=True)) as database:
            rows = database.execute('SELECT "values" FROM post_outgoing WHERE "to" = ? ORDER BY created, id', [address])
            return [json.loads(values) for (values,) in rows]


def _fill(data: Path) -> str:
    """Fill the demonstration; the password of its people."""
    told = subprocess.run([_program(), "demo", "--json"], env=_environment(data), check=True, stdout=subprocess.PIPE)
    worker = [_program(), "worker", "--once"]  # it makes the figures of the observatory
    subprocess.run(worker, env=_environment(data), check=False, stdout=subprocess.DEVNULL)
    return str(json.loads(told.stdout)[0]["password"])


def _serve(data: Path) -> tuple[str, subprocess.Popen[bytes]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [_program(), "serve", "--no-worker", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=_environment(data), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(1200):
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
