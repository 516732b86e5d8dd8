"""Addresses of static files that change with their content, so that browsers may keep them for long."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class FingerprintedStorage(StaticFilesStorage):
    """Adds a digest of the content to the address; no collectstatic step is needed."""

    def url(self, name: str | None) -> str:
        """The address with the digest."""
        address = super().url(name)
        digest = _digest(str(name)) if not settings.DEBUG else ""
        return f"{address}?v={digest}" if digest else address


@cache
def _digest(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
