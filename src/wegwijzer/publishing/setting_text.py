"""What our own fonts can set: a sign that they lack would be an empty box on paper, and makes a PDF inaccessible."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

_FONT = Path(__file__).parent / "typst" / "fonts" / "Figtree-400.ttf"


def settable(text: str, replacement: str = "?") -> str:
    """The text with a replacement for each sign that the font does not have; line ends stay.

    >>> settable("café 🙂")
    'café ?'
    """
    return "".join(sign if sign == "\n" or ord(sign) in signs() else replacement for sign in text)


def unsettable(text: str) -> frozenset[str]:
    """The signs in it that the font does not have."""
    return frozenset(sign for sign in text if sign != "\n" and ord(sign) not in signs())


@cache
def signs() -> frozenset[int]:
    """The code points of our font, from its `cmap` tables of format 4 and 12 (OpenType specification)."""
    data = _FONT.read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    tables = {
        data[12 + 16 * place : 16 + 16 * place]: struct.unpack(">I", data[20 + 16 * place : 24 + 16 * place])[0]
        for place in range(count)
    }
    start = tables[b"cmap"]
    subtables = struct.unpack(">H", data[start + 2 : start + 4])[0]
    found: set[int] = set()
    for place in range(subtables):
        offset = start + struct.unpack(">I", data[start + 8 + 8 * place : start + 12 + 8 * place])[0]
        form = struct.unpack(">H", data[offset : offset + 2])[0]
        found |= _format_4(data, offset) if form == 4 else _format_12(data, offset) if form == 12 else set()
    return frozenset(found)


def _format_4(data: bytes, offset: int) -> set[int]:
    segments = struct.unpack(">H", data[offset + 6 : offset + 8])[0] // 2
    ends = struct.unpack(f">{segments}H", data[offset + 14 : offset + 14 + 2 * segments])
    first = offset + 16 + 2 * segments
    starts = struct.unpack(f">{segments}H", data[first : first + 2 * segments])
    return {code for begin, end in zip(starts, ends, strict=True) for code in range(begin, end + 1) if code != 0xFFFF}


def _format_12(data: bytes, offset: int) -> set[int]:
    groups = struct.unpack(">I", data[offset + 12 : offset + 16])[0]
    found: set[int] = set()
    for place in range(groups):
        begin, end = struct.unpack(">II", data[offset + 16 + 12 * place : offset + 24 + 12 * place])
        found.update(range(begin, end + 1))
    return found
