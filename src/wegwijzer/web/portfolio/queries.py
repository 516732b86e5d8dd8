"""What others may ask of the portfolio's database. Every question about clients names its owner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest

from wegwijzer.core.accounts.facts import accounts_facts
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.accounts.history import history_of
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.knipperlichten.light import LightBoard
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.web.portfolio.models import Client, Owner, StoredFiling, Upload
from wegwijzer.web.portfolio.registers import opened_registers
from wegwijzer.web.portfolio.stored_filing import filing_of
from wegwijzer.web.portfolio.visit import portfolio_owner

if TYPE_CHECKING:
    from wegwijzer.web.portfolio.client_readings import ClientReading as ClientReading

_SEEN_EVERY = timedelta(hours=1)


def has_clients(of: Owner) -> bool:
    """Whether the owner has any client."""
    return Client.objects.for_owner(of).exists()


def client_count(of: Owner) -> int:
    """How many clients the owner has."""
    return Client.objects.for_owner(of).count()


def client(of: Owner, client_id: UUID) -> Client | None:
    """The owner's client with that id."""
    return Client.objects.for_owner(of).filter(pk=client_id).first()


def clients_with_filings(of: Owner) -> list[tuple[Client, list[Filing]]]:
    """Every client of the owner with its filings, in the order in which they came."""
    filings: dict[UUID, list[Filing]] = {}
    rows = StoredFiling.objects.for_owner(of).order_by("id").values_list("client_id", "data")
    for client_id, data in rows.iterator(chunk_size=2_000):
        filings.setdefault(client_id, []).append(filing_of(data))
    return [(found, filings[found.pk]) for found in Client.objects.for_owner(of) if found.pk in filings]


def filings_of(of: Owner, client_id: UUID) -> list[Filing]:
    """The filings of one client of the owner."""
    rows = StoredFiling.objects.for_owner(of).filter(client_id=client_id).order_by("id")
    return [filing_of(data) for data in rows.values_list("data", flat=True)]


def upload(of: Owner, upload_id: UUID) -> Upload | None:
    """The owner's upload with that id."""
    return Upload.objects.for_owner(of).filter(pk=upload_id).first()


def latest_upload(of: Owner) -> Upload | None:
    """The owner's newest upload."""
    return Upload.objects.for_owner(of).order_by("-created").first()


def has_fictional(of: Owner) -> bool:
    """Whether some of the owner's clients are fictional."""
    return Client.objects.for_owner(of).filter(is_fictional=True).exists()


def entities(of: Owner) -> set[str]:
    """The numbers and labels of the owner's clients."""
    return set(Client.objects.for_owner(of).values_list("entity", flat=True))


@dataclass(frozen=True, slots=True)
class ClientTakenAlong:
    """What is known of a client, for a page that must not ask it again; `enterprise_number` is empty for a label."""

    name: str
    enterprise_number: str
    picture: FirmPicture


def client_taken_along(request: HttpRequest, client_id: UUID, *, on: date) -> ClientTakenAlong | None:
    """What is known of one of the visitor's own clients; None for anybody else's, and while it has no accounts."""
    owner = portfolio_owner.of(request)
    found = client(owner, client_id) if owner is not None else None
    if owner is None or found is None:
        return None
    filings = filings_of(owner, client_id)
    if not filings:
        return None
    history = history_of(filings)
    with opened_registers() as registers:
        registered = registers.look_up(history)
    known = {**accounts_facts(history, read_on=on), **registered.facts}
    picture = derive(Profile(known), shipped_day(on).derivation)
    number = found.entity if found.entity.isdigit() and not found.is_fictional else ""
    return ClientTakenAlong(found.given_name or registered.name, number, picture)


def owner_of_person(person_id: UUID | str, *, at: datetime) -> Owner | None:
    """The portfolio of a person. A program that reads it counts as a visit: what is used is not removed as old."""
    found = Owner.objects.filter(person_id=person_id).first()
    if found is not None and at - found.seen > _SEEN_EVERY:
        Owner.objects.filter(pk=found.pk).update(seen=at)
    return found


def readings(of: Owner, *, board: LightBoard) -> list[ClientReading]:
    """Every client with its lights, most worrying first."""
    from wegwijzer.web.portfolio.client_readings import portfolio  # which asks us for the filings

    return portfolio(of, board=board)


def reading(of: Owner, client_id: UUID, *, board: LightBoard) -> ClientReading | None:
    """One client with the lights of every year; None for anybody else's, and while it has no accounts."""
    from wegwijzer.web.portfolio.client_readings import one_client

    found = client(of, client_id)
    read = one_client(of, found, board=board) if found is not None else None
    return read[0] if read is not None else None


def client_ids(request: HttpRequest, numbers: Collection[str]) -> dict[str, UUID]:
    """Which of the enterprise numbers are clients in the portfolio of whoever asks, with the client's id."""
    owner = portfolio_owner.of(request) if numbers else None
    if owner is None:
        return {}
    return dict(Client.objects.for_owner(owner).filter(entity__in=numbers).values_list("entity", "pk"))
