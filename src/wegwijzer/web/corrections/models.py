"""Sentences that visitors let us keep to learn from, with what was proposed and what they chose."""

from __future__ import annotations

import uuid

from django.db import models


class Correction(models.Model):
    """One sentence without names or numbers; nothing here leads to a visitor, a firm or an hour.

    `proposed` are the likeliest business domains with their scores, `chosen` those that the visitor confirmed or chose
    (none: none of them fits), `expertise` the fields of expertise that the reader was sure of: nobody confirmed these.
    It is learnt from only once an editor accepted it; what is rejected is removed at once.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        ACCEPTED = "accepted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField()
    language = models.CharField(max_length=2)
    proposed = models.JSONField(default=list)
    chosen = models.JSONField(default=list)
    expertise = models.JSONField(default=list)
    day = models.DateField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"correction {self.id}"
