"""Publications' part of a worker's round of figures: whom the proposals touch that somebody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wegwijzer.web.publications.simulating import compute_asked


def run(at: datetime) -> Iterator[str]:
    """Do what was asked, a line for each thing done; `at` is the moment of the round."""
    del at
    yield from compute_asked()
