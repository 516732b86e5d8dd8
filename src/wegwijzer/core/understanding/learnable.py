"""A need as it may be kept to learn from: without names, numbers and addresses that lead to a person or a firm."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wegwijzer.core.language.masking import PersonalKind, mask
from wegwijzer.core.language.naming import GAP, NameSigns, names_in

_WEB = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@])[\w-]+(?:\.[\w-]+)*\.(?:be|com|eu|nl|fr|net|org|vlaanderen)\b\S*", re.I
)
_ADDRESS = re.compile(r"\S+@\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_LONG_NUMBER = re.compile(r"(?<!\w)(?:BE\s?)?\+?\d(?:[ ./\-]?\d){5,}(?!\w)", re.I)
"""Six digits and more: numbers of enterprises, telephones from abroad, badly typed registry numbers, large amounts."""
_GAPS = re.compile(rf"{re.escape(GAP)}(?:[\s,]*{re.escape(GAP)})+")


def learnable(text: str, signs: NameSigns, *, known_names: Iterable[str] = ()) -> str:
    """The text with a gap in place of everything that may lead to a person or a firm. Doing it twice is doing it once.

    A name that looks like an ordinary word stays; somebody reads the text before anything is learnt from it.
    """
    left = mask(" ".join(text.split()), labels=dict.fromkeys(PersonalKind, GAP)).text
    for pattern in (_WEB, _ADDRESS, _HANDLE, _LONG_NUMBER):
        left = pattern.sub(GAP, left)
    while spans := names_in(left, signs, known=known_names):
        for start, end in reversed(spans):
            left = left[:start] + GAP + left[end:]
    return _GAPS.sub(GAP, left).strip()
