"""What is kept of interviews: studies with their code book, firms under a number, notes, passages and reviews.

Everything belongs to one researcher and is only ever looked up through `for_owner`. A firm's name is kept nowhere.
"""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner, OwnedQuerySet

LONGEST_NOTE = 12_000
"""Characters of one note: some two thousand words on one question, by one speaker."""


class Researcher(CookieOwner):
    """A person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Study(models.Model):
    """One study. `minimum`: the smallest number of firms that its report shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="studies")
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    minimum = models.PositiveSmallIntegerField(default=3)
    created = models.DateTimeField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"study {self.id}"


class StudyCode(models.Model):
    """One code of a study's code book: a copy of the guide's, or the researcher's own."""

    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="codes")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=40)
    theme = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    definition = models.CharField(max_length=300)
    place = models.PositiveSmallIntegerField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["study", "code"], name="code_once_per_study")]

    def __str__(self) -> str:
        return f"code {self.code}"


class Case(models.Model):
    """One firm of a study, under a number.

    `reminder` is a word for the researcher's own memory, which never leaves. `attributes` are the coarse categories of
    `core.interviews.study`; what is not known is absent. `consented`: when the person agreed to the talk, which is also
    when it began. `kept_words` and `hidden_words`: what the last review let stand, and hid besides the proposals.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="cases")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="cases")
    number = models.PositiveSmallIntegerField()
    reminder = models.CharField(max_length=60, blank=True)
    attributes = models.JSONField(default=dict)
    consented = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    kept_words = models.JSONField(default=list)
    hidden_words = models.JSONField(default=list)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="number_once_per_study")]

    def __str__(self) -> str:
        return f"case {self.number}"


class Note(models.Model):
    """What one speaker said on one question. The id is made by the tablet that wrote it first.

    `reviewed`: the digest of the text that a person looked at, and `masks` what they hid in it as [start, end, kind].
    """

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="notes")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    question = models.CharField(max_length=40)
    speaker = models.CharField(max_length=20)
    at = models.DateTimeField()
    text = models.CharField(max_length=LONGEST_NOTE)
    version = models.PositiveIntegerField(default=1)
    reviewed = models.CharField(max_length=64, blank=True)
    masks = models.JSONField(default=list)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"note {self.id}"


class Received(models.Model):
    """A change that came in, so that the same one coming twice is known. It holds no text."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="received")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="received")

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"change {self.id}"


class Rival(models.Model):
    """A text that was written upon an older version of a note: kept beside it until somebody looked at both."""

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="rivals")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="rivals")
    speaker = models.CharField(max_length=20)
    at = models.DateTimeField()
    text = models.CharField(max_length=LONGEST_NOTE)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"rival {self.id}"


class Passage(models.Model):
    """A stretch of a note with the codes of one coder. `is_touched`: the text changed inside it since."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="passages")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    codes = models.JSONField(default=list)
    coder = models.PositiveSmallIntegerField()
    is_quote = models.BooleanField(default=False)
    is_touched = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["start", "end", "id"]

    def __str__(self) -> str:
        return f"passage {self.id}"


class Reading(models.Model):
    """A coder has read a note to the end, as it stood with this digest."""

    owner = models.ForeignKey(Researcher, on_delete=models.CASCADE, related_name="readings")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="readings")
    coder = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "coder"], name="reading_once_per_coder")]

    def __str__(self) -> str:
        return f"reading {self.pk}"
