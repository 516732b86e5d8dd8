"""A live server and one headless Chromium for all browser tests; without Chromium they are skipped, with the reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync API runs inside an event loop of its own

PHONE, DESKTOP, NARROW = (360, 780), (1280, 900), (320, 640)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """Where this machine keeps a Chromium of its own; None leaves it to Playwright."""
    return next((found for name in _CANDIDATES if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for the whole session."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    sync_api.expect.set_options(timeout=15_000)
    path = chromium_path()
    with sync_api.sync_playwright() as playwright:
        if path is None and not os.path.exists(playwright.chromium.executable_path):
            pytest.skip("no Chromium on this machine: apt-get install chromium")
        running = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def opened(browser, live_server, settings) -> Iterator[Callable[..., object]]:
    """Open a page on the live server; whatever the console complains of fails the test."""
    settings.POSTS_PER_MINUTE = 1000
    complaints: list[str] = []
    contexts = []

    def open_page(path: str = "/nl/", *, size: tuple[int, int] = PHONE, **options: object) -> object:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="nl-BE",
            **{"base_url": live_server.url, **options},
        )
        context.set_default_timeout(20_000)  # two tests share the machine
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    open_page.complaints = complaints  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    # Chromium reports a page that answers 400 or 404, or a form that comes back with its faults, as here on purpose.
    status = "Failed to load resource: the server responded with a status of"
    expected = tuple(f"{status} {code}" for code in (400, 404, 422))
    assert [complaint for complaint in complaints if not complaint.startswith(expected)] == []
