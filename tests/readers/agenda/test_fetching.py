"""Fetching a list: polite, bounded, and never from our own network. The site is a real one on this machine."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace

import pytest

from tests.readers.agenda.site import Site, a_site, sends
from wegwijzer.readers.agenda.fetching import Bounds, FetchError, checked_address, fetch

BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def bounds_for(*sites: Site, seconds: float = 3, **more: object) -> Bounds:
    """Bounds that let a test ask these sites on this machine."""
    found = Bounds(
        10_000, seconds, 3, lambda address: address in ("127.0.0.1", "::1"), frozenset(s.port for s in sites)
    )
    return replace(found, **more)


def code_of(address: str, bounds: Bounds) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(address, bounds)
    return caught.value.code


def test_a_list_comes_with_what_to_ask_with_next_time():
    with a_site(
        sends(
            BODY,
            'ETag: "v1"',
            "Last-Modified: Mon, 30 Nov 2026 08:00:00 GMT",
            "Content-Type: text/calendar; charset=latin-1",
        )
    ) as site:
        found = fetch(site.address, bounds_for(site))
        assert (found.body, found.etag, found.content_type, found.charset) == (BODY, '"v1"', "text/calendar", "latin-1")
        fetch(site.address, bounds_for(site), etag=found.etag, last_modified=found.last_modified)
    assert 'If-None-Match: "v1"' in site.requests[1]
    assert "If-Modified-Since: Mon, 30 Nov 2026 08:00:00 GMT" in site.requests[1]
    assert f"Host: localhost:{site.port}" in site.requests[0]


def test_a_list_that_did_not_change_is_not_sent_again():
    with a_site(sends(b"", status="304 Not Modified")) as site:
        assert fetch(site.address, bounds_for(site), etag='"v1"').is_unchanged


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("403 Forbidden", "closed"),
        ("503 Away", "busy"),
        ("500 Oops", "status"),
    ],
)
def test_a_refusal_says_which(status, code):
    with a_site(sends(b"", "Retry-After: 3600", status=status)) as site, pytest.raises(FetchError) as caught:
        fetch(site.address, bounds_for(site))
    assert caught.value.code == code
    assert caught.value.wait == (3600 if code == "busy" else 0)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/agenda.ics",
        "http://localhost/agenda.ics",
        "http://[::1]/agenda.ics",
        "http://[::ffff:127.0.0.1]/agenda.ics",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0/",
        "https://10.0.0.1/agenda.ics",
    ],
)
def test_our_own_network_is_never_asked(address):
    assert code_of(address, Bounds(1000, 3, 3)) in ("not_public", "name")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("gopher://organiser.example/", "scheme"),
        ("ftp://organiser.example/a.ics", "scheme"),
        ("agenda.ics", "scheme"),
        ("http://", "address"),
        ("http://name:secret@organiser.example/", "address"),
        ("http://organiser.example:70000/", "address"),
        ("http://organiser.example/a b.ics", "address"),
        ("http://organiser.example/\r\nHost: x", "address"),
        ("", "address"),
        ("http://" + "a" * 600 + ".example/", "address"),
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_asked(address, code):
    with pytest.raises(FetchError) as caught:
        checked_address(address)
    assert caught.value.code == code


def test_other_doors_of_a_machine_are_not_tried():
    assert code_of("http://organiser.example:22/", Bounds(1000, 3, 3)) == "port"


def test_an_address_is_kept_in_its_usual_form():
    assert checked_address("webcal://Organiser.Example/agenda.ics") == "https://organiser.example/agenda.ics"
    assert checked_address("http://organiser.example:80") == "http://organiser.example/"
    assert checked_address("https://café.example/é?x=1") == "https://xn--caf-dma.example/%C3%A9?x=1"


@pytest.mark.parametrize(
    "where", ["http://169.254.169.254/", "http://10.0.0.1/", "file:///etc/passwd", "//127.0.0.2/x"]
)
def test_a_site_cannot_send_us_on_to_our_own_network(where):
    with a_site(sends(b"", f"Location: {where}", status="302 Found")) as site:
        bounds = bounds_for(site, ports=frozenset({site.port, 80}))
        assert code_of(site.address, bounds) in ("not_public", "scheme")
    assert len(site.requests) == 1


def test_a_site_that_sends_us_around_is_left():
    def around(connection: socket.socket, asked: str, over: threading.Event) -> None:
        sends(b"", f"Location: /again{len(asked)}", status="302 Found")(connection, asked, over)

    with a_site(around) as site:
        assert code_of(site.address, bounds_for(site)) == "moves"
    assert len(site.requests) == 4


def test_the_connection_goes_to_the_machine_that_was_checked_and_the_name_is_looked_up_once(monkeypatch):
    """A name that leads to our own network the second time (DNS rebinding) gains nothing."""
    asked: list[str] = []
    with a_site(sends(BODY)) as site:
        real = socket.getaddrinfo

        def rebinding(host, port, *args, **named):
            asked.append(host)
            where = "127.0.0.1" if len(asked) == 1 else "127.0.0.9"
            return real(where, port, *args, **named)

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        assert fetch(f"http://organiser.example:{site.port}/", bounds_for(site)).body == BODY
    assert asked == ["organiser.example"]
    assert f"Host: organiser.example:{site.port}" in site.requests[0]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, 80)) for where in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **named: both)
    assert code_of("http://organiser.example/", Bounds(1000, 3, 3)) == "not_public"


def test_a_list_that_is_too_large_is_left_whether_it_says_so_or_not():
    def endless(connection: socket.socket, asked: str, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while not over.is_set():
            connection.sendall(b"x" * 4096)

    for answer in (sends(b"x" * 20_000), endless):
        with a_site(answer) as site:
            assert code_of(site.address, bounds_for(site)) == "large"


def test_a_packed_list_is_refused():
    with a_site(sends(b"\x1f\x8b", "Content-Encoding: gzip")) as site:
        assert code_of(site.address, bounds_for(site)) == "packed"


@pytest.mark.parametrize("what", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
def test_a_site_that_hangs_or_drips_is_cut_off(what):
    def drip(connection: socket.socket, asked: str, over: threading.Event) -> None:
        connection.sendall(what)
        while not over.wait(0.05):
            connection.sendall(b"a" if what else b"")

    with a_site(drip) as site:
        began = time.monotonic()
        assert code_of(site.address, bounds_for(site, seconds=0.6)) == "slow"
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "answer", [b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nshort", b"HTTP/1.1 abc\r\n\r\n"]
)
def test_an_answer_that_breaks_off_is_no_list(answer):
    def say(connection: socket.socket, asked: str, over: threading.Event) -> None:
        connection.sendall(answer)

    with a_site(say) as site:
        assert code_of(site.address, bounds_for(site)) == "broken"


def test_a_site_that_is_not_there():
    with a_site(sends(BODY)) as site:
        pass
    assert code_of(site.address, bounds_for(site)) == "away"
    assert code_of(site.address.replace("http:", "https:"), bounds_for(site)) == "away"


def test_a_site_without_a_secure_connection_is_told():
    with a_site(sends(BODY)) as site:
        assert code_of(site.address.replace("http:", "https:"), bounds_for(site)) == "secure"
