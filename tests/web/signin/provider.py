"""The provider's process, and somebody who signs in there, as the tests drive them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from wegwijzer.web.oidc_providers import OidcProvider

SERVER = Path(__file__).with_name("provider_server.py")


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    port: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def knows(self, sub: str, **claims: Any) -> None:
        """Somebody is registered there."""
        requests.put(f"{self.address}/users/{sub}", json=claims, timeout=5).raise_for_status()

    def settings(self, **changes: Any) -> OidcProvider:
        """How our site is told of it."""
        told = {
            "id": "acm",
            "name": "ACM",
            "server_url": self.address,
            "client_id": "wegwijzer",
            "secret": "a secret of the test",
            "gives_numbers": True,
        }
        return OidcProvider(**{**told, **changes})


@contextmanager
def running_provider(*, token_seconds: int = 3600) -> Iterator[Provider]:
    """A provider that runs until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(SERVER), str(token_seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Provider(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
