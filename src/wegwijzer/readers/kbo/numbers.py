"""Numbers of entities as KBO Open Data writes them: enterprises, establishments and branches.

An enterprise number begins with 0 or 1, an establishment number with 2 to 8, a branch with 9. The last two digits of
the first two are 97 less the remainder of the first eight by 97.
"""

from __future__ import annotations

BAD = -1
"""No number of an entity."""
BRANCH = -2
"""A branch of a foreign firm, which the register does not keep."""

FIRST_ESTABLISHMENT = 2_000_000_000
_FIRST_BRANCH = 9_000_000_000


def entity_number(text: str) -> int:
    """The number as a whole number, `BAD` when it is none or its check digits are wrong, `BRANCH` for a branch.

    >>> entity_number("0403.019.261"), entity_number("2.000.000.339"), entity_number("0403.019.262")
    (403019261, 2000000339, -1)
    """
    digits = text.replace(".", "")
    if len(digits) != 10 or not digits.isdecimal() or not digits.isascii():
        return BAD
    length = len(text)
    if not (
        (length == 12 and text[4] == text[8] == ".")
        or (length == 13 and text[1] == text[5] == text[9] == ".")
        or length == 10
    ):
        return BAD
    number = int(digits)
    if number >= _FIRST_BRANCH:
        return BRANCH
    return number if 97 - number // 100 % 97 == number % 100 else BAD


class Entities:
    """Which enterprises and establishments there are, and which belong to a natural person.

    Two bits for every number there can be: 22 MB, whatever the size of the dump.
    """

    def __init__(self) -> None:
        self._known = bytearray(_FIRST_BRANCH // 800)
        self._natural = bytearray(_FIRST_BRANCH // 800)

    def add(self, number: int, is_natural: bool) -> bool:
        """Remember an entity; False when it was there already."""
        place, bit = number // 800, 1 << (number // 100 & 7)
        if self._known[place] & bit:
            return False
        self._known[place] |= bit
        if is_natural:
            self._natural[place] |= bit
        return True

    def is_natural(self, number: int) -> bool | None:
        """Whether the entity belongs to a natural person; None when there is no such entity."""
        place, bit = number // 800, 1 << (number // 100 & 7)
        return bool(self._natural[place] & bit) if self._known[place] & bit else None
