"""What the measurement of load counts, for figures that count wrongly are worse than none."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.load.browsing import Browsing, WentWrongError, fields_of
from benchmarks.load.record import STATIC, UNANSWERED, Record, Waited
from benchmarks.load.soak import growth, slope_of
from benchmarks.load.watching import Held, Sample

_PAGE = b"""<html><link rel="stylesheet" href="/static/a.css"><form action="/other/"><input name="q"></form>
<form method="post" action="/form/"><input type="hidden" name="csrfmiddlewaretoken" value="t1">
<textarea name="words">as it was</textarea></form></html>"""


class Site(BaseHTTPRequestHandler):
    """A page, a style sheet, a form that leads back to the page, and an error."""

    asked: list[tuple[str, str]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("Cookie", "")))
        self.send_response(500 if self.path == "/broken/" else 200)
        self.end_headers()
        self.wfile.write(_PAGE if self.path == "/page/" else b"")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Location", "/page/")
        self.send_header("Set-Cookie", "visit=7; Path=/")
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="module")
def port():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def browsing(port):
    Site.asked.clear()
    return Browsing(port, Record(), Random(1), time.monotonic())


def test_a_wait_counts_from_the_moment_at_which_somebody_was_to_act(browsing):
    browsing.start_at(time.monotonic() - 2.0)
    browsing.get("page", "/page/")
    (waited,) = [one for one in browsing.record.between(-9, 9).waits if one.step != STATIC]
    assert waited.seconds >= 2.0
    assert waited.late >= 2.0
    browsing.get("page", "/page/")
    assert browsing.record.between(-9, 9).waits[-1].seconds < 1.0


def test_a_form_counts_as_one_wait_with_its_redirect_and_keeps_the_cookie(browsing):
    page = browsing.get("page", "/page/")
    fields = fields_of(page, "/form/")
    assert fields == [("csrfmiddlewaretoken", "t1"), ("words", "as it was")]
    assert browsing.post("form", "/form/", fields).path == "/page/"
    window = browsing.record.between(-9, 9)
    assert [(one.step, one.requests) for one in window.waits] == [("page", 1), (STATIC, 1), ("form", 2)]
    assert Site.asked == [("/page/", ""), ("/static/a.css", ""), ("/page/", "visit=7")]
    assert window.pages.runs == 2


def test_an_error_of_the_server_and_a_page_without_the_form_are_told(browsing):
    with pytest.raises(WentWrongError, match="/broken/ answered 500"):
        browsing.get("page", "/broken/")
    with pytest.raises(WentWrongError, match="no form with /elsewhere/"):
        fields_of(browsing.get("page", "/page/"), "/elsewhere/")


def test_who_still_waits_counts_as_an_error_of_the_stretch_in_which_they_were_to_act():
    record, somebody = Record(), object()
    record.begin(somebody, 5.0)
    record.note(Waited("page", 4.0, 0.1, 0.0, 1))
    assert record.between(0, 10).errors == {UNANSWERED: 1}
    assert record.between(0, 5).errors == {}
    record.end(somebody)
    assert record.between(0, 10).errors == {}


@settings(max_examples=25)
@given(st.integers(-500, 500), st.integers(-500, 500), st.lists(st.integers(0, 200), min_size=2, unique=True))
def test_the_slope_of_a_line_is_found(slope, start, times):
    assert slope_of(times, [start + slope * time for time in times]) == pytest.approx(slope, abs=1e-6)


def _samples(grows, pid=lambda minute: 7):
    return [
        Sample(
            minute,
            0.1,
            3,
            0,
            9000,
            minute,
            0,
            [Held("web process 1", pid(minute), 90_000 + grows(minute), 1, 1, 2, 20, minute)],
        )
        for minute in range(60)
    ]


@pytest.mark.parametrize(
    ("grows", "is_within"),
    [
        (lambda minute: min(minute, 30) * 5_000, True),  # until everything was used
        (lambda minute: minute * 100, False),  # 6,000 KB an hour
    ],
)
def test_growth_is_judged_by_the_second_half(grows, is_within):
    (found,) = [one for one in growth(_samples(grows)) if "RSS, growth" in one.name]
    assert (found.amount < found.limit) is is_within


def test_a_process_that_was_started_anew_is_told():
    (found, *_) = growth(_samples(lambda minute: 0, pid=lambda minute: 7 + minute // 50))
    assert "started anew" in found.name
    assert found.amount >= found.limit
