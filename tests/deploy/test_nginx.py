"""The example of nginx for real: what it lets through, what it hides, and what it says when nobody answers."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

NGINX = ROOT / "deploy" / "nginx" / "wegwijzer.conf"


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory):
    """nginx with our example in a folder and on ports of its own, before a site that says what it was asked. Gives what
    an answer to a request is: status, headers and text."""
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("no nginx here")
    folder = tmp_path_factory.mktemp("nginx")
    plain, secure, site = free_port(), free_port(), ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    configured(folder, plain, secure, site.server_port)
    whole = folder / "nginx.conf"
    running = subprocess.Popen(["nginx", "-c", str(whole), "-e", str(folder / "errors"), "-g", "daemon off;"])

    def ask(path, *, tls=True, host="wegwijzer.example", body=None, port=None, **headers):
        context = ssl.create_default_context(cafile=folder / "fullchain.pem")
        context.check_hostname = False  # the certificate of a test has no alternative names
        given = port or (secure if tls else plain)
        plug = socket.create_connection(("127.0.0.1", given), timeout=10)
        connection = HTTPConnection("127.0.0.1", given)
        connection.sock = context.wrap_socket(plug, server_hostname=host) if tls else plug
        try:
            connection.request("GET" if body is None else "POST", path, body, {"Host": host, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    for _ in range(100):
        try:
            ask("/.well-known/acme-challenge/none", tls=False)
            break
        except OSError:
            time.sleep(0.05)
    yield ask, site
    running.terminate()
    running.wait(timeout=20)


def configured(folder: Path, plain: int, secure: int, site: int) -> None:
    """Our example as it stands, with the folders and ports of a test."""
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, "-subj", "/CN=wegwijzer.example", "-days", "2"], check=True, capture_output=True)
    shutil.copy(NGINX.parent / "away.html", folder)
    text = NGINX.read_text(encoding="utf-8")
    for before, after in (
        ("/etc/ssl/wegwijzer", str(folder)),
        ("/var/log/nginx", str(folder)),
        ("/var/www/wegwijzer", str(folder)),
        ("127.0.0.1:8000", f"127.0.0.1:{site}"),
    ):
        assert before in text
        text = text.replace(before, after)
    text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{plain}", re.sub(r"\n +listen \[::\].+", "", text))
    text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{secure}", text)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    http = f"http {{ {folders} include {folder}/site.conf; }}"
    whole = f"user {pwd.getpwuid(os.geteuid()).pw_name}; pid {folder}/pid; events {{}} {http}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")


class Asked(BaseHTTPRequestHandler):
    """Answers with the headers that it was asked with; what it is told to be on /as/NUMBER."""

    def do_GET(self):
        asked = re.fullmatch(r"/as/(\d+)", self.path)
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(int(asked[1]) if asked else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


def test_a_visitor_cannot_say_who_they_are_and_what_is_for_machines_is_not_there(behind_nginx):
    ask, _ = behind_nginx
    status, headers, text = ask(
        "/nl/", **{"X-Forwarded-For": "10.1.1.1", "X-Forwarded-Proto": "http", "X-Request-ID": "forged"}
    )
    seen = json.loads(text)
    assert (status, seen["x-forwarded-for"], seen["x-forwarded-proto"]) == (200, "127.0.0.1", "https")
    assert re.fullmatch("[0-9a-f]{32}", seen["x-request-id"])
    assert headers["Server"] == "nginx"
    assert [ask(path)[0] for path in ("/healthz", "/readyz", "/metrics")] == [404] * 3


def test_over_http_people_are_led_on_and_programs_refused(behind_nginx):
    ask, _ = behind_nginx
    status, headers, _ = ask("/nl/?q=1", tls=False)
    assert (status, headers["Location"]) == (301, "https://wegwijzer.example/nl/?q=1")
    assert ask("/api/v1/measures/", tls=False)[0] == 403
    with pytest.raises(HTTPException):
        ask("/nl/", tls=False, host="another.example")
    with pytest.raises(ssl.SSLError):
        ask("/nl/", host="another.example")


def test_what_is_too_large_is_refused_and_the_site_s_own_errors_pass(behind_nginx):
    ask, _ = behind_nginx
    assert ask("/nl/", body=b"x" * 3_000_000)[0] == 200
    assert ask("/nl/", body=b"x", **{"Content-Length": str(52 * 1024 * 1024)})[0] == 413
    assert [ask(f"/as/{status}")[0] for status in (404, 413, 503)] == [404, 413, 503]
    assert "even weg" not in ask("/as/503")[2]


def test_a_website_that_gives_no_answer_is_told_as_away(behind_nginx):
    ask, site = behind_nginx
    site.shutdown()
    site.server_close()
    status, headers, text = ask("/nl/")
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "30", "no-store")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    for language in ("even weg", "indisponible", "away for a moment"):
        assert language in text
    assert ask("/away.html")[0] in (404, 503)
