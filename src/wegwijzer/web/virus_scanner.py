"""Asking the operator's virus scanner, clamd of ClamAV, whether there is something in a file.

Only what it says is clean is clean. Where it is away, slow, or did not look at all of a file, that is no verdict.

Protocol: clamd(8), INSTREAM. The libraries for it are not kept up or take a broken connection for an answer
(python-clamd issue 24), and it is thirty lines.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterable

from django.conf import settings

SCANNED_WITHIN = 20.0
"""Seconds for all files of a form together; the server ends a request after thirty."""
_ANSWERS_WITHIN = 1.0
_LONGEST_ANSWER = 4096
_PIECE = 64 * 1024
_TOO_LARGE = "Heuristics.Limits.Exceeded"
"""What clamd says with `AlertExceedsMax yes` of a file that it did not look through wholly."""


class ScannerAwayError(Exception):
    """There is no verdict: the scanner does not answer, not in time, or did not look at all of it. Says why."""


def name_of_virus(pieces: Iterable[bytes], *, until: float) -> str:
    """What the scanner calls that which it finds in a file, "" where it finds nothing.

    `until` is when it must have answered, on the monotonic clock. Raises ScannerAwayError.
    """
    answer = _asked(b"zINSTREAM\0", pieces, until)
    verdict = answer.removeprefix("stream: ")
    if answer == "stream: OK":
        return ""
    if verdict != answer and verdict.endswith(" FOUND") and not verdict.startswith(_TOO_LARGE):
        return verdict.removesuffix(" FOUND")
    raise ScannerAwayError(answer[:100])


def answers() -> bool:
    """Whether the scanner is there."""
    try:
        return _asked(b"zPING\0", None, time.monotonic() + _ANSWERS_WITHIN) == "PONG"
    except ScannerAwayError:
        return False


def _asked(command: bytes, pieces: Iterable[bytes] | None, until: float) -> str:
    try:
        with _connected(until) as connection:
            try:
                _send(connection, command, until)
                if pieces is not None:
                    for piece in pieces:
                        for start in range(0, len(piece), _PIECE):
                            part = piece[start : start + _PIECE]
                            _send(connection, struct.pack("!I", len(part)) + part, until)
                    _send(connection, struct.pack("!I", 0), until)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it closes in the middle of what is too large for it, and may have said so
            return _answer(connection, until)
    except OSError as error:
        raise ScannerAwayError(type(error).__name__) from error


def _connected(until: float) -> socket.socket:
    address: str | tuple[str, int] | None = settings.VIRUS_SCANNER
    if address is None:
        raise ScannerAwayError("none is set")
    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=_left(until))
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(_left(until))
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, content: bytes, until: float) -> None:
    connection.settimeout(_left(until))
    connection.sendall(content)


def _answer(connection: socket.socket, until: float) -> str:
    """What it says, up to the zero byte with which it ends; else nobody knows whether that is all."""
    read = b""
    while not read.endswith(b"\0"):
        connection.settimeout(_left(until))
        more = connection.recv(_LONGEST_ANSWER)
        if not more or len(read) + len(more) > _LONGEST_ANSWER:
            raise ScannerAwayError("no whole answer")
        read += more
    return read[:-1].decode("ascii", "replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
