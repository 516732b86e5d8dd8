"""A browser under load: cookies, forms, what pages bring along, and a clock that starts when somebody acts.

A wait is counted from the moment at which the person was to act, so that neither a queue before the server nor a
generator that falls behind makes it shorter. It lasts until the page is there, redirects included.
"""

from __future__ import annotations

import http.client
import re
import time
import urllib.parse
import uuid
from dataclasses import dataclass, field
from random import Random

from benchmarks.kill_nine_browser import Page, form_with
from benchmarks.load.record import STATIC, Record, Waited

PATIENCE = 30.0
"""Seconds after which it counts as no answer."""
_MOST_REDIRECTS = 5
_BROUGHT = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
Fields = list[tuple[str, str]]


class WentWrongError(Exception):
    """A step that could not be carried out; says which, and what came in its place."""


@dataclass
class Browsing:
    """One person with one browser, behind a proxy that tells the server the person's own address."""

    port: int
    record: Record
    dice: Random
    began: float
    address: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    _kept: set[str] = field(default_factory=set)
    _due: float = 0.0

    def __post_init__(self) -> None:
        """Act at once, from an address of one's own."""
        self.address = self.address or ".".join(["10", *(str(self.dice.randrange(256)) for _ in range(3))])
        self._due = time.monotonic()

    def start_at(self, moment: float) -> None:
        """Act at a moment (of `time.monotonic`), which may have passed."""
        self._due = moment

    def think(self, seconds: tuple[float, float]) -> None:
        """Read the page, or type, for a time between the two."""
        self._due = time.monotonic() + self.dice.uniform(*seconds)
        time.sleep(max(0.0, self._due - time.monotonic()))

    def get(self, step: str, path: str) -> Page:
        """A page, with what it brings along. Raises WentWrongError."""
        return self._open(step, "GET", path, None, "")

    def post(self, step: str, path: str, fields: Fields) -> Page:
        """The page that sending a form leads to. Raises WentWrongError."""
        return self._open(
            step, "POST", path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded"
        )

    def send_file(self, step: str, path: str, fields: Fields, name: str, file: tuple[str, bytes]) -> Page:
        """The page that sending a form with a file leads to. Raises WentWrongError."""
        edge = uuid.UUID(int=self.dice.getrandbits(128)).hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file[0]}"\r\n'
        parts += [f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), file[1]]
        parts.append(f"\r\n--{edge}--\r\n".encode())
        return self._open(step, "POST", path, b"".join(parts), f"multipart/form-data; boundary={edge}")

    def _open(self, step: str, method: str, path: str, body: bytes | None, kind: str) -> Page:
        self.record.begin(self, self._due - self.began)
        try:
            return self._wait(step, method, path, body, kind)
        finally:
            self.record.end(self)
            self._due = time.monotonic()  # who does not think acts at once

    def _wait(self, step: str, method: str, path: str, body: bytes | None, kind: str) -> Page:
        due, begun, requests = self._due, time.monotonic(), 0
        while True:
            requests += 1
            try:
                status, location, text = self._ask(method, path, body, kind)
            except (OSError, http.client.HTTPException) as error:
                raise WentWrongError(f"{step}: no answer ({type(error).__name__})") from error
            if status not in (301, 302, 303):
                break
            if requests == _MOST_REDIRECTS:
                raise WentWrongError(f"{step}: led in circles")
            method, path, body, kind = "GET", urllib.parse.urljoin(path, location), None, ""
        if status not in (200, 409):
            raise WentWrongError(f"{step}: {path} answered {status}")
        ended = time.monotonic()
        self.record.note(Waited(step, due - self.began, ended - due, begun - due, requests))
        self._bring(text)
        return Page(status, path, text)

    def _bring(self, text: str) -> None:
        """Ask for what the page needs and this browser does not have yet."""
        for path in dict.fromkeys(_BROUGHT.findall(text)):
            if path in self._kept:
                continue
            self._kept.add(path)
            begun = time.monotonic()
            try:
                status, _, _ = self._ask("GET", path, None, "")
            except (OSError, http.client.HTTPException) as error:
                raise WentWrongError(f"{STATIC}: no answer ({type(error).__name__})") from error
            if status != 200:
                raise WentWrongError(f"{STATIC}: {path} answered {status}")
            self.record.note(Waited(STATIC, begun - self.began, time.monotonic() - begun, 0.0, 1))

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[int, str, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": self.address,
        }
        if body is not None:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path.partition("#")[0], body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
        return answer.status, answer.getheader("Location", ""), text


def piece_with(page: Page, mark: str) -> str:
    """The text of the first form on a page that holds the mark; empty where there is none."""
    return next((found[0] for found in _FORM.finditer(page.body) if mark in found[0]), "")


def fields_of(page: Page, mark: str, name: str = "csrfmiddlewaretoken") -> Fields:
    """The fields of the first form that holds the mark, as they stand. Raises WentWrongError."""
    piece = piece_with(page, mark)
    if not piece:
        raise WentWrongError(f"no form with {mark} on {_plain(page.path)} ({page.status})")
    return form_with(Page(page.status, page.path, piece), name)


def _plain(path: str) -> str:
    """A path without what differs between visitors, so that errors of a kind count together."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path.partition("?")[0])
