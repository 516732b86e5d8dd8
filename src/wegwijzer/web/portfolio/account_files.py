"""The files of an upload, read by the readers of annual accounts within the website's own limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.reading import iter_accounts
from wegwijzer.readers.accounts.uploads import Document

_MIB = 1024 * 1024
WEB_LIMITS = Limits(
    document_bytes=16 * _MIB,
    sheet_bytes=48 * _MIB,
    sheet_seconds=15,
    sheet_memory_bytes=768 * _MIB,
    expanded_bytes=512 * _MIB,
    members=20_000,
    scattered_rows=200_000,
    faults_a_file=200,
)
"""Less than on the command line: somebody waits for the page, and others share the machine."""


def filings_and_faults(
    paths: Sequence[Path], passes_over: Callable[[Document], bool] | None = None
) -> Iterator[Filing | Fault]:
    """What the files hold, with places that begin with the name as it was sent.

    `passes_over` is asked before each document, as by `iter_accounts`.
    """
    folders = {f"{path.parent}/" for path in paths}

    def place(where: str) -> str:
        return next((where.removeprefix(folder) for folder in folders if where.startswith(folder)), where)

    for found in iter_accounts(list(paths), limits=WEB_LIMITS, passes_over=passes_over):
        yield replace(found, where=place(found.where))
