"""A form that was sent, kept under its one-time key."""

from __future__ import annotations

import uuid

from django.db import models


class SentForm(models.Model):
    """That a form was sent, under the one-time key with which it was shown, and what came of it.

    Kept in the transaction that does what the form asks, so that whoever sends it again, even at the same moment, finds
    it. `content` is a digest of what was sent, `person` who may see what came of it; None while nobody is sure to.
    `passed`, `need` and `pending` are of a question that was passed on, as ids alone: they may be erased before this.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    content = models.CharField(max_length=64)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    by_visitor = models.BooleanField()
    passed = models.CharField(max_length=20, blank=True)
    need = models.UUIDField(null=True)
    pending = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["pending"], condition=models.Q(pending__isnull=False), name="sent_form_pending"),
        ]

    def __str__(self) -> str:
        return f"sent form {self.pk}"
