"""What somebody copies into their own site."""

from __future__ import annotations

from html import escape

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from wegwijzer.web.mail_environment import DEVELOPMENT_ADDRESS
from wegwijzer.wording.language import say


def site_origin(request: HttpRequest) -> str:
    """Our site's public address; in development, where none is set, the one that was asked."""
    known = str(settings.SITE_ADDRESS)
    return request.build_absolute_uri("/").rstrip("/") if known == DEVELOPMENT_ADDRESS else known


def snippet_of(language: str, partner: str, *, origin: str) -> str:
    """The script tag, and the link for who has no script."""
    whose = f' data-partner="{escape(partner)}"' if partner else ""
    front = origin + reverse("guide:front", args=[language])
    return (
        f'<script src="{origin}{reverse("widget_script")}" data-lang="{language}"{whose} async></script>\n'
        f'<noscript><a href="{front}">{escape(say("widget.frame.link", language))}</a></noscript>'
    )
