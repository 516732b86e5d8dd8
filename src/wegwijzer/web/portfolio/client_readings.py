"""The clients of an owner with their lights, worst first: computed when asked, by the rules of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.accounts.history import AccountsHistory, history_of
from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.knipperlichten.reading import AccountsReading, read_lights
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.web.portfolio import queries
from wegwijzer.web.portfolio.models import Client, Owner
from wegwijzer.web.portfolio.registers import Registered, opened_registers


@dataclass(frozen=True, slots=True)
class ClientReading:
    """A client with its accounts, its lights and what registers know of it.

    `reading` holds the lights of every year on a sheet, and those of the newest year in the list.
    """

    client: Client
    history: AccountsHistory
    reading: AccountsReading
    registered: Registered

    @property
    def name(self) -> str:
        """What the owner calls the client, else its name in the accounts or the register, else its number."""
        return self.client.given_name or self.registered.name or self.number

    @property
    def number(self) -> str:
        """The enterprise number with its dots, or the label of the export."""
        return shown_number(self.client.entity)

    @property
    def closing_year(self) -> int | None:
        """The year in which the newest financial year closes."""
        end = self.history.latest.year.end
        return None if end is None else end.year


def shown_number(entity: str) -> str:
    """An enterprise number with its dots; a label as it is.

    >>> shown_number("0403019261"), shown_number("klant 12")
    ('0403.019.261', 'klant 12')
    """
    try:
        return format_enterprise_number(entity)
    except ValueError:
        return entity


def portfolio(owner: Owner, *, board: LightBoard) -> list[ClientReading]:
    """Every client, most worrying first; equal scores by the number of red lights, then by label."""
    found = _read(queries.clients_with_filings(owner), board, newest_only=True)
    return sorted(
        found,
        key=lambda item: (
            -item.reading.score,
            -item.reading.latest.count(LightStatus.RED),
            item.client.entity,
        ),
    )


def one_client(owner: Owner, client: Client, *, board: LightBoard) -> tuple[ClientReading, list[Filing]] | None:
    """One client with its filings; None while it has no accounts."""
    filings = queries.filings_of(owner, client.pk)
    found = _read([(client, filings)] if filings else [], board)
    return (found[0], filings) if found else None


def _read(
    clients: Sequence[tuple[Client, list[Filing]]], board: LightBoard, *, newest_only: bool = False
) -> list[ClientReading]:
    histories = [history_of(filings) for _, filings in clients]
    read = [replace(history, years=history.years[:1]) for history in histories] if newest_only else histories
    readings = read_lights(read, board)
    with opened_registers() as registers:
        return [
            ClientReading(client, history, reading, registers.look_up(history))
            for (client, _), history, reading in zip(clients, histories, readings, strict=True)
        ]


def talked_this_year(client: Client, today: date) -> bool:
    """Whether the owner noted a talk in the calendar year of the day."""
    return client.last_talk is not None and client.last_talk.year == today.year
