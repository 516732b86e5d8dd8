"""One request over the line, with the standard library. A key goes to the site that it is for, never further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from wegwijzer.client.errors import UnreachableError

_LARGEST = 32 * 1024 * 1024
"""Bytes of an answer; the largest of the API is some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport(Protocol):
    """Whatever carries a request: the standard library's below, or a library of your own."""

    def __call__(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Carry it. Raises UnreachableError when nothing came back."""


class UrllibTransport:
    """Carries requests with `urllib`, through the proxies that the environment names."""

    def __init__(self, *, timeout: float = 30.0) -> None:
        self._timeout = timeout

    def __call__(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Carry it. Raises UnreachableError when nothing came back, or from somewhere else."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise UnreachableError(f"{url}: an address begins with https:// (or http:// on your own machine)")
        request = Request(url, data=body, method=method)  # noqa: S310  # the scheme was looked at
        for name, value in headers.items():
            request.add_unredirected_header(name, value)  # whatever follows a redirect has no key with it
        try:
            with urlopen(request, timeout=self._timeout) as found:  # noqa: S310
                if found.geturl() != url:
                    raise UnreachableError(f"{url} leads to {found.geturl()}: give that address")
                return Answer(found.status, _small(found.headers.items()), found.read(_LARGEST))
        except HTTPError as error:
            with error:
                return Answer(error.code, _small(error.headers.items()), error.read(_LARGEST))
        except URLError as error:
            raise UnreachableError(f"{url}: {error.reason}") from error
        except (OSError, ValueError) as error:
            raise UnreachableError(f"{url}: {error}") from error


def _small(headers: object) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in headers}  # type: ignore[attr-defined]
