"""What changes in the drafts of agreements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.core.agreements.template import TEXT_LANGUAGES
from wegwijzer.web.agreements.models import Cooperation, Draft, DraftOwner

VISITOR_DAYS = 30
"""Days that a visitor's drafts are kept after the last visit; the cookie that leads to them lives as long."""
PERSON_DAYS = 730
"""Days that the drafts of somebody who signed in are kept after the last visit."""
LOG_DAYS = 1826
"""Days that a log of promises is kept after its last event: five years, as it may have to prove something."""
MOST_DRAFTS = 30
"""Drafts of one owner that are kept: the oldest make room."""


def begin(owner: DraftOwner, kind: str, *, language: str, at: datetime) -> Draft:
    """A new draft. One of the same kind that holds nothing yet is taken up instead."""
    empty: Draft | None = Draft.objects.for_owner(owner).filter(kind=kind, answers={}).first()
    if empty is not None:
        return empty
    _make_room(owner, MOST_DRAFTS - 1)
    text_language = language if language in TEXT_LANGUAGES else TEXT_LANGUAGES[0]
    draft = Draft(owner=owner, kind=kind, language=text_language, created=at, changed=at)
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def keep(draft: Draft, typed: Mapping[str, str], *, at: datetime) -> Draft:
    """Keep what was typed beside what was there; an empty field takes an answer away.

    The row is read anew, so that two pages that save at once lose nothing of each other.
    """
    fresh: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    merged = {**fresh.answers, **typed}
    fresh.answers = {key: value for key, value in merged.items() if value}
    fresh.changed = at
    fresh.save(update_fields=["answers", "changed"])
    return fresh


def write_in(draft: Draft, language: str) -> None:
    """Choose the language of the agreement itself."""
    if language in TEXT_LANGUAGES and draft.language != language:
        draft.language = language
        draft.save(update_fields=["language"])


@transaction.atomic
def merge(held: DraftOwner, theirs: DraftOwner) -> None:
    """Move the drafts of a visitor to whom they turned out to be; the oldest make room."""
    held.drafts.update(owner=theirs)
    _make_room(theirs, MOST_DRAFTS)


def remove_old(at: datetime) -> int:
    """Remove owners who did not come back, with their drafts; how many owners."""
    visitors = DraftOwner.objects.filter(person=None, seen__lt=at - timedelta(days=VISITOR_DAYS))
    people = DraftOwner.objects.filter(person__isnull=False, seen__lt=at - timedelta(days=PERSON_DAYS))
    count = visitors.count() + people.count()
    visitors.delete()
    people.delete()
    return count


def remove_old_logs(at: datetime) -> int:
    """Remove logs in which nothing happened for years; how many."""
    old = Cooperation.objects.filter(changed__lt=at - timedelta(days=LOG_DAYS))
    count = old.count()
    old.delete()
    return count


def _make_room(owner: DraftOwner, most: int) -> None:
    too_many = list(owner.drafts.values_list("pk", flat=True)[most:])
    Draft.objects.filter(pk__in=too_many).delete()
