"""What the helper for the innovation premium keeps: a firm's call, the ideas that came in, and who gets what."""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner


class Manager(CookieOwner):
    """A person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Scheme(models.Model):
    """One firm's call for ideas. `token` is the secret part of the address where employees send theirs.

    `years` holds the figures by calendar year: headcount and wage_bill as decimal texts, "" where not known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    manager = models.ForeignKey(Manager, on_delete=models.CASCADE, related_name="schemes")
    firm = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    token = models.CharField(max_length=64, unique=True)
    is_open = models.BooleanField(default=True)
    closes = models.DateField(null=True)
    informed = models.DateField(null=True)
    years = models.JSONField(default=dict)
    created = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"scheme {self.id}"


class Idea(models.Model):
    """An idea: as an employee sent it in (`title`, `words`, `sent_by`), and its file.

    `answers` are yes, no or unknown by condition. `filed` and `told` are the days of the form and of the report.
    """

    class State(models.TextChoices):
        """Whether the manager chose it."""

        NEW = "new"
        KEPT = "kept"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="ideas")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    from_form = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    sent_by = models.CharField(max_length=120, blank=True)
    what_is_new = models.TextField(blank=True)
    added_value = models.TextField(blank=True)
    thought_up_on = models.DateField(null=True)
    answers = models.JSONField(default=dict)
    filed = models.DateField(null=True)
    told = models.DateField(null=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"idea {self.id}"


class Premium(models.Model):
    """What one person gets for one idea. `year` is that of payment; what is not known is None."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="premiums")
    person = models.CharField(max_length=120)
    year = models.PositiveIntegerField()
    paid = models.DateField(null=True)
    month_pay = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"premium {self.pk}"
