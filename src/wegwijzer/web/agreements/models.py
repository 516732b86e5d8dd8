"""What is kept of agreements: a visitor's drafts, and per cooperation its partners and the events of their promises."""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.core.agreements.promises import Step
from wegwijzer.core.agreements.template import TEXT_LANGUAGES
from wegwijzer.web.cookie_owner import CookieOwner, OwnedQuerySet

LONGEST_WHAT, LONGEST_WORDS, LONGEST_NAME = 300, 1000, 200


class DraftOwner(CookieOwner):
    """Whose drafts they are: a person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Draft(models.Model):
    """An agreement in the making. `answers` are as typed, good or not, so that nothing is lost; no text is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(DraftOwner, on_delete=models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=[(code, code) for code in TEXT_LANGUAGES], default="nl")
    answers = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "id"]

    def __str__(self) -> str:
        return f"draft {self.kind} {self.id}"


class Cooperation(models.Model):
    """Partners who keep a log together. `head` is the hash of the latest event, `events_count` how many there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=LONGEST_NAME)
    started = models.DateTimeField()
    changed = models.DateTimeField(db_index=True)
    head = models.CharField(max_length=64)
    events_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-changed", "id"]

    def __str__(self) -> str:
        return f"cooperation {self.id}"


class Partner(models.Model):
    """One party of a cooperation, with the person who speaks for it. `joined` is None until they said yes."""

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="partners")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    joined = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "number"], name="partner_number_once"),
            models.UniqueConstraint(fields=["cooperation", "person"], name="partner_person_once"),
        ]

    def __str__(self) -> str:
        return f"partner {self.number} of {self.cooperation_id}"


class PromiseRow(models.Model):
    """A promise. What it says and where it stands follows from its events.

    `is_open`, `due`, `version` and `agreed_on` are copies, so that the reminders find what is due; `token` keeps a form
    that is sent twice from making two promises.
    """

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="promises")
    number = models.PositiveIntegerField()
    token = models.UUIDField(default=uuid.uuid4)
    giver = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    is_open = models.BooleanField(default=False)
    due = models.DateField()
    agreed_on = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["is_open", "due"], name="promise_due")]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "number"], name="promise_number_once"),
            models.UniqueConstraint(fields=["cooperation", "token"], name="promise_form_once"),
        ]

    def __str__(self) -> str:
        return f"promise {self.number} of {self.cooperation_id}"


class LogEvent(models.Model):
    """One event in the chain of a cooperation; never changed. `by` is the number of a partner."""

    class Kind(models.TextChoices):
        """What happens to the log itself; the other steps are those of a promise."""

        STARTED = "started"
        INVITED = "invited"
        JOINED = "joined"

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="events")
    place = models.PositiveIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    by = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20, choices=[*Kind.choices, *((step.value, step.value) for step in Step)])
    promise = models.ForeignKey(PromiseRow, on_delete=models.CASCADE, null=True, related_name="events")
    what = models.CharField(max_length=LONGEST_WHAT, blank=True)
    due = models.DateField(null=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["cooperation", "place"], name="log_place_once")]

    def __str__(self) -> str:
        return f"event {self.place} of {self.cooperation_id}"
