"""The words typed in a search box, as asked in the address (`?q=`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.wording.language import say

PARAMETER = "q"
LONGEST_SEARCH = 200
"""Characters of a search in an address; a problem told at length belongs in the guide."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """What was typed, and what is wrong with it (empty: nothing)."""

    text: str
    error: str = ""

    @property
    def is_searched(self) -> bool:
        """Whether there is something to search for."""
        return bool(self.text) and not self.error


def typed_text(asked: Mapping[str, str], *, language: str) -> TypedText:
    """Read the search; one that is too long is kept as typed, and refused."""
    typed = " ".join(str(asked.get(PARAMETER, "")).replace("\x00", "").split())
    if len(typed) > LONGEST_SEARCH:
        return TypedText(
            typed, say("catalogue.search.too_long", language, count=str(len(typed)), most=str(LONGEST_SEARCH))
        )
    return TypedText(typed)
