"""A browser killed with -9 a moment after the last key: the words are there when it comes back, for the same person."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.web.browser.conftest import _ARGUMENTS, _CANDIDATES
from wegwijzer.web.money.models import Action

MOMENT = 0.15
"""Seconds between the last key and the kill: the page sends what is typed only after 1.5."""
WORDS = "Een slijtvaste coating voor de pers"


@pytest.fixture
def started(browser, tmp_path: Path, live_server) -> Iterator[Callable[[Client], tuple[Any, Callable[[], None]]]]:
    """Start a Chromium of its own with one profile, signed in as a client is; gives a page and how to kill it."""
    path = next((found for name in _CANDIDATES if (found := shutil.which(name))), browser.browser_type.executable_path)
    profile = tmp_path / "profile"
    running: list[subprocess.Popen[bytes]] = []

    def kill() -> None:
        os.killpg(running[-1].pid, signal.SIGKILL)
        running[-1].wait()

    def start(client: Client) -> tuple[Any, Callable[[], None]]:
        port_file = profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        (profile / "SingletonLock").unlink(missing_ok=True)
        asked = [path, *_ARGUMENTS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        running.append(subprocess.Popen(asked, stderr=subprocess.DEVNULL, start_new_session=True))
        until = time.monotonic() + 30
        while not (port_file.exists() and port_file.read_text().count("\n")) and time.monotonic() < until:
            time.sleep(0.02)
        connected = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port_file.read_text().split()[0]}")
        context = connected.contexts[0]
        name = django_settings.SESSION_COOKIE_NAME
        context.clear_cookies()
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page(), kill

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def plan_of(client: Client) -> Action:
    """A new plan with one action."""
    client.post("/nl/steun-berekenen/", {"wat": ["development"]})
    return Action.objects.latest("created")


@pytest.mark.django_db(transaction=True)
def test_the_last_words_survive_a_kill_of_the_browser_and_are_nobody_elses(started, live_server, client):
    action = plan_of(client)
    address = f"{live_server.url}/nl/steun-berekenen/actie/{action.pk}/"
    page, kill = started(client)
    page.goto(address)
    page.locator("[name=name]").press_sequentially(WORDS)
    time.sleep(MOMENT)
    kill()
    action.refresh_from_db()
    assert WORDS not in str(action.data) + str(action.typed)

    page, kill = started(client)
    page.goto(address)
    page.get_by_text("Het is teruggezet.").wait_for()
    assert page.locator("[name=name]").input_value() == WORDS
    page.get_by_text("Bewaard om").wait_for()
    action.refresh_from_db()
    assert WORDS in str(action.data) + str(action.typed)

    # The next person at the same device is offered nothing, and nothing of it is left.
    page.locator("[name=name]").press_sequentially(" van vandaag")
    other = Client()
    theirs = plan_of(other)
    name = django_settings.SESSION_COOKIE_NAME
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.context.add_cookies([{"name": name, "value": other.cookies[name].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/nl/steun-berekenen/actie/{theirs.pk}/")
    page.wait_for_function("Object.keys(localStorage).filter((key) => key.startsWith('concept/')).length === 0")
    assert page.locator("[name=name]").input_value() == ""
    kill()
