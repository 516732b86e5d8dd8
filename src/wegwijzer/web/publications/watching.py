"""Telling a firm that a published change makes its roadmap another one: only if it asked, and once for each change."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.deriving import derive
from wegwijzer.readers.firm import read_firm
from wegwijzer.readers.rule_changes.proposing import read_rule_change
from wegwijzer.readers.yaml_file import LocatedData
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.actions import letter, put_one
from wegwijzer.web.publications.in_force import refresh
from wegwijzer.web.publications.models import Publication, Watch
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text

WATCH_DAYS = 365
"""How long somebody is told of changes, unless they ask again or stop."""
_NAMED = ("name", "enterprise_number")
_SECRET_BYTES = 24


def start(person: Person, firm: Mapping[str, Any], *, at: datetime) -> Watch:
    """Tell somebody from now on; the facts of their roadmap are kept without name and number."""
    facts = {name: value for name, value in firm.items() if name not in _NAMED}
    values = {"firm": facts, "created": at, "expires": at + timedelta(days=WATCH_DAYS)}
    new = {**values, "stop": secrets.token_urlsafe(_SECRET_BYTES)}
    return Watch.objects.update_or_create(person=person, defaults=values, create_defaults=new)[0]


def stop(token: str) -> bool:
    """End it; False where it had ended."""
    return bool(Watch.objects.filter(stop=token).delete()[0])


def remove_old(at: datetime) -> int:
    """Forget those whose time is over."""
    return Watch.objects.filter(expires__lte=at).delete()[0]


def tell_all(at: datetime) -> Iterator[str]:
    """Put the letters about every publication that nobody was told of yet in the outbox; a line for each publication.

    The letter's key holds the publication and the watch: whatever breaks off half way, nothing goes twice. One that was
    undone before it was told is told to nobody, and neither is its undoing.
    """
    for row in Publication.objects.filter(told__isnull=True).select_related("undoes").order_by("pk"):
        undone = Publication.objects.filter(undoes=row).exists()
        unknown_of = row.undoes is not None and row.undoes.told is None
        count = 0 if undone or unknown_of else _tell(row, at)
        Publication.objects.filter(pk=row.pk, told__isnull=True).update(told=at)
        yield f"publication {row.pk} of {row.measure}: {count} told"


def _tell(row: Publication, at: datetime) -> int:
    watches = Watch.objects.filter(expires__gt=at, person__is_active=True).select_related("person")
    if not watches.exists():
        return 0
    refresh()
    sides = _Sides.of(row)
    count = 0
    for watch in watches.iterator():
        found = sides.read(watch.firm)
        if found is None or _same(*found):
            continue
        count += _put(row, watch, sides, *found, at)
    return count


@transaction.atomic
def _put(
    row: Publication,
    watch: Watch,
    sides: _Sides,
    before: Assessment | None,
    after: Assessment | None,
    at: datetime,
) -> bool:
    if not Watch.objects.select_for_update().filter(pk=watch.pk).exists():
        return False  # stopped meanwhile
    language = watch.person.language
    values = {
        "link": {"page": "catalogue:measure", "args": [row.measure]},
        "title": local(sides.after.catalogue.measures[row.measure].plain_name, language),
        "day": row.starts.isoformat(),
        "was": verdict_words(before, language),
        "becomes": verdict_words(after, language),
        "stop": {"page": "editing:watch_stop", "args": [watch.stop]},
    }
    key = f"rule|{row.pk}|{watch.pk}"
    return put_one(letter(key=key, kind="rule_changed", person=watch.person, values=values, at=at))


def verdict_words(found: Assessment | None, language: str) -> str:
    """A verdict in words, with what it brings at most where that is known."""
    if found is None:
        return say("editor.verdict.none", language)
    total = found.worth.total if found.worth is not None else None
    verdict = say(f"editor.verdict.{found.verdict.value}", language)
    if total is None or total.high is None:
        return verdict
    return say("editor.verdict.worth", language, verdict=verdict, euro=euro_text(total.high, language))


def _same(before: Assessment | None, after: Assessment | None) -> bool:
    """Whether nothing changes for the firm: the verdict, and what it brings."""
    if before is None or after is None:
        return before is after
    totals = [None if one.worth is None else one.worth.total for one in (before, after)]
    return before.verdict is after.verdict and totals[0] == totals[1]


@dataclass(frozen=True, slots=True)
class _Sides:
    """A measure on the day of its publication, without it and with it."""

    measure: str
    before: DayCatalogue
    after: DayCatalogue

    @classmethod
    def of(cls, row: Publication) -> _Sides:
        """Both, with everything else that stands."""
        change = read_rule_change(row.measure, row.text, row.starts, before=row.text_before)
        return cls(row.measure, change.before.on(row.starts), change.after.on(row.starts))

    def read(self, firm: Mapping[str, Any]) -> tuple[Assessment | None, Assessment | None] | None:
        """A firm on both sides; None for facts that can no longer be read."""
        try:
            return _assess(self.before, self.measure, firm), _assess(self.after, self.measure, firm)
        except InputError:
            return None


def _assess(day: DayCatalogue, measure: str, firm: Mapping[str, Any]) -> Assessment | None:
    item = next((one for one in day.measures if one.measure.id == measure), None)
    if item is None:
        return None
    profile = read_firm(LocatedData("watch", dict(firm), {}), day.catalogue.facts, on=day.day)
    return assess(item, derive(profile, day.derivation), soft_facts(day.catalogue))
