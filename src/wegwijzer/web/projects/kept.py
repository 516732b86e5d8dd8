"""What is kept of a firm in collective projects: told in its export, gone with it."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.kept_elsewhere import Told
from wegwijzer.web.projects.models import TakingPartRow
from wegwijzer.web.projects.queries import kept_of_firm
from wegwijzer.wording.language import texts


def tell(firm: UUID, person: str) -> Told:
    """The projects it was asked for, and what it said."""
    return [dict(row) for row in kept_of_firm(firm)]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Take the firm out of every project."""
    TakingPartRow.objects.filter(firm_id=firm).delete()


def word(name: str, language: str) -> str:
    """How the firm stands, in words."""
    return texts("projects", language).get(f"projects.standing.{name}", "")
