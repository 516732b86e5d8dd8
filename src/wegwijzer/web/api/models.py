"""What is kept of keys for the API. The secret itself is shown once and never kept."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models


class ApiKey(models.Model):
    """A key of a desk, that acts as the person who made it and does no more than they may at that desk.

    With a firm instead it does what they may as who speaks for that firm, and goes with it. Without either it is an
    editor's, and does what an editor may.

    `prefix` is the part that may be read aloud, also the client id for OAuth2; `digest` the SHA-256 of the whole key.
    `last_used` is kept to the minute. A key that was revoked or has expired stays in the list for a year.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, null=True, related_name="api_keys")
    firm = models.ForeignKey("referral.Firm", on_delete=models.CASCADE, null=True, related_name="api_keys")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    last_used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created", "prefix"]

    def __str__(self) -> str:
        return f"key {self.prefix}"

    def is_alive(self, at: datetime) -> bool:
        """Whether it opens anything at that moment."""
        return self.revoked_at is None and self.created <= at < self.expires
