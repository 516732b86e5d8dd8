"""What a server has loaded stays for good: the garbage collector need not look at it again.

Python looks through all objects only once a quarter as many new ones have gathered. Beside the half million of the
catalogue, the words and the models that is a long while, in which what nobody uses any more is kept, and a pause of a
tenth of a second when it comes. With those set aside it looks often, and at little.
"""

from __future__ import annotations

import gc


def settle() -> None:
    """Set aside what is loaded now. Before a fork processes share it too, as nothing writes to it any more."""
    gc.collect()
    gc.freeze()
    gc.collect()  # of what is left, nearly nothing: Python counts from it when to look again


class Settling:
    """Settles again after the first requests of a process, which load what is read when it is first asked for."""

    AFTER = (100, 1_000)
    """How many requests."""

    def __init__(self) -> None:
        self._requests = 0

    def answered(self) -> None:
        """One more request was answered."""
        self._requests += 1
        if self._requests in self.AFTER:
            settle()
