"""What is kept of somebody who wants to be told of changes: told in their export, gone when they say so."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.publications.models import Watch


def tell(firm: UUID, person: str) -> Told:
    """The facts that changes are held against, and until when."""
    rows = Watch.objects.filter(person_id=person) if person else Watch.objects.none()
    return [plain(row, "created", "expires", "firm") for row in rows]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove it, with `own`."""
    if own and person:
        Watch.objects.filter(person_id=person).delete()
