"""What the page about a new shared link shows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from wegwijzer.web.guide.models import SharedRoadmap
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text


@dataclass(frozen=True, slots=True)
class ShareView:
    """The link, an e-mail with it ready to be sent, and the day until which it works."""

    address: str
    mail: str
    until: str


def share_view(shared: SharedRoadmap, address: str, language: str) -> ShareView:
    """Put the link in words. The mail opens in the visitor's own mail program: we send nothing."""
    until = date_text(shared.expires.date(), language)
    subject = say("guide.share.mail_subject", language)
    body = say("guide.share.mail_body", language, address=address, until=until)
    return ShareView(address, f"mailto:?subject={quote(subject)}&body={quote(body)}", until)
