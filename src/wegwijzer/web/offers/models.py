"""What is kept of offerings: each as written, requests about topics, and pairs that look alike with what was decided.

The models decide nothing: what may be done, and what follows, stands in `core.offers`.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from wegwijzer.core.offers.alike import Answer
from wegwijzer.core.offers.offering import Kind, Side
from wegwijzer.core.offers.requests import RequestState
from wegwijzer.readers.offerings import LONGEST_PAGE, LONGEST_TITLE
from wegwijzer.wording.language import LANGUAGES

LONGEST_NAME, LONGEST_WORDS = 200, 1000


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class OfferingRow(models.Model):
    """One offering. `desk` is whose it is, or `person` for a firm's topic; `posted_by` wrote it last for the desk.

    `details` holds what only some kinds have, under the field names of `readers.offerings`, as written. `language` is
    the one it is written in. `noticed` is the day of the letter that said it will be removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=_choices(Kind))
    side = models.CharField(max_length=20, choices=_choices(Side))
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, null=True, related_name="offerings")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    posted_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    firm_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField()
    business_domains = models.JSONField(default=list, blank=True)
    expertise = models.JSONField(default=list, blank=True)
    sectors = models.JSONField(default=list, blank=True)
    provinces = models.JSONField(default=list, blank=True)
    steps = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    details = models.JSONField(default=dict, blank=True)
    page = models.CharField(max_length=LONGEST_PAGE, blank=True)
    first = models.DateField()
    last = models.DateField(db_index=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)
    noticed = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["created", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="offering_in_order"),
            models.CheckConstraint(
                condition=Q(side="structure", desk__isnull=False, person__isnull=True)
                | Q(side="firm", desk__isnull=True, person__isnull=False, kind="topic"),
                name="offering_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"offering {self.id}"


class TopicRequest(models.Model):
    """One side asks the other about a topic; both must say yes. The asker says yes by asking.

    `desk` is the school that asks, None for a firm, whose name is `firm_name`; `mine` the asker's own topic, if any.
    `token` keeps a form that is sent twice from asking twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(unique=True)
    topic = models.ForeignKey(OfferingRow, on_delete=models.CASCADE, related_name="requests")
    mine = models.ForeignKey(OfferingRow, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, null=True, related_name="+")
    firm_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(max_length=10, choices=_choices(RequestState), default=RequestState.OPEN.value)
    asked = models.DateTimeField()
    answer_by = models.DateField()
    ended = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-asked", "id"]
        indexes = [models.Index(fields=["state", "answer_by"], name="topic_request_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "desk"], condition=Q(state="open", desk__isnull=False), name="desk_asks_once"
            ),
            models.UniqueConstraint(
                fields=["topic", "person"], condition=Q(state="open", desk__isnull=True), name="firm_asks_once"
            ),
        ]

    def __str__(self) -> str:
        return f"topic request {self.id}"


class AlikePair(models.Model):
    """Two offerings that may be the same, `first` the one with the lower id. `outcome` is "" while it is open."""

    first = models.ForeignKey(OfferingRow, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(OfferingRow, on_delete=models.CASCADE, related_name="+")
    likeness = models.FloatField()
    first_answer = models.CharField(max_length=10, choices=_choices(Answer), blank=True)
    second_answer = models.CharField(max_length=10, choices=_choices(Answer), blank=True)
    outcome = models.CharField(max_length=10, choices=_choices(Answer), blank=True, db_index=True)
    found = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="alike_pair_once")]

    def __str__(self) -> str:
        return f"pair {self.pk}"
