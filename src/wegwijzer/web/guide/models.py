"""What the guide keeps: one visitor's walk, and roadmaps that were shared."""

from __future__ import annotations

import secrets
import uuid

from django.db import models


def new_token() -> str:
    """A token that nobody can guess (192 bits)."""
    return secrets.token_urlsafe(24)


class Walk(models.Model):
    """One visitor's way from a need to a roadmap; its id stands only in that visitor's signed cookie.

    `answers` are plain values by fact id, as a firm file would give them; `dont_know` the facts answered with "I
    don't know"; `asked` the facts of the walk in the order in which they came up. `domains` are the business
    domains that the visitor chose instead of those read from the need (None: none chosen). `registered` is what
    registers knew of the enterprise number (`registered.Registered`). `understood` is what the visitor said to what we
    read in the need (`understood_state.UnderstoodState`). `stands_at` is how far they came: the fact of the question
    that they were led to last, or ROADMAP once they saw it.
    """

    ROADMAP = "roadmap"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.TextField()
    enterprise_number = models.CharField(max_length=10, blank=True)
    answers = models.JSONField(default=dict)
    dont_know = models.JSONField(default=list)
    asked = models.JSONField(default=list)
    domains = models.JSONField(null=True)
    registered = models.JSONField(default=dict)
    understood = models.JSONField(default=dict)
    stands_at = models.CharField(max_length=80, blank=True)
    created = models.DateTimeField(db_index=True)
    updated = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-updated"]

    def __str__(self) -> str:
        return f"walk {self.id}"


class SharedRoadmap(models.Model):
    """A roadmap for whoever has the link: objective facts and domains, nothing that names the firm or its words."""

    token = models.CharField(primary_key=True, max_length=43, default=new_token, editable=False)
    answers = models.JSONField(default=dict)
    business_domains = models.JSONField(default=list)
    expertise_domains = models.JSONField(default=list)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"shared roadmap of {self.created:%Y-%m-%d}"
