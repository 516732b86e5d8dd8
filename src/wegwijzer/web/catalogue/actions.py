"""What changes the catalogue's copy in the database."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue.models import Entry, EntryKind, Load
from wegwijzer.web.publications.in_force import refresh
from wegwijzer.wording.language import DEFAULT_LANGUAGE, local

_COPIED = ("name", "digest", "present")


@transaction.atomic
def load_catalogue(catalogue: Catalogue | None = None) -> Load:
    """Make the rows equal to the files (or to the catalogue given), and say what the last load was.

    Loading the same catalogue again changes nothing. Entries that left the files are marked, not deleted, because
    other rows may point at them.
    """
    if catalogue is None:
        refresh()
        catalogue = shipped_catalogue()
    wanted = {(entry.kind, entry.slug): entry for entry in _entries(catalogue)}
    known = {(entry.kind, entry.slug): entry for entry in Entry.objects.select_for_update()}
    new = [entry for key, entry in wanted.items() if key not in known]
    changed = []
    for key, entry in known.items():
        target = wanted.get(key)
        after = (target.name, target.digest, True) if target else (entry.name, entry.digest, False)
        if after != (entry.name, entry.digest, entry.present):
            entry.name, entry.digest, entry.present = after
            changed.append(entry)
    Entry.objects.bulk_create(new)
    Entry.objects.bulk_update(changed, _COPIED)
    last = Load.objects.order_by("-loaded_at", "-pk").first()
    if last is not None and last.digest == catalogue.digest and not new and not changed:
        return last
    return Load.objects.create(
        digest=catalogue.digest,
        loaded_at=timezone.now(),
        measures=len(catalogue.measures),
        organisations=len(catalogue.organisations),
        changed=len(new) + len(changed),
    )


def _entries(catalogue: Catalogue) -> list[Entry]:
    measures = [_entry(EntryKind.MEASURE, measure) for measure in catalogue.measures.values()]
    return measures + [
        _entry(EntryKind.ORGANISATION, organisation) for organisation in catalogue.organisations.values()
    ]


def _entry(kind: EntryKind, content: Measure | Organisation) -> Entry:
    return Entry(
        kind=kind.value,
        slug=content.id,
        name=local(content.name, DEFAULT_LANGUAGE),
        # Entries are values made of values, so their representation is their content. It also changes when the code
        # that reads them changes, which costs no more than one extra load.
        digest=hashlib.sha256(repr(content).encode()).hexdigest()[:16],
        present=True,
    )
