"""Batches of files in memory, and what is read of them."""

from __future__ import annotations

import io
from dataclasses import replace

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.readers.accounts.limits import DEFAULT_LIMITS, Limits
from wegwijzer.readers.accounts.reading import AccountsRead, read_accounts
from wegwijzer.readers.accounts.uploads import Upload


def upload(name: str, data: bytes | str) -> Upload:
    """A file that somebody sent."""
    return Upload(name, io.BytesIO(data.encode() if isinstance(data, str) else data))


def read(files: dict[str, bytes | str], *, expect_entity: str | None = None, **limits: int) -> AccountsRead:
    """What a batch of files holds."""
    chosen: Limits = replace(DEFAULT_LIMITS, **limits)
    uploads = [upload(name, data) for name, data in files.items()]
    return read_accounts(uploads, limits=chosen, expect_entity=expect_entity)


def read_one(data: bytes | str, name: str = "file", **limits: int) -> AccountsRead:
    """What one file holds."""
    return read({name: data}, **limits)


def told(read_: AccountsRead) -> list[str]:
    """The faults as they are shown."""
    return [str(fault) for fault in read_.faults]


def without_place(filing: Filing) -> Filing:
    """The filing, wherever it was read."""
    return replace(filing, where="")
