"""A filing as a row of the store, and a row as a filing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijzer.core.accounts.filing import AccountsModel, Filing, FinancialYear
from wegwijzer.readers.accounts_store.packing import AmountsPacker, AmountsUnpacker

COLUMNS = (
    "entity, digest, year_end, months, deposited, reference, model, is_deposit, name, legal_form, nace, nace_version, "
    "source, amounts, previous_end, previous_months, previous"
)
PLACES = ", ".join("?" * len(COLUMNS.split(",")))

Row = tuple[Any, ...]
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class PackedFiling:
    """A filing ready to be stored. `digest` is over all of it but for the place it was read from."""

    entity: str
    digest: bytes
    end: str | None
    row: Row


class RubricNumbers:
    """The numbers of rubrics in one store; a new rubric is stored with the batch that brings it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._codes: dict[int, str] = {}

    def read(self) -> None:
        """Take over what the store holds by now; another load may have added to it."""
        rows = self._connection.execute("SELECT id, code FROM rubric").fetchall()
        self._numbers = {code: number for number, code in rows}
        self._codes = dict(rows)

    def of(self, codes: Sequence[str]) -> list[int]:
        """The numbers of these rubrics; inside a transaction."""
        for code in codes:
            if code not in self._numbers:
                number = len(self._numbers) + 1
                self._connection.execute("INSERT INTO rubric (id, code) VALUES (?, ?)", (number, code))
                self._numbers[code] = number
                self._codes[number] = code
        return [self._numbers[code] for code in codes]

    def codes(self, numbers: Sequence[int]) -> list[str]:
        """The codes of these numbers."""
        try:
            return list(map(self._codes.__getitem__, numbers))
        except KeyError:
            self.read()
            return [self._codes[number] for number in numbers]


def packed_filings(filings: Sequence[Filing], packer: AmountsPacker) -> list[PackedFiling]:
    """The filings as rows."""
    current = packer.pack([filing.year.amounts for filing in filings])
    before = iter(packer.pack([filing.previous.amounts for filing in filings if filing.previous is not None]))
    return [
        _packed(filing, amounts, next(before) if filing.previous is not None else None)
        for filing, amounts in zip(filings, current, strict=True)
    ]


def filings_of(rows: Iterable[Row], unpacker: AmountsUnpacker) -> Iterator[Filing]:
    """The rows as filings, each as it was given."""
    for row in rows:
        (entity, _, end, months, deposited, reference, model, is_deposit, name, legal_form, nace, nace_version) = row[
            :12
        ]
        source, amounts, previous_end, previous_months, previous = row[12:]
        yield Filing(
            entity,
            FinancialYear(unpacker.unpack(amounts), _day(end), months),
            None if previous is None else FinancialYear(unpacker.unpack(previous), _day(previous_end), previous_months),
            None if model is None else AccountsModel(model),
            bool(is_deposit),
            _day(deposited),
            reference,
            name,
            legal_form,
            nace,
            nace_version,
            source,
        )


def _packed(filing: Filing, amounts: bytes, previous_amounts: bytes | None) -> PackedFiling:
    year, previous = filing.year, filing.previous
    entity = storable(filing.entity)
    end = _iso(year.end)
    told = (
        end,
        year.months,
        _iso(filing.deposited),
        storable(filing.reference),
        None if filing.model is None else filing.model.value,
        int(filing.is_deposit),
        storable(filing.name),
        storable(filing.legal_form),
        storable(filing.nace),
        storable(filing.nace_version),
    )
    before = (None, None) if previous is None else (_iso(previous.end), previous.months)
    told_in_all = repr((entity, told, before, len(amounts), previous_amounts is None)).encode()
    digest = hashlib.blake2b(told_in_all + amounts + (previous_amounts or b""), digest_size=_DIGEST_BYTES).digest()
    row = (entity, digest, *told, storable(filing.where), amounts, *before, previous_amounts)
    return PackedFiling(entity, digest, end, row)


def storable(text: str) -> str:
    """The text; a half character, which no file in Unicode can hold, becomes a question mark."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
