"""What is to be sent, kept until it is sent, the lines that wait for a weekly digest, and the worker's sign of life."""

from __future__ import annotations

import uuid

from django.db import models


class Outgoing(models.Model):
    """One e-mail. `key` is unique: the same thing is never put in twice.

    A row is `waiting`, then `sending` for the worker that holds it, then `sent`. `unsure` is one whose worker died
    while it was handing the mail over: whether it went cannot be known, so it is not sent again by itself. `failed`
    is one that the mail server refused for good. `case` is the id of the case it belongs to, so that erasing finds
    it. The words are written when it is sent, from `kind`, `language` and `values`; `calendar` is an invitation to go
    with it. Once it is sent, values and calendar go: they may hold a link that signs somebody in.
    """

    class State(models.TextChoices):
        """Where a letter stands."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        UNSURE = "unsure"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    values = models.JSONField(default=dict, blank=True)
    calendar = models.TextField(blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    case = models.UUIDField(null=True, db_index=True)
    created = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created", "id"]
        indexes = [
            models.Index(fields=["state", "not_before"], name="to_send"),
            models.Index(fields=["to", "state", "created"], name="order_per_recipient"),
        ]

    def __str__(self) -> str:
        return f"outgoing {self.key}"


class DigestLine(models.Model):
    """A line that waits for a person's next digest; `digest` is the key of the mail that took it along.

    `title` is what its case is called in the digest, and `thing` what the line tells of: of the lines about one thing
    the digest tells the last alone. Each "" for none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="digest_lines")
    kind = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    case = models.UUIDField(null=True, db_index=True)
    title = models.CharField(max_length=200, blank=True)
    thing = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"digest line {self.key}"


class Heartbeat(models.Model):
    """When a worker last showed that it is alive; `name` says which, by machine and process."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"heartbeat of {self.name}"
