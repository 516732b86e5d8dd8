"""Two lines for the client: one that answers as a test tells it to, and one to the website in this process."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.request import BaseHandler, Request
from urllib.response import addinfourl

from django.test import Client

from wegwijzer.client.errors import UnreachableError
from wegwijzer.client.transport import Answer

SITE = "http://testserver"


@dataclass
class Asked:
    """One request."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: Any

    @property
    def path(self) -> str:
        return self.url.removeprefix(f"{SITE}/api/v1").partition("?")[0]


@dataclass
class Told:
    """Answers what it was given, one after the other, the last one always; None is a line that breaks."""

    answers: list[tuple[int, Mapping[str, str], Any] | None]
    asked: list[Asked] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def __call__(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        kind = headers.get("Content-Type", "")
        sent = json.loads(body) if body and kind == "application/json" else body
        self.asked.append(Asked(method, url, dict(headers), sent))
        given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if given is None:
            raise UnreachableError("the line broke")
        status, answered, told = given
        return Answer(status, answered, told if isinstance(told, bytes) else json.dumps(told).encode())


class ToTheSite(BaseHandler):
    """Lets `urllib` ask the website in this process: no server, and everything else as on the line."""

    handler_order = 100

    def http_open(self, request: Request) -> addinfourl:
        headers = {**request.headers, **request.unredirected_hdrs}
        sent = {
            name: value for name, value in headers.items() if name not in ("Host", "Content-type", "Content-length")
        }
        found = Client(raise_request_exception=False).generic(
            request.get_method(),
            request.selector,
            request.data or b"",
            content_type=headers.get("Content-type", ""),
            headers=sent,
        )
        told = Message()
        for name, value in found.items():
            told[name] = value
        answer = addinfourl(io.BytesIO(found.content), told, request.full_url, found.status_code)
        answer.msg = found.reason_phrase  # type: ignore[attr-defined]
        return answer
