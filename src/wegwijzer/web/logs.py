"""Log lines without personal data, for people to read or, in production, one JSON object a line.

What is left out: the message of an exception (it may quote input), addresses of pages that were asked for (they may
hold what somebody typed, or a token), and everything about who asked; the events of `security_events` alone hold the
random id of an account. What is told instead: the kind of the exception
and the lines of code it passed, the name of the page, and the number of the request.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import responses
from types import TracebackType

from django.http import HttpRequest

from wegwijzer.web.operating.request_ids import request_id
from wegwijzer.web.operating.routes import route_of

_SECRET_PATHS = re.compile(r"/(gedeeld|deel|binnen)/[^/\s]+")
_LONG_SEGMENT = re.compile(r"/[A-Za-z0-9_=-]{24,}(?=[/\s?]|$)")
"""A part of an address so long is a token, or the id of something that is somebody's."""
_QUERY = re.compile(r"\?[^\s\"']+")
_EMAIL = re.compile(r"(?<![^\s@\"'<>])[^\s@\"'<>]+@[^\s@\"'<>]+\.[^\s@\"'<>]+")
_LONGEST = 2000
"""Characters of a message."""
Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def discreet(message: str) -> str:
    """A message without tokens in addresses, without questions of addresses, and without addresses of e-mail.

    >>> discreet("Not Found: /nl/gedeeld/abc123/pdf/?van=an@firma.be")
    'Not Found: /nl/gedeeld/…/pdf/?…'
    """
    found = _LONG_SEGMENT.sub("/…", _SECRET_PATHS.sub(r"/\1/…", message[: 2 * _LONGEST]))
    found = _EMAIL.sub("…@…", _QUERY.sub("?…", found))
    return found if len(found) <= _LONGEST else found[:_LONGEST] + "…"


def message_of(record: logging.LogRecord) -> str:
    """What a record says; of a request that failed, as Django tells it, the status and the name of the page."""
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    if isinstance(request, HttpRequest) and isinstance(status, int):
        return f"{status} {responses.get(status, '')}: {route_of(request)}"
    return discreet(record.getMessage())


class DiscreetFormatter(logging.Formatter):
    """A line for people: time, level, logger, number of the request, message, and the way of an exception."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        record.asctime = self.formatTime(record)
        number = f" [{request_id()}]" if request_id() else ""
        told = " ".join(f"{name}={value}" for name, value in _told(record).items())
        line = f"{record.asctime} {record.levelname} {record.name}{number} {message_of(record)} {told}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: Info) -> str:
        """The kind of exception and the way it came."""
        kind, _, trace = ei
        if kind is None:
            return ""
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: `time` (UTC), `level`, `logger`, `message`, `request`, and what the record tells more."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
        }
        if number := request_id():
            line["request"] = number
        line |= _told(record)
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            way = [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(trace)]
            line["exception"] = {"kind": kind.__name__, "way": way}
        return json.dumps(line, ensure_ascii=False, default=str)


def _told(record: logging.LogRecord) -> Mapping[str, object]:
    """What is given with `extra={"told": {...}}`: names and numbers of ours, never what a visitor typed."""
    told = getattr(record, "told", None)
    return told if isinstance(told, Mapping) else {}


def logging_settings(*, as_json: bool) -> dict[str, object]:
    """Django's setting: everything to standard error, requests from INFO on, everything else from WARNING on."""
    formatter = "wegwijzer.web.logs.JsonFormatter" if as_json else "wegwijzer.web.logs.DiscreetFormatter"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": formatter}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "discreet"},
            # Django's own handlers would mail or print whole requests.
            "none": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["none"], "level": "INFO", "propagate": True},
            "django.server": {"handlers": ["none"], "level": "ERROR", "propagate": False},
            "django.security.DisallowedHost": {"handlers": ["none"], "propagate": False},
            "wegwijzer.requests": {"level": "INFO"},
            "wegwijzer.worker": {"level": "INFO"},
            "wegwijzer.security": {"level": "INFO" if as_json else "WARNING"},
        },
    }
