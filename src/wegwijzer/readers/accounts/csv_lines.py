"""The lines of a text file, decoded one by one; a line that cannot be read is a fault and the rest goes on.

Files from Belgian offices are UTF-8 or, from an older Excel, Windows-1252. Which one shows at the first letter that is
not ASCII. From there on a line in the other encoding is a fault: to read it would be to guess.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from wegwijzer.readers.accounts.limits import Limits

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line with its number; `problem` says why it cannot be used."""

    number: int
    text: str
    problem: str = ""
    expected: str = ""


def text_lines(file: BinaryIO, head: bytes, limits: Limits) -> Iterator[Line]:
    """Every line of a file that starts with `head`, with its line end."""
    if head.startswith(UTF16_MARKS):
        return _wide_character_lines(file, limits)
    if b"\r" in head and b"\n" not in head:
        return _decoded(_lines_of_old_macs(file, limits.line_bytes), limits)
    return _decoded(_bounded(file.readline, limits.line_bytes), limits)


def _bounded(readline: Callable[[int], bytes], most: int) -> Iterator[bytes | None]:
    """Lines of at most `most` bytes; None for a longer one, which is skipped without being held."""
    while line := readline(most):
        if len(line) == most and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = readline(most)
            yield None
        else:
            yield line


def _lines_of_old_macs(file: BinaryIO, most: int) -> Iterator[bytes | None]:
    rest, is_skipping = b"", False
    while block := file.read(65536):
        *whole, rest = (rest + block).replace(b"\r\n", b"\r").split(b"\r")
        for line in whole:
            yield None if is_skipping else line + b"\r"
            is_skipping = False
        if len(rest) > most:
            rest, is_skipping = b"", True
    if rest or is_skipping:
        yield None if is_skipping else rest


def _decoded(lines: Iterator[bytes | None], limits: Limits) -> Iterator[Line]:
    encoding = ""
    for number, raw in enumerate(lines, start=1):
        if raw is None:
            yield _too_long(number, limits)
            continue
        if number == 1 and raw.startswith(_UTF8_MARK):
            raw, encoding = raw[3:], "utf-8"
        if raw.isascii():
            yield Line(number, raw.decode("ascii"))
            continue
        utf8 = _decode(raw, "utf-8")
        if encoding == "":
            encoding = "utf-8" if utf8 is not None else "cp1252"
        if encoding == "utf-8":
            text = utf8
        else:
            text = _decode(raw, "cp1252") if utf8 is None else None
        if text is not None:
            yield Line(number, text)
        else:
            shown = "UTF-8" if encoding == "utf-8" else "Windows-1252"
            problem = f"is not in {shown}, as the lines before it are; the line is left out."
            yield Line(number, raw.decode("cp1252", errors="replace"), problem, "one encoding in the whole file.")


def _decode(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide_character_lines(file: BinaryIO, limits: Limits) -> Iterator[Line]:
    reader = io.TextIOWrapper(file, encoding="utf-16", newline=None)
    number = 0
    try:
        while line := reader.readline(limits.line_bytes):
            number += 1
            if len(line) >= limits.line_bytes and not line.endswith("\n"):
                while line and not line.endswith("\n"):
                    line = reader.readline(limits.line_bytes)
                yield _too_long(number, limits)
            else:
                yield Line(number, line)
    except UnicodeError:
        yield Line(number + 1, "", "is not in UTF-16, as the file says it is; reading stops here.", "UTF-16 or UTF-8.")
    finally:
        reader.detach()


def _too_long(number: int, limits: Limits) -> Line:
    problem = f"is longer than {limits.line_bytes:,} bytes; the line is left out."
    return Line(number, "", problem, "a shorter line.")
