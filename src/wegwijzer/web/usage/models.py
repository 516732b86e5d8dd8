"""What is kept of use: how often something happened on a day."""

from __future__ import annotations

from django.db import models

from wegwijzer.web.usage.kinds import LONGEST


class Tally(models.Model):
    """So often on a day; `kind`, `subject` and `detail` as `kinds.Kind` says. Ids of ours, nothing of a visitor."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=LONGEST, blank=True)
    detail = models.CharField(max_length=LONGEST, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind", "subject", "detail"], name="one_tally_a_day")]
        indexes = [models.Index(fields=["kind", "day"], name="tally_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.day}"


class CountedDay(models.Model):
    """That the records of a day were counted, so that none is counted twice. `what` names the records."""

    what = models.CharField(max_length=20)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "day"], name="day_counted_once")]

    def __str__(self) -> str:
        return f"{self.what} of {self.day}"
