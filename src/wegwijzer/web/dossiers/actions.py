"""What changes in a dossier. Nothing that was typed is ever lost: what does not fit is kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.fields import Written, both, same, whole
from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.dossiers.models import Applicant, Dossier, Rival, Version
from wegwijzer.web.referral.models import Firm

KEPT_DAYS = 30
"""How many days a visitor's dossier is kept after their last visit."""
KEPT_YEARS = 3
"""How many years that of a person who signed in is kept after their last visit."""
MOST_DOSSIERS = 40
"""Dossiers of one owner."""
_ONE_VERSION = timedelta(minutes=10)
"""What one writer's page keeps by itself within this time is one version."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What is known when a dossier begins: texts by part, where each came from, and the facts of the firm."""

    parts: Mapping[str, Written]
    origins: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a save: kept, same or conflict; and the part's revision now."""

    outcome: str
    revision: int


@transaction.atomic
def begin(
    owner: Applicant, title: str, *, measure: str, language: str, known: Prefilled, person: str | None, at: datetime
) -> Dossier | None:
    """A new dossier; None when there are as many as there may be. The owner's first one is marked."""
    count = Dossier.objects.for_owner(owner).count()
    if count >= MOST_DOSSIERS:
        return None
    dossier = Dossier.objects.create(
        owner=owner,
        title=title,
        measure=measure,
        language=language,
        parts=whole(known.parts),
        origins={key: dict(origin) for key, origin in known.origins.items()},
        facts=dict(known.facts),
        is_first=count == 0,
        created=at,
        updated=at,
    )
    _add_version(dossier, "begun", person, at)
    return dossier


@transaction.atomic
def keep(
    dossier: Dossier,
    part: PartId,
    written: Written,
    *,
    base: int,
    draft: str,
    person: str | None,
    at: datetime,
    is_typed: bool = False,
) -> Kept:
    """Keep a part as written upon revision `base` on the page `draft`.

    Whoever wrote it in between on another page is not overwritten: what came later is kept beside it as a rival.
    Fields that the page did not show stay. `is_typed`: the page kept it by itself.
    """
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    stored = held.parts.get(part.value, {})
    revision = int(held.revisions.get(part.value, 0))
    after = {**stored, **written}
    if same(after, stored):
        Rival.objects.filter(dossier=held, part=part.value, draft=draft).delete()
        if not is_typed:
            _close_version(held, person)
        return Kept("same", revision)
    if base != revision and held.drafts.get(part.value) != draft:
        Rival.objects.update_or_create(
            dossier=held, part=part.value, draft=draft, defaults={"person_id": person, "at": at, "written": after}
        )
        return Kept("conflict", revision)
    held.parts = {**held.parts, part.value: after}
    held.revisions = {**held.revisions, part.value: revision + 1}
    held.drafts = {**held.drafts, part.value: draft}
    held.updated = at
    held.save(update_fields=["parts", "revisions", "drafts", "updated"])
    _add_version(held, "typed" if is_typed else "saved", person, at)
    return Kept("kept", revision + 1)


@transaction.atomic
def keep_upon(dossier: Dossier, part: PartId, written: Written, *, base: int, person: str | None, at: datetime) -> Kept:
    """Keep a part as a program wrote it upon revision `base`; where that is no longer the last, nothing is kept.

    A page keeps what somebody typed beside the other; a program has its own words still, and writes again.
    """
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    revision = int(held.revisions.get(part.value, 0))
    if base != revision:
        return Kept("conflict", revision)
    return keep(held, part, written, base=base, draft=str(uuid4()), person=person, at=at)


@transaction.atomic
def settle(dossier: Dossier, rival_id: UUID, choice: str, *, person: str | None, at: datetime) -> bool:
    """Choose between a part and what was written at the same time: keep, take or both. False when it is gone."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    rival = Rival.objects.filter(dossier=held, pk=rival_id).first()
    if rival is None or choice not in ("keep", "take", "both"):
        return False
    stored = held.parts.get(rival.part, {})
    after = {
        "keep": stored,
        "take": {**stored, **rival.written},
        "both": both(stored, rival.written, part=PartId(rival.part)),
    }[choice]
    rival.delete()
    held.parts = {**held.parts, rival.part: after}
    held.revisions = {**held.revisions, rival.part: int(held.revisions.get(rival.part, 0)) + 1}
    held.drafts = {**held.drafts, rival.part: ""}
    held.updated = at
    held.save(update_fields=["parts", "revisions", "drafts", "updated"])
    _add_version(held, "settled", person, at)
    return True


@transaction.atomic
def go_back(dossier: Dossier, version: Version, *, person: str | None, at: datetime) -> None:
    """Make the texts of an older version those of today, as a new version: nothing in between is lost."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    held.parts = version.parts
    held.revisions = {part.value: int(held.revisions.get(part.value, 0)) + 1 for part in PartId}
    held.drafts, held.updated = {}, at
    held.save(update_fields=["parts", "revisions", "drafts", "updated"])
    _add_version(held, "back", person, at, of=version.number)


