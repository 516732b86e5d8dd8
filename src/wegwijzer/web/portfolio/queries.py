"""What others may ask of the portfolio's database. Every question about clients names its owner."""

from __future__ import annotations

from uuid import UUID

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.web.portfolio.models import Client, Owner, StoredFiling, Upload
from wegwijzer.web.portfolio.stored_filing import filing_of


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
