"""The next batch is made while the last one is worked on: Polars lets go of Python's lock, so a second core helps."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def read_ahead(batches: Iterator[T]) -> Iterator[T]:
    """The batches in their order, each made one ahead of its use in another thread; what it raises is raised here.

    Memory holds one batch more.
    """
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = maker.submit(next, batches, None)
            yield batch
