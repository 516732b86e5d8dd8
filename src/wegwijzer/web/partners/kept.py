"""What partner search keeps of a firm: told in its export, gone with it."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from wegwijzer.web.kept_elsewhere import Told
from wegwijzer.web.partners.actions import stop
from wegwijzer.web.partners.models import Seeking
from wegwijzer.web.partners.queries import kept_of_firm
from wegwijzer.wording.language import texts


def tell(firm: UUID, person: str) -> Told:
    """What the firm has and seeks, whom it was shown, and its requests."""
    kept = kept_of_firm(firm)
    return [dict(kept)] if kept else []


def forget(firm: UUID, person: str, own: bool) -> None:
    """Take the firm out of the search; whoever waited for it hears that nothing comes of it."""
    for row in Seeking.objects.filter(firm_id=firm):
        stop(row, at=timezone.now())


def word(name: str, language: str) -> str:
    """A market or the state of a request, in words."""
    known = texts("partners", language)
    return known.get(f"partners.market.{name}", "") or known.get(f"partners.state.{name}", "")
