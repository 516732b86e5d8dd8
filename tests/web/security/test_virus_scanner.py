"""What people upload passes the operator's virus scanner first: found, away or unsure is refused, and nothing is kept.

The scanner of the tests speaks clamd's protocol over a socket of its own, and knows one word that it takes for a virus.
"""

from __future__ import annotations

import json
import logging
import socket
import socketserver
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.web.portfolio.conftest import portfolio_csv
from tests.web.visitor import words_of
from wegwijzer.web import virus_scanner
from wegwijzer.web.logs import JsonFormatter
from wegwijzer.web.operating import readiness
from wegwijzer.web.portfolio.models import StoredFiling, Upload
from wegwijzer.web.virus_scanner import ScannerAwayError, answers, name_of_virus
from wegwijzer.wording.language import LANGUAGES, say

pytestmark = pytest.mark.django_db
VIRUS = b"a-virus-for-tests"
LONGEST = 300_000


class _Clamd(socketserver.StreamRequestHandler):
    """One connection, as clamd treats it; `server.says` is what it answers in place of a verdict."""

    timeout = 10

    def handle(self) -> None:
        command = self._command()
        if self.server.says is not None:
            self.wfile.write(self.server.says)
            return
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        content = b""
        while (length := struct.unpack("!I", self.rfile.read(4))[0]) > 0:
            content += self.rfile.read(length)
            if len(content) > LONGEST:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(content)
        self.wfile.write(b"stream: Test.Virus-1 FOUND\0" if VIRUS in content else b"stream: OK\0")

    def _command(self) -> bytes:
        read = b""
        while not read.endswith(b"\0") and (byte := self.rfile.read(1)):
            read += byte
        return read


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def a_scanner(kind: str) -> Iterator[socketserver.BaseServer]:
    """A scanner that runs; `address` is how it is reached, `seen` what it scanned."""
    with tempfile.TemporaryDirectory() as folder:  # the path of a socket must be short
        path = str(Path(folder, "clamd.ctl"))
        server = _Unix(path, _Clamd) if kind == "unix" else _Tcp(("127.0.0.1", 0), _Clamd)
        server.address = path if kind == "unix" else server.server_address
        server.seen, server.says = [], None
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def scanner(settings):
    """The scanner that the settings name."""
    with a_scanner("unix") as found:
        settings.VIRUS_SCANNER = found.address
        yield found


@pytest.fixture(autouse=True)
def upload_folder(settings, tmp_path):
    settings.UPLOAD_FOLDER = tmp_path / "uploads"
    return settings.UPLOAD_FOLDER


@pytest.fixture
def told(caplog):
    """The security events so far."""
    caplog.set_level(logging.INFO, logger="wegwijzer.security")
    formatter = JsonFormatter()
    return lambda: [json.loads(formatter.format(one)) for one in caplog.records if one.name == "wegwijzer.security"]


def send(client: Client, *files: tuple[str, bytes], language: str = "nl", address: str = "portfolio:upload", **more):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse(address, args=[language]), {"bestand": sent, "file": sent, **more})


def test_a_clean_file_is_scanned_wholly_and_then_read_as_ever(scanner, client: Client):
    content = portfolio_csv(12)
    assert send(client, ("lijst.csv", content), ("leeg.csv", b"")).status_code == 302
    assert StoredFiling.objects.count() == 12
    assert {content, b""} <= set(scanner.seen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_in_which_something_is_found_is_refused_and_nothing_is_kept(
    scanner, client: Client, language, told, upload_folder
):
    files = [("goed.csv", b"jaar\n2025\n"), ("<b>slecht.csv", b"x" * 200_000 + VIRUS)]
    response = send(client, *files, language=language)
    assert response.status_code == 422
    shown = words_of(response.content.decode())
    assert say("site.error_422_virus.title", language) in shown
    assert "slecht" in shown
    assert "<b>slecht" not in response.content.decode()
    assert not Upload.objects.exists()
    assert not upload_folder.exists()
    [event] = [one for one in told() if one["event"] == "upload_refused"]
    assert (event["route"], event["found"]) == ("portfolio:upload", "Test.Virus-1")
    assert "slecht" not in json.dumps(told())


@pytest.mark.parametrize("address", ["portfolio:upload", "agreements:verify", "money:aid_upload", "observatory:files"])
def test_every_address_is_covered_before_it_looks_who_asks(scanner, client: Client, address: str):
    assert send(client, ("a.csv", VIRUS), address=address).status_code == 422


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_scanner_is_away_files_are_refused_and_all_else_goes_on(client: Client, settings, language, told):
    settings.VIRUS_SCANNER = "/nowhere/clamd.ctl"
    response = send(client, ("a.csv", b"x"), language=language)
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert say("site.error_503_scanner.title", language) in words_of(response.content.decode())
    assert not Upload.objects.exists()
    assert [one["event"] for one in told()] == ["upload_not_scanned"]
    assert client.post(f"/{language}/", {"need": "Wie helpt mij met mijn verpakking?"}).status_code == 302


@pytest.mark.parametrize(
    "says",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
        b"COMMAND READ TIMED OUT\0",
        b"",
        b"stream: OK",
        b"x" * 10_000,
    ],
)
def test_an_answer_that_is_no_verdict_is_none(scanner, client: Client, says: bytes):
    scanner.says = says
    assert send(client, ("a.csv", b"x")).status_code == 503
    assert not Upload.objects.exists()


def test_a_file_beyond_the_limit_of_the_scanner_is_not_taken_for_clean(scanner, client: Client):
    assert send(client, ("groot.csv", b"x" * 4_000_000)).status_code == 503


def test_a_scanner_that_is_slow_is_waited_for_no_longer_than_said(client: Client, settings, monkeypatch):
    monkeypatch.setattr(virus_scanner, "SCANNED_WITHIN", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.VIRUS_SCANNER = silent.getsockname()
        began = time.monotonic()
        assert send(client, *[(f"{number}.csv", b"x") for number in range(20)]).status_code == 503
        assert time.monotonic() - began < 3


def test_a_form_of_another_site_is_refused_before_anything_is_scanned(scanner):
    assert send(Client(enforce_csrf_checks=True), ("a.csv", VIRUS)).status_code == 403
    assert scanner.seen == []


def test_without_a_scanner_nothing_is_asked(client: Client, settings):
    assert settings.VIRUS_SCANNER is None
    assert send(client, ("a.csv", VIRUS)).status_code == 302


def test_readiness_tells_of_the_scanner_and_closes_no_page(scanner, client: Client, settings):
    def check() -> dict[str, object]:
        readiness.forget_readiness()
        response = client.get("/readyz")
        assert response.status_code == 200
        return json.loads(response.content)["checks"]["virus_scanner"]

    assert check() == {"ok": True, "needed": False}
    settings.VIRUS_SCANNER = "/nowhere/clamd.ctl"
    assert check() == {"ok": False, "needed": False}
    readiness.forget_readiness()


@pytest.mark.parametrize("kind", ["unix", "tcp"])
def test_a_file_goes_to_the_scanner_in_pieces_and_is_scanned_whole(settings, kind: str):
    pieces = [b"a" * 70_000, b"", VIRUS[:5], VIRUS[5:]]
    with a_scanner(kind) as found:
        settings.VIRUS_SCANNER = found.address
        assert name_of_virus(pieces, until=time.monotonic() + 5) == "Test.Virus-1"
        assert name_of_virus([], until=time.monotonic() + 5) == ""
        assert found.seen == [b"".join(pieces), b""]
        assert answers()
        with pytest.raises(ScannerAwayError):
            name_of_virus([b"x"], until=time.monotonic() - 1)
