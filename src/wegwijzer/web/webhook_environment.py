"""The environment variable of messages to other systems; `environment` reads it with the others."""

from __future__ import annotations

from environs import Env

from wegwijzer.readers.reaching import FetchError, target_of

WEBHOOK_VARIABLES = (
    (
        "WEGWIJZER_WEBHOOK_ORIGINS",
        "origins inside your network that webhooks may go to, with commas between",
        "the public internet over https alone",
    ),
)
"""Name, meaning, default."""


def read_webhook_origins(env: Env, problems: list[str]) -> frozenset[str]:
    """The origins (scheme, host, port); what is wrong with them is added to `problems`, a sentence each."""
    found = set()
    for written in filter(None, (part.strip() for part in env.str("WEBHOOK_ORIGINS", "").split(","))):
        try:
            target = target_of(written)
            is_origin = target.path == "/" and not written.lower().startswith("webcal")
        except FetchError:
            is_origin = False
        if is_origin:
            found.add(target.origin)
        else:
            expected = "an origin such as https://crm.intern.example:8443, without a path"
            problems.append(f'WEGWIJZER_WEBHOOK_ORIGINS holds "{written}": expected {expected}.')
    return frozenset(found)
