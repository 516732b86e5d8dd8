"""Whose words a page may keep on a device: a mark that tells two visitors apart, and nothing about either.

A draft on a shared computer carries it, so that the next person is never offered the words of the one before.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from wegwijzer.web.people.queries import actor_of


def device_owner(request: HttpRequest) -> str:
    """The mark of who signed in, else of the session; the same for as long as they are."""
    actor = actor_of(request)
    whose = f"person:{actor.person}" if actor.person else f"session:{request.session.session_key or ''}"
    return salted_hmac("wegwijzer.device_owner", whose).hexdigest()[:24]
