"""Which addresses a message may go to: https on the public internet, or an origin that the operator named."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings

from wegwijzer.readers.agenda.public_addresses import is_public
from wegwijzer.readers.reaching import FetchError, Target, target_of

_PORTS = frozenset({443, 8443})
"""Where systems listen for https. No other port of a machine is knocked on."""


def checked_target(address: str) -> Target:
    """An address that may be asked, taken apart. Raises FetchError: its form, its scheme, its port, or not public.

    Where a name leads to is looked at each time that something is sent (`readers.reaching`); an address in numbers
    is refused here already.
    """
    target = target_of(address.strip().partition("#")[0])
    if is_named_by_operator(target):
        return target
    if target.scheme != "https":
        raise FetchError("scheme", target.scheme)
    if target.port not in _PORTS:
        raise FetchError("port", str(target.port))
    if _is_number(target.host) and not is_public(target.host):
        raise FetchError("not_public", target.host)
    return target


def written(target: Target) -> str:
    """An address in its usual form."""
    return f"{target.origin}{target.path}"


def guard_of(target: Target) -> tuple[Callable[[str], bool], frozenset[int]]:
    """Which machines and ports may be reached for an address."""
    if is_named_by_operator(target):
        return (lambda machine: True), frozenset({target.port})
    return is_public, _PORTS


def is_named_by_operator(target: Target) -> bool:
    """Whether the operator let messages go to this origin, wherever it is."""
    return target.origin in settings.WEBHOOK_ORIGINS


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
