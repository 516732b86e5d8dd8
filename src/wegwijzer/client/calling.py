"""Calls of the API: keys and tokens, waiting when the site asks for it, and asking only for what changed."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from wegwijzer.client.errors import UnreachableError, problem_for
from wegwijzer.client.transport import Answer, Transport

_ROOT = "/api/v1"
_AGENT = "wegwijzer-client/1"
_WAITED_FOR = (429, 503)
_KEPT = 256
"""Answers that are kept with their ETag, the ones used last."""
_EARLY = 30
"""Seconds before its end that a token is replaced."""


class Caller:
    """Carries calls out. It is not shared between threads: make one for each."""

    def __init__(
        self,
        address: str,
        transport: Transport,
        *,
        key: str = "",
        client: tuple[str, str] | None = None,
        scopes: tuple[str, ...] = (),
        language: str = "nl",
        attempts: int = 4,
        longest_wait: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._root = address.rstrip("/") + _ROOT
        self._transport, self._key, self._client, self._scopes = transport, key, client, scopes
        self._language, self._attempts = language, max(1, attempts)
        self._longest_wait, self._sleep = longest_wait, sleep
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()
        self._token, self._token_ends = "", 0.0

    def get(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:
        """Read. What did not change since the last time comes from what was kept."""
        query = urlencode([(name, _plain(value)) for name, value in (asked or {}).items() if value is not None])
        url = f"{self._root}{path}{'?' + query if query else ''}"
        return self._read(url)

    def pages(self, path: str, asked: Mapping[str, Any]) -> Iterator[Any]:
        """Every entry of a list, page after page as they are needed."""
        page = self.get(path, asked)
        while True:
            yield from page["items"]
            following = page.get("next")
            if not following:
                return
            # The next page by its question alone: behind a proxy the site may know itself under another name.
            page = self._read(f"{self._root}{path}?{following.partition('?')[2]}")

    def send(
        self,
        path: str,
        given: Mapping[str, Any] | None,
        *,
        is_read: bool = False,
        once: bool = False,
        version: int | None = None,
    ) -> Any:
        """Send. `is_read`: it changes nothing. `once`: however often it is repeated it is carried out once. `version`:
        only if it stands there.

        A call whose answer is lost is repeated if it is one of the first two: else it is not known what became of it.
        """
        headers = {"Content-Type": "application/json"} if given is not None else {}
        if once:
            headers["Idempotency-Key"] = str(uuid4())
        if version is not None:
            headers["If-Match"] = f'"{version}.0"'  # changes are compared by the version alone
        body = None if given is None else json.dumps(given, default=_plain).encode()
        answer = self._call("POST", f"{self._root}{path}", headers, body, may_repeat=once or is_read)
        return _json(answer) if answer.body else None

    def remove(self, path: str) -> None:
        """Remove. What is gone already when a call is repeated is told as NotFoundError."""
        self._call("DELETE", f"{self._root}{path}", {}, None, may_repeat=False)

    def _read(self, url: str) -> Any:
        etag, known = self._kept.get(url, ("", None))
        answer = self._call("GET", url, {"If-None-Match": etag} if etag else {}, None, may_repeat=True)
        if answer.status == 304:
            self._kept.move_to_end(url)
            return json.loads(known)
        found = _json(answer)
        if tag := answer.headers.get("etag"):
            self._kept[url] = (tag, answer.body)
            self._kept.move_to_end(url)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, may_repeat: bool
    ) -> Answer:
        """Carry a call out, waiting where the site asks for it. Raises ProblemError and UnreachableError."""
        sent = {"Accept": "application/json", "Accept-Language": self._language, "User-Agent": _AGENT, **headers}
        sent |= self._authorization()
        for attempt in range(1, self._attempts + 1):
            is_last = attempt == self._attempts
            try:
                answer = self._transport(method, url, sent, body)
            except UnreachableError:
                if is_last or not may_repeat:
                    raise
                self._sleep(_backoff(attempt))
                continue
            if answer.status < 300 or answer.status == 304:
                return answer
            wait = retry_after(answer)
            if answer.status in _WAITED_FOR and not is_last and (wait or 0) <= self._longest_wait:
                self._sleep(_backoff(attempt) if wait is None else wait)
                continue
            raise problem_for(answer.status, _told(answer), retry_after=wait)
        raise AssertionError  # the last attempt returned or raised

    def _authorization(self) -> dict[str, str]:
        if self._client is not None and time.time() >= self._token_ends - _EARLY:
            self._token, self._token_ends = self._new_token(*self._client)
        secret = self._token or self._key
        return {"Authorization": f"Bearer {secret}"} if secret else {}

    def _new_token(self, client_id: str, client_secret: str) -> tuple[str, float]:
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
        if self._scopes:
            form["scope"] = " ".join(self._scopes)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": _AGENT}
        asked = time.time()
        answer = self._transport("POST", f"{self._root}/token", headers, urlencode(form).encode())
        if answer.status != 200:
            raise problem_for(answer.status, _told(answer), retry_after=retry_after(answer))
        told = _json(answer)
        return str(told["access_token"]), asked + float(told["expires_in"])


def path_of(*parts: object) -> str:
    """The path of a thing, whatever signs its id has."""
    return "/" + "/".join(quote(str(part), safe="") for part in parts)


def retry_after(answer: Answer) -> float | None:
    """For how many seconds the site asks to wait; None where it says nothing."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _backoff(attempt: int) -> float:
    return 0.5 * float(2 ** (attempt - 1))


def _plain(value: Any) -> Any:
    """A day or an id as text, yes and no as the API writes them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _json(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        raise UnreachableError("the answer is no JSON: is this the address of a Wegwijzer?") from None


def _told(answer: Answer) -> Mapping[str, Any]:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
