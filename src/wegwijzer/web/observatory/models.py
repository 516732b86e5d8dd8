"""What the observatory keeps: files that analysts sent, and the figures made of them, without what must stay hidden."""

from __future__ import annotations

import uuid

from django.db import models


class SentFile(models.Model):
    """A file of an analyst: `use` (who used which measure when) or `excluded` (how many firms are kept out by what).

    `content` and `population` of a file of use are kept until its figures are made, and empty afterwards: nothing of a
    single firm stays. `is_shown` is the one of its kind whose figures the pages show.
    """

    class Kind(models.TextChoices):
        """What the file tells."""

        USE = "use"
        EXCLUDED = "excluded"

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    is_synthetic = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=b"")
    population = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.TextField(blank=True)
    is_shown = models.BooleanField(default=False)
    sent_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} file {self.id}"


class Aggregate(models.Model):
    """Figures made beforehand, with what must stay hidden taken out already: pages read nothing else.

    `name` says which (`reach`, `crossings`, `unmet`, `waiting`, `walks` …), `year` of which year; `file` from which
    file, None for Wegwijzer's own use.
    """

    name = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    file = models.ForeignKey(SentFile, on_delete=models.CASCADE, null=True, related_name="aggregates")
    data = models.JSONField()
    until = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "year", "file"], condition=models.Q(file__isnull=False), name="aggregate_of_file_once"
            ),
            models.UniqueConstraint(
                fields=["name", "year"], condition=models.Q(file__isnull=True), name="aggregate_of_own_use_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.year}"
