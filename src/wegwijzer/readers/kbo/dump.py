"""A dump or update of KBO Open Data as it lies on disk: a zip, or a folder of csv files.

A zip is read as a stream and never unpacked. What could exhaust the machine or hide something is refused before
anything is read: encrypted files, files in folders, a name twice, and sizes or ratios that no register has.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.kbo.layout import CODE, META, READ_FILES
from wegwijzer.readers.kbo.lines import Readable

LARGEST_FILE = 8 << 30
"""Bytes that one file may have. The largest of the real register, activity.csv, has about one and a half thousand
million."""
LARGEST_SMALL_FILE = 64 << 20
"""Bytes of meta.csv and code.csv, of which the second is read into memory."""
HIGHEST_RATIO = 100
"""Times that a file may be larger than its compressed form; tables of this kind come to 5 to 20."""
_ALWAYS_ALLOWED = 16 << 20
"""Bytes below which the ratio does not matter."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ENCRYPTED = 0x1
_EXPECTED = "the zip of KBO Open Data as it was downloaded, or a folder with its csv files."


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of a dump that are read, by name in lower case, with their sizes in bytes.

    `identity` differs when a file differs in size or checksum (for a folder: size or time of change).
    """

    name: str
    sizes: Mapping[str, int]
    identity: str
    _archive: zipfile.ZipFile | None
    _places: Mapping[str, str]

    @contextmanager
    def open(self, file: str) -> Iterator[Readable]:
        """A file as a stream of bytes. Opening and reading raise InputError when it turns out to be damaged."""
        stream: IO[bytes]
        with self._told(file):
            place = self._places[file]
            stream = open(place, "rb") if self._archive is None else self._archive.open(place)  # noqa: SIM115 - below
        with stream:
            yield _Guarded(self, file, stream)

    @contextmanager
    def _told(self, file: str) -> Iterator[None]:
        """Turn what a broken file or zip raises into a fault."""
        try:
            yield
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            problem = f"is damaged ({error}); download it again."
            raise InputError([Fault(f"{self.name}/{file}", problem, "a file that can be read to its end.")]) from error


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A stream whose faults are told in our words."""

    dump: Dump
    file: str
    stream: IO[bytes]

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        with self.dump._told(self.file):
            return self.stream.read(size)


@contextmanager
def open_dump(path: Path) -> Iterator[Dump]:
    """The dump at a path. Raises InputError, with every fault at once, when it must not or cannot be read."""
    if path.is_dir():
        yield _folder(path)
        return
    if not path.is_file():
        raise InputError([Fault(str(path), "there is no such file or folder.", _EXPECTED)])
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise InputError([Fault(str(path), f"is no zip that can be read ({error}).", _EXPECTED)]) from error
    with archive:
        yield _zip(path, archive)


def _folder(path: Path) -> Dump:
    places, sizes, marks = {}, {}, []
    for file in sorted(path.iterdir()):
        name = file.name.lower()
        if name in READ_FILES and file.is_file():
            status = file.stat()
            places[name], sizes[name] = str(file), status.st_size
            marks.append(f"{name}:{status.st_size}:{status.st_mtime_ns}")
    faults = [fault for name, size in sizes.items() for fault in _too_large(f"{path}/{name}", name, size)]
    _refuse(faults, path, sizes)
    return Dump(str(path), sizes, " ".join(marks), None, places)


def _zip(path: Path, archive: zipfile.ZipFile) -> Dump:
    places: dict[str, str] = {}
    sizes: dict[str, int] = {}
    marks, faults = [], []
    for member in archive.infolist():
        written = member.filename.replace("\\", "/")
        name = PurePosixPath(written).name.lower()
        if name not in READ_FILES or member.is_dir():
            continue
        where = f"{path}/{written}"
        if "/" in written:
            faults.append(
                Fault(where, "lies in a folder of the zip.", "the csv files at the top. Zip them without a folder.")
            )
            continue
        if name in places:
            faults.append(Fault(where, "is in the zip twice.", "each file once."))
            continue
        faults += _refusals(where, name, member)
        places[name], sizes[name] = member.filename, member.file_size
        marks.append(f"{name}:{member.file_size}:{member.CRC}")
    total, packed = sum(sizes.values()), path.stat().st_size
    if not faults and total > max(HIGHEST_RATIO * packed, _ALWAYS_ALLOWED):
        faults.append(Fault(str(path), f"would unpack to {total:,} bytes, from {packed:,}.", "no zip bomb."))
    _refuse(faults, path, sizes)
    return Dump(str(path), sizes, " ".join(sorted(marks)), archive, places)


def _refusals(where: str, name: str, member: zipfile.ZipInfo) -> Iterator[Fault]:
    if member.flag_bits & _ENCRYPTED:
        yield Fault(where, "is encrypted.", "a zip without a password.")
    if member.compress_type not in _METHODS:
        yield Fault(where, f"is compressed in a way we cannot read ({member.compress_type}).", "an ordinary zip.")
    yield from _too_large(where, name, member.file_size)
    if member.file_size > max(HIGHEST_RATIO * member.compress_size, _ALWAYS_ALLOWED):
        problem = f"would unpack to {member.file_size:,} bytes, from {member.compress_size:,}."
        yield Fault(where, problem, f"no zip bomb: at most {HIGHEST_RATIO} times as large.")


def _too_large(where: str, name: str, size: int) -> Iterator[Fault]:
    limit = LARGEST_SMALL_FILE if name in (META, CODE) else LARGEST_FILE
    if size > limit:
        yield Fault(where, f"is {size:,} bytes.", f"at most {limit:,} bytes.")


def _refuse(faults: list[Fault], path: Path, sizes: Mapping[str, int]) -> None:
    if not faults and META not in sizes:
        faults.append(Fault(str(path), f"holds no {META}.", _EXPECTED))
    if faults:
        raise InputError(faults)
