"""What the pages about support keep: a planner's firm, planned actions, assumptions, and aid that was had before."""

from __future__ import annotations

import secrets
import time
import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner

_RANDOM_BITS = 64


def new_id() -> uuid.UUID:
    """An id that nobody can guess and that sorts by when it was made: actions with one start stay in order of entry."""
    return uuid.UUID(int=time.time_ns() << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS))


class Planner(CookieOwner):
    """A person, or whoever holds the session with this id.

    `firm` are facts of the firm as read, `assumptions` values by the name of their field. `typed` holds forms as they
    were sent while something in them cannot be read, by the name of the form: nothing typed is lost.
    """

    firm = models.JSONField(default=dict)
    assumptions = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)

    class Meta(CookieOwner.Meta):
        pass


class Action(models.Model):
    """A planned action. `data` are its fields as read, empty until all could be; `facts` what was answered beside it.

    `typed` is the form as it was sent while something in it cannot be read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    planner = models.ForeignKey(Planner, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    created = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"action {self.id}"


class Aid(models.Model):
    """Aid that the firm, or one of its group, had before; the columns of a ledger file as it reads them, "" unknown."""

    planner = models.ForeignKey(Planner, on_delete=models.CASCADE, related_name="aid")
    date = models.CharField(max_length=10, blank=True)
    euro = models.CharField(max_length=40, blank=True)
    grantor = models.CharField(max_length=300, blank=True)
    member = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    de_minimis = models.CharField(max_length=5, blank=True)
    name = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-date", "id"]

    def __str__(self) -> str:
        return f"aid {self.pk}"
