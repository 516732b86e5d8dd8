"""Versions of what can be changed: an ETag that says the version, and If-Match that asks for it.

The tag of a question at a desk is `"<version>.<digest of the answer>"`. A change is compared on the version alone, so
that a message that came meanwhile does not stand in its way; reading compares the whole tag.
"""

from __future__ import annotations

import re
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

_TAG = re.compile(r'"(\d{1,9})\.[0-9a-f]+"\Z', re.ASCII)
_SIGNS = 16


class NoVersionError(Exception):
    """A change without If-Match."""


class WrongVersionError(Exception):
    """A change with an If-Match that is none of ours."""


def put_version(response: HttpResponse, version: int, body: str) -> None:
    """Say which version an answer shows."""
    response["ETag"] = f'"{version}.{sha256(body.encode()).hexdigest()[:_SIGNS]}"'


def asked_version(request: HttpRequest, *, now: int) -> int:
    """The version that a change is about; `now` is what `*` stands for. Raises NoVersionError, WrongVersionError."""
    header = request.headers.get("If-Match", "")
    if not header.strip():
        raise NoVersionError
    if header.strip() == "*":
        return now
    found = [_TAG.match(tag) for tag in parse_etags(header)]
    versions = [int(tag[1]) for tag in found if tag is not None]
    if not versions:
        raise WrongVersionError
    return now if now in versions else versions[0]
