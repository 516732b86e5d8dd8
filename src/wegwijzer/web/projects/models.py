"""What is kept of collective projects: the proposal, its days, and how each firm stands to it. Writes are in `actions`.

The state of a project is nowhere kept: it follows from its days and its firms (`core.collective.project`).
"""

from __future__ import annotations

import uuid

from django.db import models

from wegwijzer.core.collective.taking_part import Standing


class Project(models.Model):
    """A proposal of a desk. `cluster` is the id of the cluster it came from, "" when it came from none.

    The texts are those of `core.collective.proposal.Proposal`; `budget_low` and `budget_high` are in euro, None where
    open. `version` counts the changes, so that two who write at once are seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey("people.Desk", on_delete=models.CASCADE, related_name="+")
    cluster = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120, blank=True)
    problem = models.TextField(blank=True)
    question = models.TextField(blank=True)
    puts_in = models.TextField(blank=True)
    gets_out = models.TextField(blank=True)
    user_group = models.TextField(blank=True)
    centres = models.JSONField(default=list)
    instrument = models.CharField(max_length=60, blank=True)
    budget_low = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    budget_high = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    first_until = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    minimum_firms = models.PositiveIntegerField()
    asked_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    created = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-created", "id"]

    def __str__(self) -> str:
        return f"project {self.id}"


class TakingPartRow(models.Model):
    """How one firm stands to one project; it goes with the firm.

    `priority` is 1 or 2 for the projects that the firm would do first, None for others.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="firms")
    firm = models.ForeignKey("referral.Firm", on_delete=models.CASCADE, related_name="takes_part")
    standing = models.CharField(max_length=10, choices=[(standing.value, standing.value) for standing in Standing])
    is_source = models.BooleanField(default=False)
    may_be_named = models.BooleanField(default=False)
    interest = models.PositiveSmallIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(null=True)
    asked_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "firm"], name="firm_once_in_a_project")]

    def __str__(self) -> str:
        return f"firm {self.firm_id} in project {self.project_id}"
