"""What changes in the database of the innovation premium."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from wegwijzer.web.premium.models import Idea, Manager, Scheme

VISITOR_DAYS = 30
"""How many days a visitor's ideas are kept after the last visit; the cookie that leads to them lives as long."""
PERSON_DAYS = 800
"""The same for somebody with an account: a premium counts per calendar year, and the next year is looked back on it."""
MOST_SCHEMES, MOST_IDEAS, MOST_PREMIUMS = 20, 300, 40
LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS = 120, 200, 4000


def begin(manager: Manager, firm: str, *, at: datetime) -> Scheme | None:
    """A firm's call, with a form that is open; None when there are as many as may be."""
    if manager.schemes.count() >= MOST_SCHEMES:
        return None
    return manager.schemes.create(firm=firm, token=secrets.token_urlsafe(16), created=at)


def set_facts(scheme: Scheme, given: Mapping[str, Any]) -> None:
    """Keep the figures and days of a firm: fields of the scheme, in place of the earlier ones."""
    for name, value in given.items():
        setattr(scheme, name, value)
    scheme.save(update_fields=list(given))


def set_form(scheme: Scheme, *, is_open: bool, renew: bool) -> None:
    """Open or close the employees' form, or give it another address; the earlier one stops working."""
    scheme.is_open = is_open
    if renew:
        scheme.token = secrets.token_urlsafe(16)
    scheme.save(update_fields=["is_open", "token"])


def send_idea(scheme: Scheme, *, title: str, words: str, name: str, at: datetime) -> bool:
    """Take in an employee's idea; False when there is no more room. Nothing else of the sender is kept."""
    if scheme.ideas.count() >= MOST_IDEAS:
        return False
    scheme.ideas.create(from_form=True, title=title, words=words, sent_by=name, created=at)
    return True


def note_idea(scheme: Scheme, title: str, *, at: datetime) -> Idea | None:
    """An idea that the manager writes down and chooses at once; None when there is no more room."""
    if scheme.ideas.count() >= MOST_IDEAS:
        return None
    return scheme.ideas.create(title=title, state=Idea.State.KEPT, created=at)


def judge(idea: Idea, state: str) -> None:
    """Choose an idea or not; a chosen one begins its file with the words that were sent in."""
    idea.state = Idea.State(state)
    if state == Idea.State.KEPT and not idea.what_is_new:
        idea.what_is_new = idea.words
    idea.save(update_fields=["state", "what_is_new"])


def set_file(idea: Idea, given: Mapping[str, Any]) -> None:
    """Keep the file of an idea: fields of the idea, in place of the earlier ones."""
    for name, value in given.items():
        setattr(idea, name, value)
    idea.save(update_fields=list(given))


def add_premium(
    idea: Idea, *, person: str, year: int, paid: date | None, month_pay: Decimal | None, amount: Decimal | None
) -> bool:
    """Add a person with what they get; False when there is no more room."""
    if idea.premiums.count() >= MOST_PREMIUMS:
        return False
    idea.premiums.create(person=person, year=year, paid=paid, month_pay=month_pay, amount=amount)
    return True


def remove_premium(idea: Idea, premium_id: int) -> None:
    """Take a person off an idea; one that is gone already stays gone."""
    idea.premiums.filter(pk=premium_id).delete()


def remove(row: Scheme | Manager) -> None:
    """Remove a firm, or everything of a manager."""
    row.delete()


@transaction.atomic
def merge(held: Manager, theirs: Manager) -> None:
    """Move the firms of one manager to another, the oldest first as far as there is room."""
    room = max(0, MOST_SCHEMES - theirs.schemes.count())
    moved = list(held.schemes.values_list("pk", flat=True)[:room])
    Scheme.objects.filter(pk__in=moved).update(manager=theirs)


def remove_old(at: datetime) -> int:
    """Remove managers who did not come back, with their firms and ideas; how many managers."""
    visitors = Manager.objects.filter(person=None, seen__lt=at - timedelta(days=VISITOR_DAYS))
    people = Manager.objects.exclude(person=None).filter(seen__lt=at - timedelta(days=PERSON_DAYS))
    count = visitors.count() + people.count()
    visitors.delete()
    people.delete()
    return count
