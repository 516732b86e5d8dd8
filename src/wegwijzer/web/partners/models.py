"""What partner search keeps: what a firm has and seeks, whom it was shown, and who asked whom. Writes are in `actions`.

Everything hangs on the firm and goes with it.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from wegwijzer.core.partnering.contacting import ContactState


class Seeking(models.Model):
    """One firm in the search. `has` and `seeks` are words as others read them, without names.

    `markets` are ids of `choices.MARKETS`, None when it did not say. `pen` is an office that may act for it, by the
    firm's own wish. It is in the search while `agreed_at` is set; `seen_at` is when somebody last acted for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firm = models.OneToOneField("referral.Firm", on_delete=models.CASCADE, related_name="seeking")
    has = models.JSONField(default=list)
    seeks = models.JSONField(default=list)
    nace = models.CharField(max_length=8, blank=True)
    markets = models.JSONField(null=True)
    meets_competitors = models.BooleanField(default=False)
    pen = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, db_index=True)
    seen_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"seeking {self.id}"


class Suggestion(models.Model):
    """Two firms that are shown to each other, `one` the smaller id. `pairs` are [what is sought, what is had].

    `gives_one` says whether `other` has what `one` seeks, `gives_other` the other way round. `is_over` is set when one
    of them did not want it, or nobody acted: the pair is not shown again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Seeking, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Seeking, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    gives_one = models.BooleanField()
    gives_other = models.BooleanField()
    may_compete = models.BooleanField()
    pairs = models.JSONField(default=list)
    made_at = models.DateTimeField()
    is_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_suggested_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.id}"


class ContactRow(models.Model):
    """One request of a firm to another. `words` are what it wrote, without names; `state` is one of the core's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asking = models.ForeignKey(Seeking, on_delete=models.CASCADE, related_name="asked_by_us")
    asked = models.ForeignKey(Seeking, on_delete=models.CASCADE, related_name="asked_of_us")
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="contacts")
    words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ContactState])
    on = models.DateField()
    answer_by = models.DateField(db_index=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"], condition=Q(state__in=["asked", "agreed"]), name="one_live_contact_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"contact {self.id}"
