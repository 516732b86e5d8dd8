"""Files beside a dossier: taken in, and taken away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from wegwijzer.readers.dossier_attachments import AttachmentError, read_attachment
from wegwijzer.web.dossiers.models import Attachment, Dossier

MOST_FILES = 20
MOST_BYTES = 50 * 1024 * 1024
"""Files of one dossier, and bytes of all of them."""


@transaction.atomic
def attach(dossier: Dossier, name: str, content: bytes, *, person: str | None, at: datetime) -> Attachment:
    """Keep a file. Raises AttachmentError when it may not be, or when there are as many as there may be."""
    read = read_attachment(name, content)
    Dossier.objects.select_for_update().get(pk=dossier.pk)
    own = Attachment.objects.filter(dossier=dossier)
    held = own.aggregate(sum=Sum("size"))["sum"] or 0
    if own.count() >= MOST_FILES or held + len(read.content) > MOST_BYTES:
        raise AttachmentError("full")
    return Attachment.objects.create(
        dossier=dossier,
        name=read.name,
        media=read.media,
        size=len(read.content),
        content=read.content,
        at=at,
        person_id=person,
    )


def detach(dossier: Dossier, attachment_id: UUID) -> None:
    """Take a file away."""
    Attachment.objects.filter(dossier=dossier, pk=attachment_id).delete()
