"""What became of an upload, in words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from wegwijzer.web.portfolio.fault_words import fault_sentences
from wegwijzer.web.portfolio.models import Upload
from wegwijzer.wording.language import say


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing wrong: where, and the reader's own words."""

    where: str
    problem: str
    expected: str


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """A file with what is wrong in it: in our words, and line by line in those of the reader."""

    name: str
    told: tuple[str, ...]
    lines: tuple[FaultLine, ...]


@dataclass(frozen=True, slots=True)
class UploadReport:
    """An upload as pages show it."""

    id: UUID
    is_done: bool
    is_nothing_read: bool
    summary: str
    faults: str
    files: tuple[FaultyFile, ...]
    untold: int


def upload_report(upload: Upload, language: str) -> UploadReport:
    """Word an upload."""
    files: dict[str, list[FaultLine]] = {}
    for where, problem, expected in upload.faults:
        files.setdefault(where.split(":")[0], []).append(FaultLine(where, problem, expected))
    return UploadReport(
        id=upload.pk,
        is_done=upload.is_done,
        is_nothing_read=upload.is_done and not upload.read,
        summary=_summary(upload, language),
        faults=_faults(upload, language),
        files=tuple(_file(name, lines, language) for name, lines in files.items()),
        untold=upload.fault_count - len(upload.faults),
    )


def _file(name: str, lines: list[FaultLine], language: str) -> FaultyFile:
    return FaultyFile(name, fault_sentences(((line.problem, line.expected) for line in lines), language), tuple(lines))


def _summary(upload: Upload, language: str) -> str:
    """How many accounts were read, and how many of them were new."""
    if not upload.is_done:
        return say("portfolio.report.so_far", language, count=str(upload.read))
    read = say(
        "portfolio.report.read_one" if upload.read == 1 else "portfolio.report.read", language, count=str(upload.read)
    )
    of = say(
        "portfolio.report.clients_one" if upload.clients == 1 else "portfolio.report.clients",
        language,
        count=str(upload.clients),
    )
    known = upload.read - upload.added
    if not known:
        return say("portfolio.report.all_new", language, read=read, clients=of)
    if not upload.added:
        return say("portfolio.report.none_new", language, read=read, clients=of)
    return say("portfolio.report.some_new", language, read=read, clients=of, known=str(known))


def _faults(upload: Upload, language: str) -> str:
    if not upload.fault_count:
        return ""
    count = upload.faulty_files
    return say("portfolio.report.faults_one" if count <= 1 else "portfolio.report.faults", language, count=str(count))
