"""Where messages go, and the messages: kept with the change they tell of, until they are delivered and too old."""

from __future__ import annotations

import uuid

from django.db import models


class Endpoint(models.Model):
    """An address of a desk's own system, and what it wants to hear.

    `secret` signs the messages, `old_secret` as well until `old_until`; both are kept encrypted. While ON messages are
    kept and sent; OFF is the manager's, and keeps nothing; DISABLED is ours after days of failure: messages are
    kept, and go when it is switched on again. `failing_since` is the first failure after the last success, `failures`
    how many there were; nothing is tried before `not_before`. `fault` is why it was disabled.
    """

    class State(models.TextChoices):
        """Whether messages go."""

        ON = "on"
        OFF = "off"
        DISABLED = "disabled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="nl")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ON, db_index=True)
    secret = models.TextField()
    old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True)
    created = models.DateTimeField()
    created_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    not_before = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    disabled_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["created", "id"]
        constraints = [models.UniqueConstraint(fields=["desk", "address"], name="webhook_once_per_desk")]

    def __str__(self) -> str:
        return f"webhook {self.id}"


class Delivery(models.Model):
    """One message to one address. `source` names what it tells of, once for each address: nothing is kept twice.

    Its id is the message's own (`webhook-id`), the same each time that it is sent; so is `body`. WAITING until
    `not_before`, SENDING for the worker that holds it, DONE, or FAILED after the last attempt. `status` is what the
    other system answered the last time, None where it did not; `fault` why it counts as failed.
    """

    class State(models.TextChoices):
        """Where a message stands."""

        WAITING = "waiting"
        SENDING = "sending"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    created = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveIntegerField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    fault_value = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["created", "id"]
        constraints = [models.UniqueConstraint(fields=["endpoint", "source"], name="webhook_told_once")]
        indexes = [
            models.Index(fields=["state", "not_before"], name="webhook_to_send"),
            models.Index(fields=["endpoint", "-created"], name="webhook_log"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.id}"
