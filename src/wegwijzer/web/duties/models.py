"""What the pages of duties keep: which support, which days, what is done. The duties themselves follow from these."""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner


class Keeper(CookieOwner):
    """A person, or whoever holds the session with this id.

    `feed` is the secret part of the address that a calendar follows, and `stop` that of the page which stops the
    letters; None while there is none. Letters go to a person alone.
    """

    feed = models.CharField(max_length=64, unique=True, null=True)
    stop = models.CharField(max_length=64, unique=True, null=True)
    wants_letters = models.BooleanField(default=False)

    class Meta(CookieOwner.Meta):
        pass


class Support(models.Model):
    """One measure that was asked for. Its id is also the identity of its calendar entries.

    `dossier` is the request that it was begun from, if any; each keeper begins from one once.
    `days` are ISO days by anchor, `done` the ids of duties that are done; `version` goes up with each change, and
    `changed` is when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="support")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.SET_NULL, null=True, related_name="+")
    measure = models.CharField(max_length=100)
    title = models.CharField(max_length=120, blank=True)
    days = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        ordering = ["created", "id"]
        constraints = [models.UniqueConstraint(fields=["keeper", "dossier"], name="support_once_per_dossier")]

    def __str__(self) -> str:
        return f"support {self.id}"
