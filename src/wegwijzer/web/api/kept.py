"""What is kept of keys: told in the export of who made them. Those for a firm go with it; a desk's stay the desk's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from wegwijzer.web.api.models import ApiKey
from wegwijzer.web.kept_elsewhere import Told, plain


def tell(firm: UUID, person: str) -> Told:
    """The keys that the person made for the firm, at desks and as an editor; never one for another firm of theirs."""
    rows = ApiKey.objects.filter(Q(firm_id=firm) | Q(firm=None), person_id=person).select_related("desk")
    names = ("prefix", "scopes", "created", "expires", "revoked_at", "last_used")
    return [{"title": row.name, "desk": str(row.desk or ""), **plain(row, *names)} for row in rows]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove every key for the firm, whoever made it."""
    ApiKey.objects.filter(firm_id=firm).delete()
