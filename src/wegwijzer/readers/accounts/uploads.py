"""What a batch is made of: files, folders, uploads, and what is inside zips, one after the other."""

from __future__ import annotations

import io
import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.limits import Limits
from wegwijzer.readers.accounts.recognising import HEAD_BYTES, Kind, is_spreadsheet, kind_of

_RUBBISH = {".ds_store", "thumbs.db", "desktop.ini"}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent: its name, and the file, open for reading bytes and able to go back to its start."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Document:
    """One file that is neither folder nor zip: its name, what it is, its first bytes, and the file at its start."""

    name: str
    kind: Kind
    head: bytes
    file: BinaryIO


@dataclass(slots=True)
class Documents:
    """Goes through a batch. `files` counts what was opened."""

    limits: Limits
    files: int = 0
    _expanded: int = field(default=0)

    def of(self, paths: Sequence[Path | str | Upload]) -> Iterator[Document | Fault]:
        """Every document of the batch in order, and a fault for what cannot be opened.

        A document is open until the next one is asked for.
        """
        for item in paths:
            if isinstance(item, Upload):
                yield from self._of_upload(item)
            else:
                yield from self._of_path(Path(item), _shown(str(item)))

    def _of_upload(self, upload: Upload) -> Iterator[Document | Fault]:
        name = _shown(PurePosixPath(upload.name.replace("\\", "/")).name or "upload")
        try:
            upload.file.seek(0)
            head = upload.file.read(HEAD_BYTES)
            upload.file.seek(0)
        except (OSError, ValueError) as error:
            yield _unreadable(name, error)
            return
        if isinstance(upload.file, io.BytesIO | io.BufferedReader):
            yield from self._of_file(upload.file, head, name, depth=0)
            return
        buffered = io.BufferedReader(cast(io.RawIOBase, upload.file), 65536)
        try:
            yield from self._of_file(buffered, head, name, depth=0)
        finally:
            buffered.detach()  # the file is the sender's to close

    def _of_path(self, path: Path, name: str) -> Iterator[Document | Fault]:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield _unreadable(name, error)
            return
        if stat.S_ISDIR(mode):
            yield from self._of_folder(path, name)
        elif stat.S_ISREG(mode):
            yield from self._of_regular_file(path, name)
        else:
            yield Fault(name, "is no file or folder, and is skipped.", "a file, a zip or a folder.")

    def _of_folder(self, folder: Path, name: str) -> Iterator[Document | Fault]:
        problems: list[Fault] = []
        count = 0
        for base, folders, files in os.walk(folder, onerror=lambda error: problems.append(_unreadable(name, error))):
            folders.sort()
            for entry in (*sorted(files), *folders):
                path = Path(base) / entry
                if _is_rubbish(path.parts) or (entry in folders and not path.is_symlink()):
                    continue
                shown = _shown(str(path))
                count += 1
                if path.is_symlink():
                    yield Fault(shown, "is a link, and is not followed.", "the file itself.")
                elif path.is_file():
                    yield from self._of_regular_file(path, shown)
            yield from problems
            problems.clear()
        yield from problems
        if not count:
            yield Fault(name, "is an empty folder.", "a folder with annual accounts.")

    def _of_regular_file(self, path: Path, name: str) -> Iterator[Document | Fault]:
        try:
            with path.open("rb") as file:
                yield from self._of_file(file, file.peek(HEAD_BYTES)[:HEAD_BYTES], name, depth=0)
        except OSError as error:
            yield _unreadable(name, error)

    def _of_file(self, file: BinaryIO, head: bytes, name: str, *, depth: int) -> Iterator[Document | Fault]:
        kind = kind_of(head)
        if kind is not Kind.ZIP:
            self.files += 1
            yield Document(name, kind, head, file)
            return
        try:
            archive = zipfile.ZipFile(cast(IO[bytes], file))
        except _DAMAGE as error:
            self.files += 1
            yield Fault(name, f"is a damaged zip ({_short(error)}).", "a whole zip.")
            return
        with archive:
            if is_spreadsheet(archive.namelist()):
                file.seek(0)
                self.files += 1
                yield Document(name, Kind.SPREADSHEET, head, file)
            elif depth > 1:
                yield Fault(name, "is a zip in a zip in a zip, and is not opened.", "zips of one level in a zip.")
            else:
                yield from self._of_zip(archive, name, depth)

    def _of_zip(self, archive: zipfile.ZipFile, name: str, depth: int) -> Iterator[Document | Fault]:
        members = [
            member
            for member in archive.infolist()
            if not member.filename.endswith("/")
            and not _is_rubbish(PurePosixPath(member.filename.replace("\\", "/")).parts)
        ]
        if not members:
            yield Fault(name, "is an empty zip.", "a zip with annual accounts.")
            return
        for place, member in enumerate(members):
            if place >= self.limits.members:
                problem = f"holds {len(members):,} files; those after the first {place:,} are not read."
                yield Fault(name, problem, f"at most {self.limits.members:,} files in a zip.")
                return
            shown = _shown(f"{name}/{member.filename}")
            problem = self._refusal(member)
            if problem:
                yield Fault(shown, problem, "an ordinary file in a zip of an ordinary size.")
                continue
            self._expanded += member.file_size
            yield from self._of_member(archive, member, shown, depth)

    def _refusal(self, member: zipfile.ZipInfo) -> str:
        """Why a member of a zip is not opened; "" for one that is."""
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
            return "has a path that leads outside the zip, and is skipped."
        if stat.S_ISLNK(member.external_attr >> 16):
            return "is a link, and is not followed."
        if member.flag_bits & 0x1:
            return "is encrypted, and is skipped."
        size = member.file_size
        if size > self.limits.ratio_from and size > self.limits.ratio * max(member.compress_size, 1):
            return f"would expand {member.compress_size:,} bytes to {size:,}, and is not opened."
        if self._expanded + size > self.limits.expanded_bytes:
            return f"would bring what is unpacked over {self.limits.expanded_bytes:,} bytes, and is not opened."
        return ""

    def _of_member(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, depth: int
    ) -> Iterator[Document | Fault]:
        with ExitStack() as stack:
            try:
                opened = stack.enter_context(archive.open(member))
                buffered = io.BufferedReader(cast(io.RawIOBase, opened), 65536)
                stack.enter_context(buffered)
                head = buffered.peek(HEAD_BYTES)[:HEAD_BYTES]
                file: BinaryIO = buffered
                if kind_of(head) is Kind.ZIP:  # to look into it, one must be able to go back and forth
                    inner = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=16 * 1024 * 1024))
                    while block := buffered.read(1024 * 1024):
                        inner.write(block)
                    inner.seek(0)
                    file = cast(BinaryIO, inner)
            except _DAMAGE as error:
                self.files += 1
                yield Fault(name, f"is damaged in the zip ({_short(error)}).", "a whole zip.")
                return
            yield from self._of_file(file, head, name, depth=depth + 1)


def _is_rubbish(parts: Sequence[str]) -> bool:
    """What macOS and Windows leave behind in folders and zips."""
    name = parts[-1].casefold() if parts else ""
    return "__MACOSX" in parts or name in _RUBBISH or name.startswith("._")


def _shown(name: str) -> str:
    """A name as it is told: on one line, and not longer than a line of text."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name.replace("\\", "/"))
    return plain if len(plain) <= _LONGEST_NAME else f"…{plain[-_LONGEST_NAME:]}"


def _unreadable(name: str, error: Exception) -> Fault:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Fault(name, f"cannot be read ({reason}).", "a file that is there and may be read.")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def is_damage(error: Exception) -> bool:
    """Whether an error that shows while reading comes from the file itself."""
    return isinstance(error, zipfile.BadZipFile | zlib.error | EOFError | OSError)


def damage_fault(name: str, error: Exception) -> Fault:
    """The fault of a file that stops in the middle; what was read before it counts."""
    return Fault(name, f"is damaged ({_short(error)}); what was read before counts.", "a whole file.")
