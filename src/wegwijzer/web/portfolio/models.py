"""What the portfolio keeps: an owner's clients, their annual accounts, and the files that are being read.

Everything belongs to one owner and is only ever looked up through `for_owner`. Lights are not kept: they are computed
when they are shown, by the rules of the day.
"""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner, OwnedQuerySet


class Owner(CookieOwner):
    """A first-line contact: a person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Client(models.Model):
    """One firm of an owner's portfolio.

    `entity` is the enterprise number or the label that an export gives; `given_name` what the owner typed, which goes
    before any other name; `last_talk` and `note` what the owner keeps of the last conversation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="clients")
    entity = models.CharField(max_length=200)
    given_name = models.CharField(max_length=200, blank=True)
    last_talk = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    is_fictional = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["entity"]
        constraints = [models.UniqueConstraint(fields=["owner", "entity"], name="client_once_per_owner")]

    def __str__(self) -> str:
        return f"client {self.id}"


class StoredFiling(models.Model):
    """One set of accounts of a client, exactly as read (`stored_filing`); `digest` tells whether it is here already."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="filings")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="filings")
    digest = models.CharField(max_length=64)
    data = models.JSONField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="filing_once_per_owner")]

    def __str__(self) -> str:
        return f"filing {self.pk}"


class Upload(models.Model):
    """Files that an owner sent, read in steps. When all is read the files go and what was wrong with them stays.

    `files` are the names as sent; `read` counts the filings read so far, `added` those that were new. `faults` are
    (place, problem, expected), the first of them; `fault_count` counts them all and `faulty_files` the files.
    `attempts` counts the steps that began since one last came to an end: a file that kills its reader is given up.
    `reading` is what the next step must know of the ones before (`upload_reading`); empty when all is read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="uploads")
    created = models.DateTimeField()
    files = models.JSONField(default=list)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    clients = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    faulty_files = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    reading = models.JSONField(default=dict)
    is_done = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"upload {self.id}"
