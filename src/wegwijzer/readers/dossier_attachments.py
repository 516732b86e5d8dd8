"""Look into a file that somebody wants to attach: which kind it is by its content, and whether it may hold a macro.

Only kinds that cannot run anything are taken in. Office files are zips: one with `vbaProject.bin`, an ActiveX part or a
macro-enabled content type (ECMA-376, part 2; [MS-OFFMACRO2]) is refused whatever its name says.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of one file."""
_CONTENT_TYPES = "[Content_Types].xml"
_MOST_TYPES = 1024 * 1024
_MOST_PARTS, _MOST_UNPACKED, _MOST_RATIO, _RATIO_FROM = 2_000, 200 * 1024 * 1024, 200, 8 * 1024 * 1024
"""Parts of an Office file, bytes that they unpack to, and how far a part above some bytes may expand: whoever opens it
later unpacks all of it."""
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_FOLDERS = {"docx": "word/", "dotx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_PLAIN = {"txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8"}
_MAGIC = {"pdf": (b"%PDF-",), "png": (b"\x89PNG\r\n\x1a\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",)}
_MEDIA = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
MEDIA: Mapping[str, str] = {**_MEDIA, **_OFFICE, **_OPEN_DOCUMENT, **_PLAIN}
"""The kinds that are taken, by the end of the name."""
_MACRO_NAMES = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam"})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "activex", "/basic/", "scripts/", "embeddings/oleobject")


class AttachmentError(Exception):
    """Why a file is not taken in: `code` is too_large, empty, kind, macro, old_office, bomb, broken or
    not_what_it_says."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that may be taken in, with the media type that its content shows."""

    name: str
    media: str
    content: bytes


def read_attachment(name: str, content: bytes) -> Attached:
    """The file, when it is of a kind that we take and holds what its name says. Raises AttachmentError."""
    clean = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()[-120:]
    ending = clean.rpartition(".")[2].casefold() if "." in clean else ""
    if len(content) > MOST_BYTES:
        raise AttachmentError("too_large")
    if not content:
        raise AttachmentError("empty")
    if ending in _MACRO_NAMES:
        raise AttachmentError("macro")
    if content.startswith(_OLD_OFFICE):
        raise AttachmentError("old_office")
    if ending not in MEDIA:
        raise AttachmentError("kind")
    if ending in _MAGIC and not content.startswith(_MAGIC[ending]):
        raise AttachmentError("not_what_it_says")
    if ending in _OFFICE or ending in _OPEN_DOCUMENT:
        _look_into(content, ending)
    if ending in _PLAIN and b"\x00" in content:
        raise AttachmentError("not_what_it_says")
    return Attached(clean, MEDIA[ending], content)


def _look_into(content: bytes, ending: str) -> None:
    """Read the list of parts of the zip, and of the parts only the one that tells the types; nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if _is_bomb(package.infolist()):
                raise AttachmentError("bomb")
            parts = [name.casefold() for name in package.namelist()]
            types = b""
            if _CONTENT_TYPES in package.namelist():
                with package.open(_CONTENT_TYPES) as part:
                    types = part.read(_MOST_TYPES).lower()
            told = _told_kind(package) if ending in _OPEN_DOCUMENT else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise AttachmentError("broken") from error
    if (
        b"macroenabled" in types
        or b"vbaproject" in types
        or any(mark in part for part in parts for mark in _MACRO_PARTS)
    ):
        raise AttachmentError("macro")
    if ending in _OFFICE and not (types and any(part.startswith(_FOLDERS[ending]) for part in parts)):
        raise AttachmentError("not_what_it_says")
    if ending in _OPEN_DOCUMENT and told != _OPEN_DOCUMENT[ending]:
        raise AttachmentError("not_what_it_says")


def _is_bomb(members: Sequence[zipfile.ZipInfo]) -> bool:
    return (
        len(members) > _MOST_PARTS
        or sum(member.file_size for member in members) > _MOST_UNPACKED
        or any(
            member.file_size > _RATIO_FROM and member.file_size > _MOST_RATIO * max(member.compress_size, 1)
            for member in members
        )
    )


def _told_kind(package: zipfile.ZipFile) -> str:
    if "mimetype" not in package.namelist():
        return ""
    with package.open("mimetype") as part:
        return part.read(200).decode("ascii", errors="replace").strip()
