"""Make the pictures of the main pages: `python -m tests.web.browser.screenshots FOLDER`.

They are kept in docs/, so that a change of look is seen in review. The server runs on a database of its own.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.web.browser.conftest import _ARGUMENTS, DESKTOP, PHONE

NEED = "Onze verpakking scheurt in de diepvries"
ANSWERS = {"legal_form": "bv", "planned_action": "knowledge_question", "region": "vlaanderen", "fte": "12"}
MOST_QUESTIONS = 7
PICTURE_SCREENS = 2


def main(folder: Path) -> None:
    """Serve, walk as a baker would, and keep each picture at two screens at most."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        address, server = _serve(Path(data))
        try:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
            for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
                context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-BE")
                _pictures(context.new_page(), address, folder, name)
                context.close()
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


def _keep(page: Any, path: Path) -> None:
    size = page.viewport_size
    whole = page.evaluate("document.documentElement.scrollHeight")
    height = min(whole, PICTURE_SCREENS * size["height"])
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})


def _serve(data: Path) -> tuple[str, subprocess.Popen[bytes]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "WEGWIJZER_DATABASE": str(data / "pictures.sqlite3")}
    program = str(Path(sys.executable).parent / "wegwijzer")
    command = [program, "serve", "--no-worker", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"{address}/healthz"):
                return address, server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots"))
