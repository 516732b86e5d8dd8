"""What is kept of clusters: which needs stand in which, and what people decided. Writes are in `actions`.

A need that goes (erased, or no longer to be laid beside others) goes out of its cluster at once.
"""

from __future__ import annotations

from django.db import models


class Cluster(models.Model):
    """Needs that ask for the same. `id` is the clustering's own and stays from run to run.

    `keywords`, `topics`, `expertise` and `sectors` are what may be said of it: words of several firms, and kinds of
    firms with their number. `state` is proposed, confirmed or rejected; `version` counts its changes.
    """

    class State(models.TextChoices):
        """What a person said of it."""

        PROPOSED = "proposed"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    id = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=200)
    keywords = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    expertise = models.JSONField(default=list)
    sectors = models.JSONField(default=dict)
    provinces = models.JSONField(default=dict)
    firms = models.PositiveIntegerField(db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    near = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-firms", "id"]

    def __str__(self) -> str:
        return f"cluster {self.id}"


class Member(models.Model):
    """That a need stands in a cluster."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    need = models.OneToOneField("referral.Need", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"need {self.need_id} in cluster {self.cluster_id}"


class DecisionRow(models.Model):
    """What somebody decided on groups of needs, oldest first; `groups` are lists of ids of needs.

    `desk` is where they work; their name is nobody's concern once they left.
    """

    verdict = models.CharField(max_length=10)
    groups = models.JSONField()
    desk = models.ForeignKey("people.Desk", on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.verdict} {self.pk}"


class Run(models.Model):
    """The last run of the clustering: when, over how many needs, and whether it went by words alone.

    `fingerprint` tells whether anything changed since.
    """

    at = models.DateTimeField()
    needs = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    by_words_alone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"run {self.at:%Y-%m-%d}"
