"""Words of a text, for keyword matching: case, accents and punctuation fall away."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9&]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SHORTEST_STEM = 4


def plain(text: str) -> str:
    """The text in lower case without accents.

    >>> plain("Énergie, ideeën")
    'energie, ideeen'
    """
    if text.isascii():  # most words: nothing to take apart
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _BEYOND_ASCII.sub(_without_marks, decomposed)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(character for character in found[0] if not unicodedata.combining(character))


def words_of(text: str) -> tuple[str, ...]:
    """The words in order, in plain form."""
    return tuple(_WORD.findall(plain(text)))


def mentions(words: tuple[str, ...], keyword: tuple[str, ...]) -> bool:
    """Whether a text's words contain a keyword or phrase.

    A phrase must stand in order, word beside word. A keyword of four letters or more also matches as the beginning
    of a longer word and, from five letters, anywhere inside one, because Dutch writes compounds as one word.

    >>> mentions(words_of("onze verpakkingslijn hapert"), words_of("verpakking"))
    True
    >>> mentions(words_of("een ruitje"), words_of("uit"))
    False
    """
    span = len(keyword)
    return any(
        all(_matches(words[start + offset], part) for offset, part in enumerate(keyword))
        for start in range(len(words) - span + 1)
    )


def _matches(word: str, part: str) -> bool:
    if word == part:
        return True
    if len(part) < _SHORTEST_STEM:
        return False
    return word.startswith(part) or (len(part) > _SHORTEST_STEM and part in word)
