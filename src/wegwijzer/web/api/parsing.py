"""Reading the body of a request: JSON and nothing else, strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

JSON = "application/json"
_SURROGATES = range(0xD800, 0xE000)


class UnsupportedTypeError(Exception):
    """The body is of another type than the operation takes."""


class NotJsonError(ValueError):
    """The body is no JSON, or JSON that says nothing sure. `code` is the reason, worded under `api.body`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class StrictJson(Parser):
    """Refuses what Python would let pass: NaN, a key given twice, signs that no database holds."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as plain data. Raises UnsupportedTypeError and NotJsonError."""
        if request.content_type != JSON:
            raise UnsupportedTypeError
        return read_json(request.body)


def read_json(body: bytes) -> Any:
    """JSON as plain data. Raises NotJsonError."""
    try:
        data = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once_each)
    except NotJsonError:
        raise
    except UnicodeDecodeError:
        raise NotJsonError("not_utf8") from None
    except RecursionError:
        raise NotJsonError("too_deep") from None
    except ValueError:
        raise NotJsonError("not_json") from None
    if any(not is_writable(text) for text in _texts(data)):
        raise NotJsonError("signs")
    return data


def is_writable(text: str) -> bool:
    """Whether a database and a file can hold the text: no NUL, no half of a pair of signs."""
    return "\x00" not in text and not any(ord(sign) in _SURROGATES for sign in text)


def _no_constant(name: str) -> NoReturn:
    raise NotJsonError("not_a_number")


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJsonError("twice")
    return found


def _texts(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
