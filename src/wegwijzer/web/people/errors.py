"""What can be wrong when people or roles are changed."""

from __future__ import annotations


class PeopleError(Exception):
    """A change that is refused. `code` is the reason, worded under `signin.refused`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
