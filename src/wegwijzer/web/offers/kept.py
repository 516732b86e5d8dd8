"""What offers keep of a firm: its topics for students, and what it asked schools; told in its export, gone with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from wegwijzer.web.kept_elsewhere import Told, plain
from wegwijzer.web.offers.models import OfferingRow, TopicRequest
from wegwijzer.web.referral.models import Firm
from wegwijzer.wording.language import texts


def tell(firm: UUID, person: str) -> Told:
    """The topics of the firm and of who asks, with what was asked about them, and what they asked themselves."""
    topics = OfferingRow.objects.filter(_of_firm(firm) | _own(person)).distinct().order_by("created")
    asked = TopicRequest.objects.filter(_of_firm(firm) | _own(person), desk=None).distinct().order_by("asked")
    return [_topic(row) for row in topics.prefetch_related("requests")] + [
        {"title": row.topic.title, **_request(row), **plain(row, "firm_name")} for row in asked.select_related("topic")
    ]


def forget(firm: UUID, person: str, own: bool) -> None:
    """Remove what stands under the firm's name, whoever of it wrote it; with `own` all that is the person's."""
    theirs = _of_firm(firm) | _own(person) if own else _of_firm(firm)
    topics = OfferingRow.objects.filter(theirs).values_list("pk", flat=True)
    requests = TopicRequest.objects.filter(theirs, desk=None).values_list("pk", flat=True)
    TopicRequest.objects.filter(pk__in=list(requests)).delete()
    OfferingRow.objects.filter(pk__in=list(topics)).delete()


def word(name: str, language: str) -> str:
    """Where a request stands, in words."""
    return texts("offers", language).get(f"offers.state.{name}", "")


def _of_firm(firm: UUID) -> Q:
    """What those who speak for the firm wrote under its name: a topic is kept by person, who may have two firms."""
    name = Firm.objects.filter(pk=firm).values_list("name", flat=True).first() or ""
    speaks = Q(person__speaks_for__firm=firm, person__speaks_for__confirmed_at__isnull=False)
    return speaks & Q(firm_name__iexact=name) & ~Q(firm_name="")


def _own(person: str) -> Q:
    return Q(person=person) if person else Q(pk__in=())


def _topic(row: OfferingRow) -> dict[str, Any]:
    told = plain(row, "title", "text", "firm_name", "first", "last", "created", "changed", "withdrawn")
    return {**told, "requests": [_request(one) for one in row.requests.all()]}


def _request(row: TopicRequest) -> dict[str, Any]:
    return plain(row, "asked", "state", "words", "answer_by", "ended")
