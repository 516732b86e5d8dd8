"""What can be wrong with a letter."""

from __future__ import annotations


class LetterError(ValueError):
    """A letter that cannot be written: a kind that is unknown, or values that are not those of its kind.

    A mistake in the code that writes it, so that it shows when the letter is put in and not when it should leave.
    """


class MailRefusedError(Exception):
    """A received e-mail that is not kept. `is_unknown` when it is addressed to nobody we know (then there is no
    mailbox), else it cannot be read; `reason` says which and what to do."""

    def __init__(self, reason: str, *, is_unknown: bool = False) -> None:
        self.reason, self.is_unknown = reason, is_unknown
        super().__init__(reason)
