"""The front door: read a batch of annual accounts in any of the formats, alone, in folders or in zips.

Every file is known by its content. What is wrong with one file, row or cell is a fault; the rest always goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wegwijzer.core.accounts.checking import Break, broken_sums
from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.chart import shipped_chart
from wegwijzer.readers.accounts.csv_file import read_csv
from wegwijzer.readers.accounts.json_batch import JsonBatch
from wegwijzer.readers.accounts.limits import DEFAULT_LIMITS, Limits
from wegwijzer.readers.accounts.recognising import Kind, what_it_is
from wegwijzer.readers.accounts.sheets import read_sheets
from wegwijzer.readers.accounts.uploads import Document, Documents, Upload, damage_fault, is_damage
from wegwijzer.readers.accounts.xbrl import read_xbrl
from wegwijzer.readers.enterprise_number import parse_enterprise_number

_PROGRESS_EVERY = 1_000
_EXPECTED = "annual accounts: NBB JSON or XBRL, CSV, Excel, or a zip or folder of them."


@dataclass(slots=True)
class AccountsRead:
    """What was read so far: filings in order, faults in order, and how many files were opened.

    `breaks` are totals that are not the sum of their parts, with the filing that holds them; such filings are kept.
    """

    filings: list[Filing] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    breaks: list[tuple[Filing, Break]] = field(default_factory=list)
    files: int = 0


def read_accounts(
    paths: Sequence[Path | str | Upload],
    *,
    limits: Limits = DEFAULT_LIMITS,
    expect_entity: str | None = None,
    progress: Callable[[AccountsRead], None] | None = None,
) -> AccountsRead:
    """Everything that a batch holds.

    `expect_entity` is the one enterprise that the batch should be about; filings of another are reported and left
    out. `progress` is called with what was read so far, after every file and every thousand filings.
    """
    read = AccountsRead()
    chart = shipped_chart()
    batch = _Batch(limits, expect_entity)
    for found in batch.read(paths):
        if isinstance(found, Filing):
            read.filings.append(found)
            read.breaks += [(found, broken) for broken in broken_sums(found, chart)]
        else:
            read.faults.append(found)
        is_next_file = batch.documents.files != read.files
        read.files = batch.documents.files
        is_thousandth = isinstance(found, Filing) and len(read.filings) % _PROGRESS_EVERY == 0
        if progress is not None and (is_next_file or is_thousandth):
            progress(read)
    read.files = batch.documents.files
    if progress is not None:
        progress(read)
    return read


def iter_accounts(
    paths: Sequence[Path | str | Upload],
    *,
    limits: Limits = DEFAULT_LIMITS,
    expect_entity: str | None = None,
    passes_over: Callable[[Document], bool] | None = None,
) -> Iterator[Filing | Fault]:
    """The same in a stream: one file, and in a table one row, is held at a time.

    `passes_over` is asked before each document is read; where it says so, the document is left out. Who reads a batch
    in parts can so pass over what was read before. JSON must not be passed over: accounts wait there for their
    reference record.
    """
    return _Batch(limits, expect_entity, passes_over).read(paths)


class _Batch:
    """Reads one batch; JSON accounts may wait for their reference record until the end of it."""

    def __init__(
        self, limits: Limits, expect_entity: str | None, passes_over: Callable[[Document], bool] | None = None
    ) -> None:
        self._limits = limits
        self._passes_over = passes_over or _none
        self._expected = _in_digits(expect_entity) if expect_entity else None
        self._json = JsonBatch(limits)
        self.documents = Documents(limits)

    def read(self, paths: Sequence[Path | str | Upload]) -> Iterator[Filing | Fault]:
        for document in self.documents.of(paths):
            if isinstance(document, Fault):
                yield document
            elif not self._passes_over(document):
                yield from self._checked(_capped(self._one(document), document.name, self._limits))
        yield from self._checked(self._json.finish())

    def _one(self, document: Document) -> Iterator[Filing | Fault]:
        """The filings of one document; damage that shows while reading is a fault after what was read before it."""
        try:
            yield from self._by_kind(document)
        except Exception as error:
            if not is_damage(error):
                raise
            yield damage_fault(document.name, error)

    def _by_kind(self, document: Document) -> Iterator[Filing | Fault]:
        kind, name, limits = document.kind, document.name, self._limits
        if kind is Kind.EMPTY:
            yield Fault(name, "is empty.", _EXPECTED)
        elif kind is Kind.OTHER:
            yield Fault(name, f"is {what_it_is(document.head)}, and is skipped.", _EXPECTED)
        elif kind is Kind.TEXT:
            yield from read_csv(document.file, document.head, name, limits)
        else:
            most = limits.sheet_bytes if kind is Kind.SPREADSHEET else limits.document_bytes
            data = document.file.read(most + 1)
            if len(data) > most:
                yield Fault(name, f"is larger than {most:,} bytes, and is skipped.", "a smaller file, or CSV.")
            elif kind is Kind.SPREADSHEET:
                yield from read_sheets(data, name, limits)
            elif kind is Kind.JSON:
                yield from self._json.add(data, name)
            else:
                filing, faults = read_xbrl(data, name, limits)
                yield from faults
                if filing is not None:
                    yield filing

    def _checked(self, found: Iterator[Filing | Fault]) -> Iterator[Filing | Fault]:
        """Without the filings of another enterprise than the expected one."""
        expected = self._expected
        for item in found:
            if expected is not None and isinstance(item, Filing) and item.entity != expected:
                named = f"{item.name} ({item.entity})" if item.name else item.entity
                yield Fault(item.where, f"holds accounts of {named}, which are left out.", f"accounts of {expected}.")
            else:
                yield item


def _capped(found: Iterator[Filing | Fault], name: str, limits: Limits) -> Iterator[Filing | Fault]:
    """All filings, and of the faults as many as are told one by one."""
    faults = 0
    for item in found:
        if isinstance(item, Fault):
            faults += 1
            if faults > limits.faults_a_file:
                continue
        yield item
    if faults > limits.faults_a_file:
        yield Fault(name, f"has {faults - limits.faults_a_file:,} more faults, which are not told one by one.")


def _none(document: Document) -> bool:
    return False


def _in_digits(entity: str) -> str:
    try:
        return parse_enterprise_number(entity)
    except ValueError:
        return entity
