"""The environment variables of the API: how many requests a caller may send in a minute, and whether over http."""

from __future__ import annotations

from dataclasses import dataclass

from environs import Env, EnvError

API_VARIABLES = (
    (
        "WEGWIJZER_API_PER_MINUTE",
        "requests to the API without a key in a minute, per address and worker process",
        "120",
    ),
    ("WEGWIJZER_API_KEY_PER_MINUTE", "requests to the API in a minute, per key and worker process", "600"),
    (
        "WEGWIJZER_API_ONLY_HTTPS",
        "refuse the API over plain http also where `WEGWIJZER_HTTPS` is off and no proxy is trusted",
        "true in production",
    ),
)
"""As (name, meaning, what holds without it)."""


@dataclass(frozen=True, slots=True)
class ApiEnvironment:
    """Requests in a minute, in one worker process: from an address without a key, and with a key.

    `only_https` refuses the API over plain http, whatever else is set.
    """

    per_address: int
    per_key: int
    only_https: bool


def read_api(env: Env, problems: list[str], *, is_production: bool) -> ApiEnvironment:
    """Read them; what is wrong is added to `problems`."""
    found = {}
    for name, default in (("API_PER_MINUTE", 120), ("API_KEY_PER_MINUTE", 600)):
        try:
            found[name] = env.int(name, default)
        except EnvError:
            problems.append(f"WEGWIJZER_{name} cannot be read: expected a whole number.")
            found[name] = default
        if found[name] < 1:
            problems.append(f"WEGWIJZER_{name} is below 1: nobody could ask anything.")
    try:
        only_https = env.bool("API_ONLY_HTTPS", is_production)
    except EnvError:
        problems.append("WEGWIJZER_API_ONLY_HTTPS cannot be read: expected true or false.")
        only_https = True
    return ApiEnvironment(found["API_PER_MINUTE"], found["API_KEY_PER_MINUTE"], only_https)
