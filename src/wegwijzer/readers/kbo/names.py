"""Names of firms as people type them: what is left of a name once it is written in the plainest way.

The same is done to the names of the register and to what is searched for. Case, accents and punctuation go; the dots of
b.v. and the apostrophe of d'Hondt join what they stand between; words for a legal form go, and so does the & or "en"
between two names, unless nothing else were left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST_NAME = 1000
"""Characters of a name; the register's own limit is 320."""
_MOST_WORDS = 40

_JOINERS = str.maketrans("", "", "'’‘`´")
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_]\.){2,}([^\W\d_](?![^\W_]))?")
_WORD = re.compile(r"[^\W_]+")
_SPECIAL = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l"})
_BETWEEN = frozenset({"en", "et", "and", "und"})


class NameFolder:
    """Folds names to their key: plain words with one space between, legal forms left out.

    >>> NameFolder({"bv"}).key("De Korst & Zonen B.V.")
    'de korst zonen'
    """

    def __init__(self, legal_words: Collection[str]) -> None:
        self.legal_words = frozenset(legal_words)
        self._dropped = self.legal_words | _BETWEEN

    def key(self, name: str) -> str:
        """The name as one text to compare by; empty when it holds no letter or digit."""
        return " ".join(self.words(name))

    def words(self, name: str) -> list[str]:
        """The words of the name, in order."""
        text = name.translate(_JOINERS)
        if not text.isascii():
            decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
            text = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).translate(_SPECIAL)
        else:
            text = text.lower()
        if "." in text:
            text = _INITIALS.sub(_joined, text)
        words = _WORD.findall(text)[:_MOST_WORDS]
        kept = [word for word in words if word not in self._dropped]
        return kept or words


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + " "
