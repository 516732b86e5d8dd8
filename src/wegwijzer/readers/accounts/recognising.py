"""What a file is, by its content; its name is not asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

HEAD_BYTES = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN = {
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip file",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"{\\rtf": "a text document",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(Enum):
    """What a file holds."""

    EMPTY = "empty"
    ZIP = "zip"
    SPREADSHEET = "spreadsheet"
    XML = "xml"
    JSON = "json"
    TEXT = "text"
    OTHER = "other"


def kind_of(head: bytes) -> Kind:
    """What a file is that starts with these bytes; a zip may turn out to be a spreadsheet.

    >>> kind_of(b"PK\\x03\\x04..."), kind_of(b" {}"), kind_of(b"entity;70"), kind_of(b"%PDF-1.7")
    (<Kind.ZIP: 'zip'>, <Kind.JSON: 'json'>, <Kind.TEXT: 'text'>, <Kind.OTHER: 'other'>)
    """
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return Kind.ZIP
    if head.startswith(_OLE):
        return Kind.SPREADSHEET
    if any(head.startswith(mark) for mark in _KNOWN):
        return Kind.OTHER
    plain = head
    if head.startswith(_UTF16):
        plain = head[2:].replace(b"\x00", b"")
    start = plain.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return Kind.EMPTY if len(head) < HEAD_BYTES else Kind.OTHER
    if start.startswith(b"<"):
        return Kind.OTHER if _HTML.match(start) else Kind.XML
    if start[:1] in (b"{", b"["):
        return Kind.JSON
    return Kind.OTHER if b"\x00" in plain else Kind.TEXT


def what_it_is(head: bytes) -> str:
    """A word for a file that is none of ours."""
    for mark, word in _KNOWN.items():
        if head.startswith(mark):
            return word
    return "a web page" if _HTML.match(head.lstrip()) else "no file of accounts"


def is_spreadsheet(names: Collection[str]) -> bool:
    """Whether a zip with these members is a spreadsheet."""
    if "[Content_Types].xml" in names:
        return any(name.startswith("xl/") for name in names)
    return "mimetype" in names and "content.xml" in names
