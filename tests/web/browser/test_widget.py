"""The advice window on somebody else's site: another origin, styles that would break it, and not one cookie."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web.browser.conftest import DESKTOP, PHONE

HOSTILE = "iframe { display: none !important; height: 9px !important } * { font-size: 7px !important; color: white }"
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Kantoor Cijfers</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><style>{style}</style>
<meta http-equiv="Content-Security-Policy" content="script-src {site}; frame-src {frames}"></head>
<body><main><h1>Kantoor</h1><script src="{site}/widget/v1.js" data-lang="nl" async></script></main></body></html>"""
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
}
SMALL = "[...document.querySelectorAll('a.row-link, button')].filter(e => e.getBoundingClientRect().height < 44).length"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(tmp_path, live_server) -> Iterator[str]:
    """A site of an office, at another origin than ours, with a content security policy of its own."""
    for name, frames in (("index.html", live_server.url), ("closed.html", "'none'")):
        page = PAGE.format(style=HOSTILE, site=live_server.url, frames=frames)
        (tmp_path / name).write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_visitor_of_another_site_asks_by_keyboard_takes_the_question_along_and_leaves_nothing_behind(opened, host):
    page = opened(f"{host}/index.html", size=PHONE)
    window = page.frame_locator("iframe[title^='Advies van Wegwijzer']")
    window.get_by_label("Schrijf in gewone woorden").wait_for()
    assert page.context.cookies() == []
    page.keyboard.press("Tab")
    page.keyboard.type("Onze verpakking scheurt tijdens het transport")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(window.locator("#answer")).to_be_focused()
    expect(window.get_by_role("listitem")).to_have_count(3)
    frame = page.frames[1]
    assert frame.evaluate("getComputedStyle(document.body).fontSize") == "16px"  # the host's styles stay outside
    assert frame.evaluate("(() => { try { return document.cookie } catch (error) { return error.name } })()") == (
        "SecurityError"
    )
    assert frame.evaluate(SMALL) == 0
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    assert opened.complaints == []
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(frame, options=OPTIONS).response["violations"]
    assert [violation["id"] for violation in found] == []
    opened.complaints.clear()  # axe tries a style of its own, which the window's policy forbids
    with page.context.expect_page() as led:
        window.get_by_role("button", name="Toon de hele wegwijzer").click()
    led.value.wait_for_load_state()
    assert "scheurt" not in led.value.url
    expect(led.value.get_by_label("Uw vraag gaat mee")).to_have_value("Onze verpakking scheurt tijdens het transport")
    page.clock.install()
    page.goto(f"{host}/closed.html")  # a policy that forbids the frame leaves a link
    page.locator("iframe").wait_for(state="attached")
    page.clock.fast_forward(11_000)
    expect(page.get_by_role("link", name="Vraag het Wegwijzer")).to_be_visible()
    opened.complaints[:] = [text for text in opened.complaints if "frame-src" not in text]
