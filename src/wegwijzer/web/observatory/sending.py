"""Take in a file of an analyst: checked at once, kept only as long as its figures need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from wegwijzer.core.errors import InputError
from wegwijzer.web.observatory.building import read_sent
from wegwijzer.web.observatory.excluded_file import read_kept_out
from wegwijzer.web.observatory.models import SentFile

LONGEST_NAME, LONGEST_SOURCE = 120, 200


class SendingRefusedError(Exception):
    """A file that is not taken: a code for the page (`observatory.refused`), or the faults of the file, one a line."""

    def __init__(self, code: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code, self.faults = code, faults


@dataclass(frozen=True, slots=True)
class Sent:
    """What an analyst sends."""

    kind: str
    name: str
    source: str
    content: bytes
    population: bytes = b""


def take_in(sent: Sent, *, by: str | None, at: datetime) -> SentFile:
    """Check a file and keep it. Raises SendingRefusedError; nothing is kept then."""
    if sent.kind not in SentFile.Kind.values:
        raise SendingRefusedError("kind")
    if not sent.content.strip():
        raise SendingRefusedError("none")
    digest = sha256(sent.content + b"\0" + sent.population).hexdigest()
    if SentFile.objects.filter(kind=sent.kind, digest=digest).exclude(state=SentFile.State.FAILED).exists():
        raise SendingRefusedError("twice")
    try:
        rows, is_synthetic = _read(sent)
    except InputError as error:
        raise SendingRefusedError("faults", tuple(map(str, error.faults))) from error
    except ModuleNotFoundError as error:
        raise SendingRefusedError("no_reader") from error
    is_use = sent.kind == SentFile.Kind.USE
    return SentFile.objects.create(
        kind=sent.kind,
        name=sent.name[:LONGEST_NAME],
        source=sent.source.strip()[:LONGEST_SOURCE],
        digest=digest,
        is_synthetic=is_synthetic,
        rows=rows,
        content=sent.content,
        population=sent.population,
        state=SentFile.State.WAITING if is_use else SentFile.State.READY,
        sent_by_id=by or None,
        sent_at=at,
        is_shown=False,
    )


def _read(sent: Sent) -> tuple[int, bool]:
    if sent.kind == SentFile.Kind.EXCLUDED:
        found = read_kept_out(sent.content)
        return len(found.criteria), found.is_synthetic
    uses, firms = read_sent(sent.content, sent.population, sent.name)
    return len(uses.firm), uses.is_synthetic or firms.is_synthetic


def content_of(file: UploadedFile[Any] | None) -> bytes:
    """The bytes of a field of a form; none where nothing was chosen."""
    return b"" if file is None else file.read()


@transaction.atomic
def show(file: SentFile) -> None:
    """Show the figures of this file in place of another of its kind."""
    SentFile.objects.filter(kind=file.kind, is_shown=True).exclude(pk=file.pk).update(is_shown=False)
    SentFile.objects.filter(pk=file.pk, state=SentFile.State.READY).update(is_shown=True)


def remove(file: SentFile) -> None:
    """Remove a file with all its figures."""
    file.delete()
