"""Whom to tell of a weakness, where machines and researchers look for it (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

_HOLDS_FOR = timedelta(days=180)
"""From the day it is asked for: well within the year that the RFC advises, and gone when the site is."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The file; not there while nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    text = written(settings.SECURITY_CONTACT, settings.SITE_ADDRESS, at=timezone.now())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def written(contact: str, site: str, *, at: datetime) -> str:
    """The fields, each on a line.

    >>> print(written("mailto:a@b.example", "https://b.example", at=datetime(2026, 11, 30, 9, tzinfo=UTC)))
    Contact: mailto:a@b.example
    Expires: 2027-05-29T00:00:00Z
    Preferred-Languages: nl, en, fr
    Canonical: https://b.example/.well-known/security.txt
    <BLANKLINE>
    """
    expires = (at.astimezone(UTC) + _HOLDS_FOR).date()
    return (
        f"Contact: {contact}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        "Preferred-Languages: nl, en, fr\n"
        f"Canonical: {site}/.well-known/security.txt\n"
    )
