"""Join the JSON accounts of a batch with their reference records, which may stand in other files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.json_documents import JsonProblem, Reference, find_accounts, parse_json
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.nbb_json import Amounts, filing_of, read_rubrics, stem_of

_EXPECTED = "accounts of the NBB with Rubrics, or the reference record of a deposit with EnterpriseNumber."


class _Waiting(NamedTuple):
    where: str
    amounts: tuple[Amounts, Amounts]
    reference: Reference


class JsonBatch:
    """Holds accounts that do not say whose they are, until the batch has been read."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: list[_Waiting] = []
        self._by_number: dict[str, Reference] = {}
        self._by_stem: dict[str, Reference | None] = {}
        self._files_of_references: dict[str, list[str]] = {}
        self._used: set[str] = set()

    def add(self, data: bytes, where: str) -> Iterator[Filing | Fault]:
        """The filings of a document that need no other, and the faults in it."""
        try:
            document, faults = parse_json(data, where)
        except JsonProblem as problem:
            yield problem.fault
            return
        yield from faults
        found = find_accounts(document)
        if not found.accounts and not found.references:
            yield Fault(where, "is JSON, but holds no accounts.", _EXPECTED)
        if not found.accounts:
            self._remember(found.references, where)
        for reference in found.references:
            if reference.number:
                self._by_number[reference.number] = reference
        for accounts in found.accounts:
            place = where if len(found.accounts) == 1 else f"{where}, {accounts.path}"
            current, previous, faults = read_rubrics(accounts.rubrics, where, accounts.path)
            yield from faults
            waiting = _Waiting(place, (current, previous), accounts.reference)
            if accounts.reference.entity and accounts.reference.end:
                yield from self._give(waiting)
            else:
                self._waiting.append(waiting)
        if len(self._waiting) > self._limits.waiting:
            problem_ = f"{len(self._waiting):,} accounts waited for their reference record; none is waited for longer."
            yield Fault(where, problem_, "smaller batches, or every reference record before its accounts.")
            yield from self._give_waiting()

    def finish(self) -> Iterator[Filing | Fault]:
        """What was waiting, with the references that the batch brought."""
        yield from self._give_waiting()
        for where, names in self._files_of_references.items():
            if not self._used.intersection(names):
                problem = "holds reference records only, and none of their accounts is in the batch."
                yield Fault(where, problem, "the accounts (Rubrics) with the same ReferenceNumber.")

    def _remember(self, references: list[Reference], where: str) -> None:
        """Keep a file of references, to find it by its name and to tell when none of it was used."""
        stem = stem_of(where)
        self._by_stem[stem] = None if stem in self._by_stem or len(references) != 1 else references[0]
        self._files_of_references[where] = [stem, *(reference.number for reference in references if reference.number)]

    def _give_waiting(self) -> Iterator[Filing | Fault]:
        waiting, self._waiting = self._waiting, []
        for accounts in waiting:
            yield from self._give(accounts)

    def _give(self, accounts: _Waiting) -> Iterator[Filing | Fault]:
        own = accounts.reference
        stem = stem_of(accounts.where)
        other = self._by_number.get(own.number) if own.number else None
        if other is None and not (own.entity and own.end):
            named = self._by_stem.get(stem)
            other = named if named is not None and named.number in ("", own.number or named.number) else None
        if other is not None:
            self._used.update((stem, other.number))
        reference = own if other is None else own.or_else(other)
        filing, faults = filing_of(accounts.amounts, reference, accounts.where)
        yield from faults
        if filing is not None:
            yield filing
