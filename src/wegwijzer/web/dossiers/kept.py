"""What is kept of a firm's dossiers: told in its export, gone with the firm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from wegwijzer.readers.dossier import shipped_structure
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.wording.language import local, texts


def tell(firm: UUID, person: str) -> Told:
    """The dossiers of the firm, and those of the person that belong to no firm yet, with all that lies in them."""
    rows = Dossier.objects.filter(Q(firm_id=firm) | Q(firm=None, owner__person_id=person)).order_by("created")
    below = ("versions__person", "rivals__person", "comments__person", "looks__person", "invitations__desk")
    return [_told(row) for row in rows.prefetch_related(*below)]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove the firm's dossiers, whoever of it wrote them; with `own` the person's that belong to no firm too."""
    Dossier.objects.filter(firm_id=firm).delete()
    if own:
        Dossier.objects.filter(firm=None, owner__person_id=person).delete()


def word(name: str, language: str) -> str:
    """A part by its title, a field of a table by its label."""
    titles = {part.id.value: local(part.title, language) for part in shipped_structure().parts}
    return titles.get(name) or texts("dossiers", language).get(f"dossiers.field.{name}", "")


def _told(row: Dossier) -> dict[str, Any]:
    days = ("created", "updated", "submitted_on", "approved_on", "starts_on", "ends_on")
    return {
        **plain(row, "title", "measure", "language", *days, "parts", "origins", "facts"),
        "attachments": [
            plain(item, "name", "media", "size", "at") for item in row.attachments.defer("content").order_by("at")
        ],
        "comments": [{**_who(item), **plain(item, "at", "part", "side", "words")} for item in row.comments.all()],
        "invitations": [
            {**plain(item, "name", "created", "accepted_at", "withdrawn_at"), "desk": str(item.desk or "")}
            for item in row.invitations.all()
        ],
        "looks": [{**_who(item), **plain(item, "at", "what")} for item in row.looks.all()],
        "rivals": [{**_who(item), **plain(item, "at", "part", "written")} for item in row.rivals.all()],
        "versions": [
            {**_who(item), **plain(item, "number", "at", "kind", "measure", "parts")} for item in row.versions.all()
        ],
    }


def _who(item: Any) -> dict[str, str]:
    return {"person": item.person.name if item.person is not None else ""}