@transaction.atomic
def choose_measure(dossier: Dossier, measure: str, *, person: str | None, at: datetime) -> None:
    """Write the dossier for another measure; every text stays."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    held.measure, held.updated = measure, at
    held.save(update_fields=["measure", "updated"])
    _add_version(held, "measure", person, at)


@transaction.atomic
def copy_for(
    dossier: Dossier, title: str, measure: str, *, owner: Applicant, person: str | None, at: datetime
) -> Dossier | None:
    """A new dossier with all texts of this one, for another measure; None when there are as many as there may be."""
    known = Prefilled(dossier.parts, dossier.origins, dossier.facts)
    made = begin(owner, title, measure=measure, language=dossier.language, known=known, person=person, at=at)
    if made is not None and dossier.firm_id is not None:
        made.firm_id = dossier.firm_id
        made.save(update_fields=["firm"])
    return made


def keep_state(dossier: Dossier, days: Mapping[str, date | None], *, at: datetime) -> None:
    """Keep what the firm says became of its request: `submitted_on`, `approved_on`, `starts_on`, `ends_on`."""
    for name in ("submitted_on", "approved_on", "starts_on", "ends_on"):
        setattr(dossier, name, days.get(name))
    dossier.updated = at
    dossier.save(update_fields=["submitted_on", "approved_on", "starts_on", "ends_on", "updated"])


def rename(dossier: Dossier, title: str, *, at: datetime) -> None:
    """Give it another title."""
    dossier.title, dossier.updated = title, at
    dossier.save(update_fields=["title", "updated"])


def tie_to_firm(dossier: Dossier, actor: Actor) -> None:
    """Let a dossier belong to the firm its owner speaks for: the one with the number written in it, or, while no number
    is written, the only one there is."""
    if dossier.firm_id is not None or not actor.firms:
        return
    number = "".join(sign for sign in str(dossier.parts.get("firm", {}).get("firm_number", "")) if sign.isdigit())
    rows = Firm.objects.filter(pk__in=list(actor.firms))
    if number:
        rows = rows.filter(enterprise_number=number.zfill(10))
    found = list(rows[:2])
    if len(found) == 1:
        dossier.firm = found[0]
        dossier.save(update_fields=["firm"])


def remove(dossier: Dossier) -> None:
    """Remove a dossier with everything in it."""
    dossier.delete()


@transaction.atomic
def merge(held: Applicant, theirs: Applicant) -> None:
    """Move the dossiers of one applicant to another."""
    if Dossier.objects.for_owner(theirs).exists():
        Dossier.objects.for_owner(held).update(is_first=False)
    Dossier.objects.for_owner(held).update(owner=theirs)


def remove_old(at: datetime) -> int:
    """Remove the dossiers of whoever did not come by for long; how many applicants."""
    visitors = Applicant.objects.filter(person__isnull=True, seen__lt=at - timedelta(days=KEPT_DAYS))
    people = Applicant.objects.filter(person__isnull=False, seen__lt=at - timedelta(days=365 * KEPT_YEARS))
    count = visitors.count() + people.count()
    visitors.delete()
    people.delete()
    return count


def _add_version(dossier: Dossier, kind: str, person: str | None, at: datetime, *, of: int | None = None) -> None:
    last = Version.objects.filter(dossier=dossier).first()
    goes_on = (
        kind == "typed"
        and last is not None
        and last.kind == "typed"
        and str(last.person_id or "") == (person or "")
        and at - last.at < _ONE_VERSION
        and last.measure == dossier.measure
    )
    if goes_on and last is not None:
        last.parts = dossier.parts
        last.save(update_fields=["parts"])
        return
    number = Version.objects.filter(dossier=dossier).aggregate(last=Max("number"))["last"] or 0
    Version.objects.create(
        dossier=dossier,
        number=number + 1,
        at=at,
        person_id=person,
        kind=kind,
        of=of,
        measure=dossier.measure,
        parts=dossier.parts,
    )


def _close_version(dossier: Dossier, person: str | None) -> None:
    """Whoever presses the button upon what their page kept already has saved it: nothing more is joined to it."""
    last = Version.objects.filter(dossier=dossier).first()
    if last is not None and last.kind == "typed" and str(last.person_id or "") == (person or ""):
        last.kind = "saved"
        last.save(update_fields=["kind"])
