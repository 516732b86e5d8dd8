"""How people come in and stay in: sessions, links from letters, attempts, and what an official sign-in proved."""

from __future__ import annotations

import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """One browser. `person` is who signed in there, None for a visitor; the columns repeat what the session holds.

    `how` is mail, password or the id of the site they signed in through; `device` a word for the browser, such as
    "Firefox, Windows". A row that is gone is a sign-in that ended.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="sessions")
    began = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)
    how = models.CharField(max_length=50, blank=True)
    device = models.CharField(max_length=100, blank=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    def __str__(self) -> str:
        return "session"


class Link(models.Model):
    """A link in a letter that signs its reader in, once. `digest` is the SHA-256 of its token, which is kept nowhere.

    `to_path` is the page it leads to. `used_at` is also set when a newer link took its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    to_path = models.CharField(max_length=500)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.id}"


class Attempts(models.Model):
    """How often something was tried in a row, under a keyed digest of what it was and by or for whom.

    `blocked_until` is when it may be tried again.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    first = models.DateTimeField()
    last = models.DateTimeField(db_index=True)
    blocked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.count} attempts"


class OfficialClaim(models.Model):
    """What an official sign-in said of a person and an enterprise, when they last signed in with it.

    `claim` is organisation (they came in for it), representative (they may act for it by law) or mandate (it gave
    them one). `provider` is the site that said so.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="claims")
    enterprise_number = models.CharField(max_length=10)
    claim = models.CharField(max_length=20)
    provider = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "provider", "enterprise_number", "claim"], name="claim_once_per_provider"
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.pk}"


class Change(models.Model):
    """Something that changed in who may do what: who did it, to whom, where. Never changed.

    `kind` is invited, member_added, role_changed, member_removed, site_role_given, site_role_taken,
    two_factors_reset, deactivated or activated; `detail` is a role where there is one.
    """

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="changes")
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="changes")
    kind = models.CharField(max_length=30)
    detail = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
