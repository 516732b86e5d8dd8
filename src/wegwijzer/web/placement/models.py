"""What the self-placement keeps: a visitor's answers, one row each time somebody goes through the questions."""

from __future__ import annotations

from django.db import models

from wegwijzer.web.cookie_owner import CookieOwner


class Visitor(CookieOwner):
    """A person, or whoever holds the session with this id."""

    class Meta(CookieOwner.Meta):
        pass


class Placement(models.Model):
    """One time through the questions. The place itself is not kept: it follows from the answers.

    `answers` are yes, no or dont_know by question, `asked` the questions in the order in which they came up;
    `finished` is when the result was first reached, None before.
    """

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="placements")
    answers = models.JSONField(default=dict)
    asked = models.JSONField(default=list)
    started = models.DateTimeField()
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self) -> str:
        return f"placement of {self.started:%Y-%m-%d}"
