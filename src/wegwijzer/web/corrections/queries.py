"""What others may ask of the sentences that are kept to learn from."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from wegwijzer.web.corrections.models import Correction


def waiting() -> QuerySet[Correction]:
    """Those that an editor has still to look at, oldest first."""
    return Correction.objects.filter(state=Correction.State.WAITING)


def accepted() -> QuerySet[Correction]:
    """Those that may be learnt from."""
    return Correction.objects.filter(state=Correction.State.ACCEPTED)


def to_learn_from() -> Iterator[dict[str, object]]:
    """The accepted ones laid out as data/needs; where nobody found a domain that fits, there is nothing to learn.

    The business domains are the visitor's; the fields of expertise are those of the reader itself, so that learning the
    first does not undo what it knows of the second.
    """
    for row in accepted().iterator():
        if row.chosen:
            labels = {"business_domains": row.chosen, "expertise_domains": row.expertise, "best": None, "also": []}
            yield {
                "id": f"correction-{row.pk}",
                "text": row.text,
                "language": row.language,
                "sector": None,
                "labels": [labels],
            }
