"""Lines of text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

_WIDTH = 98
"""Characters of a line."""


def wrapped(text: str, indent: str, *, deeper: str = "  ") -> Iterator[str]:
    """A text in lines below an indent; what does not fit on the first line stands `deeper`."""
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + deeper,
        break_long_words=False,
        break_on_hyphens=False,
    )
