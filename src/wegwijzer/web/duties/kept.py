"""What is kept of duties: told in the export of who keeps them, gone when they say so."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.web.duties.models import Keeper, Support
from wegwijzer.web.kept_elsewhere import Told, plain


def tell(firm: UUID, person: str) -> Told:
    """The list of the person, without the secret addresses of its calendar."""
    rows = Support.objects.filter(keeper__person_id=person)
    return [plain(row, "title", "measure", "created", "changed", "days", "done") for row in rows]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove the list with `own`."""
    if own:
        Keeper.objects.filter(person_id=person).delete()
