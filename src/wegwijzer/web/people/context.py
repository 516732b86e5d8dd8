"""What every template may ask about who looks at it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from wegwijzer.web.device_owner import device_owner
from wegwijzer.web.languages import language_of
from wegwijzer.web.people.menu import own_pages
from wegwijzer.web.people.queries import actor_of, is_staff, waits_for_code


def actor_context(request: HttpRequest) -> dict[str, object]:
    """`actor`: who sends the request, `own_pages`: their menu, `device_owner`: a mark of them for drafts on a device,
    `waits_for_code`: whether they must show a second factor first, `idle_seconds`: after how long without doing
    anything they are signed out, where that is soon.

    Each is worked out when a template asks for it.
    """
    return {
        "actor": SimpleLazyObject(lambda: actor_of(request)),
        "own_pages": lambda: own_pages(actor_of(request), language_of(request)),
        "waits_for_code": lambda: waits_for_code(request),
        "device_owner": lambda: device_owner(request),
        "idle_seconds": lambda: int(settings.STAFF_IDLE.total_seconds()) if is_staff(actor_of(request)) else 0,
    }
