"""Log lines without personal data."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

_SECRET_PATHS = re.compile(r"/(gedeeld|deel|binnen)/[^/\s]+")


class DiscreetFormatter(logging.Formatter):
    """Leaves out what a visitor typed or may alone know.

    An exception is shown by its kind and the lines of code it passed, without its message, which may quote input;
    the token of a shared roadmap is struck out of addresses.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, with tokens struck out."""
        return _SECRET_PATHS.sub(r"/\1/…", super().format(record))

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The kind of exception and the way it came."""
        kind, _, trace = ei
        if kind is None:
            return ""
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__}"
