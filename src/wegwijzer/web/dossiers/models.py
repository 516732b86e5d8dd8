"""What is kept of dossiers: the words of each part, every version, texts written at the same time, who was asked to
read along, what they said, when they looked, and attachments.

Texts are kept as typed (`core.dossier.fields`). A dossier belongs to its owner and, once that is known, to a firm.
"""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner, OwnedQuerySet


class Applicant(CookieOwner):
    """A person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Dossier(models.Model):
    """One dossier.

    `measure` is the measure it is written for, "" while none is chosen. `parts` are the parts as typed. `revisions`
    count the changes of each part and `drafts` name the page that wrote it last, so that two who write at once are
    seen. `origins` say where prefilled texts came from, by `part:field`: kind, on, value, detail. `facts` are the facts
    of the firm as a firm file has them, each {value, source, as_of}. `submitted_on` and `approved_on` are what the firm
    says became of the request; `starts_on` and `ends_on` the days of the approved project.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Applicant, on_delete=models.CASCADE, related_name="dossiers")
    firm = models.ForeignKey("referral.Firm", on_delete=models.SET_NULL, null=True, related_name="dossiers")
    title = models.CharField(max_length=120)
    measure = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, default="nl")
    parts = models.JSONField(default=dict)
    revisions = models.JSONField(default=dict)
    drafts = models.JSONField(default=dict)
    origins = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    is_first = models.BooleanField(default=True)
    submitted_on = models.DateField(null=True)
    approved_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    created = models.DateTimeField()
    updated = models.DateTimeField(db_index=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-updated"]

    def __str__(self) -> str:
        return f"dossier {self.id}"


class Version(models.Model):
    """The whole dossier as it stood after a save. `kind` is begun, saved, typed (what a page kept by itself), settled,
    measure or back (to version `of`). What one writer types within some minutes is one version."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10)
    of = models.PositiveIntegerField(null=True)
    measure = models.CharField(max_length=60, blank=True)
    parts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="dossier_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Rival(models.Model):
    """A part as somebody wrote it upon an older one: kept beside it until somebody looked at both. `draft` is the page
    on which it was written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="rivals")
    part = models.CharField(max_length=20)
    draft = models.CharField(max_length=36)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    written = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "part", "draft"], name="rival_once_per_page")]

    def __str__(self) -> str:
        return f"rival {self.id}"


class Invitation(models.Model):
    """Somebody asked to read along: whoever takes up a link (once), or the desk that has the firm's open case.

    `digest` is the link's own; the link is shown once and kept nowhere. With `desk`, its advisers may read for as long
    as the case is theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, related_name="+")
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey("referral.Case", on_delete=models.CASCADE, null=True, related_name="+")
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class Comment(models.Model):
    """What somebody said about a part. `side` is firm or adviser."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="comments")
    part = models.CharField(max_length=20)
    at = models.DateTimeField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    side = models.CharField(max_length=10)
    words = models.TextField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"comment {self.id}"


class Look(models.Model):
    """That an adviser looked at a dossier, and at what. The firm can read all of them."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=20)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"look {self.pk}"


class Attachment(models.Model):
    """A file beside the dossier, in the database so that a backup holds it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    at = models.DateTimeField()
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"attachment {self.id}"
