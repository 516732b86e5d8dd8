"""The catalogue's copy in the database, so that rows elsewhere can point at a measure or an organisation.

The files in `data/` are the truth; these rows are made from them and can be rebuilt (`actions.load_catalogue`).
"""

from __future__ import annotations

from django.db import models


class EntryKind(models.TextChoices):
    """What an entry is."""

    MEASURE = "measure"
    ORGANISATION = "organisation"


class Entry(models.Model):
    """A measure or an organisation. It is never deleted: what leaves the files is marked as no longer present."""

    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200, help_text="The official name, in Dutch.")
    digest = models.CharField(max_length=16, help_text="Changes when the entry's content changes.")
    present = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="catalogue_entry_once")]
        ordering = ["kind", "slug"]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Load(models.Model):
    """One time that the rows were made equal to the files and something differed."""

    digest = models.CharField(max_length=16, help_text="The catalogue's digest.")
    loaded_at = models.DateTimeField()
    measures = models.PositiveIntegerField()
    organisations = models.PositiveIntegerField()
    changed = models.PositiveIntegerField(help_text="Entries that were new, changed, gone or back.")

    class Meta:
        ordering = ["-loaded_at", "-pk"]
        get_latest_by = ["loaded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.digest} ({self.loaded_at:%Y-%m-%d %H:%M})"
