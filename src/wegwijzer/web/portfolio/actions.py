"""What changes in the portfolio's database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.web.portfolio import upload_folder
from wegwijzer.web.portfolio.models import Client, Owner, StoredFiling, Upload
from wegwijzer.web.portfolio.stored_filing import digest_of, filing_data

PORTFOLIO_DAYS = 30
"""How many days a portfolio is kept after the last visit; the cookie that leads to it lives as long."""
MOST_CLIENTS = 2_000
"""Clients in one portfolio: the list reads the accounts of all of them each time it is shown."""
SHOWN_FAULTS = 200
"""Faults of an upload that are kept one by one; the rest are counted."""

_BATCH = 500


def owner_for_person(person_id: str, *, at: datetime) -> Owner:
    """The portfolio of a person, made when there is none yet."""
    return Owner.objects.get_or_create(person_id=UUID(person_id), defaults={"created": at, "seen": at})[0]


def receive(owner: Owner, files: Iterable[UploadedFile[Any]], *, at: datetime) -> Upload:
    """Keep files that were sent, to be read in steps."""
    upload_id = uuid4()
    names = upload_folder.keep_files(upload_id, files)
    return Upload.objects.create(id=upload_id, owner=owner, created=at, files=names)


def begin_step(upload: Upload) -> None:
    """Note that reading goes on, before it does: a file that ends the process is then known next time."""
    Upload.objects.filter(pk=upload.pk).update(attempts=F("attempts") + 1)
    upload.refresh_from_db()


def note_progress(upload: Upload, *, read: int, added: int, reading: Mapping[str, object]) -> None:
    """Note how far reading came, and what the next step must know."""
    upload.read, upload.added, upload.attempts, upload.reading = read, upload.added + added, 0, dict(reading)
    upload.save(update_fields=["read", "added", "attempts", "reading"])


def finish(upload: Upload, faults: Sequence[Fault], *, faulty_files: int, clients: int) -> None:
    """All is read: keep what was wrong, and let the files go."""
    upload.faults = [[fault.where, fault.problem, fault.expected] for fault in faults[:SHOWN_FAULTS]]
    upload.fault_count, upload.faulty_files, upload.clients = len(faults), faulty_files, clients
    upload.is_done, upload.attempts, upload.reading = True, 0, {}
    upload.save()
    upload_folder.remove_files(upload.pk)


@transaction.atomic
def store(owner: Owner, filings: Iterable[Filing], *, is_fictional: bool = False) -> int:
    """Add filings to the portfolio, and tell how many were new. Those of a client too many are left out.

    What is there already is left as it is, so that the same file twice changes nothing.
    """
    added = 0
    remaining = iter(filings)
    while batch := list(islice(remaining, _BATCH)):
        clients = _clients(owner, [filing.entity for filing in batch], is_fictional=is_fictional)
        rows = []
        for filing in batch:
            client = clients.get(filing.entity)
            if client is None:
                continue
            data = filing_data(filing)
            rows.append(StoredFiling(owner=owner, client=client, digest=digest_of(data), data=data))
        own = StoredFiling.objects.for_owner(owner)
        before = own.count()
        StoredFiling.objects.bulk_create(rows, ignore_conflicts=True)
        added += own.count() - before
    return added


def _clients(owner: Owner, entities: list[str], *, is_fictional: bool) -> dict[str, Client]:
    """The clients of these entities, made where there is still room."""
    wanted = list(dict.fromkeys(entities))
    own = Client.objects.for_owner(owner)
    known = {client.entity: client for client in own.filter(entity__in=wanted)}
    room = MOST_CLIENTS - own.count()
    new = [entity for entity in wanted if entity not in known][: max(room, 0)]
    made = [Client(owner=owner, entity=entity, is_fictional=is_fictional) for entity in new]
    Client.objects.bulk_create(made)
    return {**known, **{client.entity: client for client in made}}


def note_talk(client: Client, *, name: str, last_talk: date | None, note: str) -> None:
    """Keep how the owner calls the client, when they last talked, and about what."""
    client.given_name, client.last_talk, client.note = name, last_talk, note
    client.save(update_fields=["given_name", "last_talk", "note"])


def remove_client(client: Client) -> None:
    """Remove a client with all its accounts."""
    client.delete()


def remove_fictional(owner: Owner) -> None:
    """Remove the fictional clients; those of the owner stay."""
    Client.objects.for_owner(owner).filter(is_fictional=True).delete()


def forget(owner: Owner) -> None:
    """Remove everything of an owner."""
    for upload in Upload.objects.for_owner(owner):
        upload_folder.remove_files(upload.pk)
    owner.delete()


@transaction.atomic
def merge(held: Owner, theirs: Owner) -> None:
    """Move a portfolio into another. Of a client that both have, the accounts come together and the words of `theirs`
    stay; accounts that both have are kept once. Clients beyond `MOST_CLIENTS` go."""
    known = {client.entity: client for client in Client.objects.for_owner(theirs)}
    digests = set(StoredFiling.objects.for_owner(theirs).values_list("digest", flat=True))
    StoredFiling.objects.for_owner(held).filter(digest__in=digests).delete()
    for client in Client.objects.for_owner(held):
        into = known.get(client.entity)
        if into is None and len(known) >= MOST_CLIENTS:
            continue
        if into is None:
            into = known[client.entity] = client
            Client.objects.filter(pk=client.pk).update(owner=theirs)
        StoredFiling.objects.filter(client=client).update(owner=theirs, client=into)
    Upload.objects.for_owner(held).update(owner=theirs)


def remove_old(at: datetime) -> int:
    """Remove portfolios that nobody visited for long, and files that nobody waits for; how many portfolios."""
    old = Owner.objects.filter(seen__lt=at - timedelta(days=PORTFOLIO_DAYS))
    count = old.count()
    old.delete()
    Upload.objects.filter(is_done=False, created__lt=at - timedelta(days=1)).delete()
    upload_folder.remove_all_but(list(Upload.objects.filter(is_done=False).values_list("pk", flat=True)))
    return count
