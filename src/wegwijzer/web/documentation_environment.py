"""Where the documentation of this installation stands; `environment` reads it with the others."""

from __future__ import annotations

from urllib.parse import urlsplit

from environs import Env

DOCUMENTATION_VARIABLES = (
    (
        "WEGWIJZER_DOCUMENTATION",
        "address of the built documentation, for a link at the foot of every page",
        "no link",
    ),
)
"""Name, meaning, default."""


def read_documentation(env: Env, problems: list[str]) -> str:
    """The address, empty where there is none; what is wrong with it is added to `problems` as a sentence."""
    address = env.str("DOCUMENTATION", "").strip()
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        problems.append(
            f'WEGWIJZER_DOCUMENTATION is "{address}": expected an address such as https://docs.wegwijzer.example/.'
        )
    return address
