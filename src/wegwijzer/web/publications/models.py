"""Changes of rules: proposed, decided on by somebody else, published, and undone by another publication.

The files are the truth of the catalogue, and what is published is a file's text (ADR 29). Nothing here is deleted.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Proposal(models.Model):
    """One change of one measure, by one editor.

    `change` is the change file that it was made from ("" for a whole file or an undoing), `text` and `cases` the
    measure's files with it, and `base` the digest of the measure's file that it was made on. `simulation` is what it
    does to an invented population, kept with `simulated` that says what was computed.
    """

    class State(models.TextChoices):
        """Where it stands. A rejected or withdrawn one stays, to be looked up."""

        DRAFT = "draft"
        WAITING = "waiting"
        PUBLISHED = "published"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class Kind(models.TextChoices):
        """What it was made from."""

        CHANGE = "change"
        FILE = "file"
        UNDO = "undo"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.SlugField(max_length=80, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    change = models.TextField(blank=True)
    text = models.TextField()
    cases = models.TextField(blank=True)
    base = models.CharField(max_length=16)
    starts = models.DateField()
    reason = models.TextField()
    source_title = models.TextField()
    source_url = models.TextField()
    confidence = models.CharField(max_length=10)
    undoes = models.ForeignKey("Publication", on_delete=models.PROTECT, null=True, related_name="undoings")
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.TextField(blank=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    simulated = models.CharField(max_length=80, blank=True)
    simulation = models.JSONField(null=True)

    class Meta:
        ordering = ["-changed", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("author")), name="proposal_decided_by_another"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "rejected"]) | Q(decided_by__isnull=False),
                name="proposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(decision=""), name="proposal_rejected_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.id}"


class Publication(models.Model):
    """A measure's file as it stands from then on. The last one of a measure stands; its id grows with each.

    `step` counts those of a measure, so that two made on the same text cannot both be published. `told` is when the
    firms that asked for it were told.
    """

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="publication")
    measure = models.SlugField(max_length=80)
    step = models.PositiveIntegerField()
    text = models.TextField()
    cases = models.TextField(blank=True)
    text_before = models.TextField()
    cases_before = models.TextField(blank=True)
    starts = models.DateField()
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    source_title = models.TextField()
    source_url = models.TextField()
    confidence = models.CharField(max_length=10)
    at = models.DateTimeField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    told = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "step"], name="publication_step_once"),
            models.CheckConstraint(condition=~Q(approver=F("author")), name="publication_approved_by_another"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(source_url=""), name="publication_has_reason_and_source"
            ),
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class Watch(models.Model):
    """Somebody asked to be told when a published change of rules makes their roadmap another one.

    `firm` are the facts of their roadmap, as a firm file would give them. `stop` is the secret part of the address that
    ends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    firm = models.JSONField()
    stop = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"watch {self.id}"
