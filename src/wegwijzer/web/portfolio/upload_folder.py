"""Where the files of an upload wait until they are read: a folder that only the website's own user can open."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

_LONGEST_NAME = 100
_STRANGE = re.compile(r"[^\w.() -]")


def plain_name(name: str) -> str:
    """The name of a file as we keep and show it: its last part, with nothing that could lead elsewhere.

    >>> plain_name("../../etc/balansen 2025.csv"), plain_name("..")
    ('balansen 2025.csv', '_..')
    """
    last = re.split(r"[/\\]", name)[-1].strip()
    plain = _STRANGE.sub("_", last)
    if len(plain) > _LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: _LONGEST_NAME - 12]}{dot}{ending[:10]}" if dot else plain[:_LONGEST_NAME]
    return plain if plain.strip(".") else f"_{plain}"


def keep_files(upload_id: UUID, files: Iterable[UploadedFile[Any]]) -> list[str]:
    """Write the files in the folder of an upload, piece by piece; their names there, in the order sent.

    Raises OSError when the disk is full: what was written then goes, for it would keep the disk full.
    """
    folder = _folder(upload_id)
    folder.mkdir(mode=0o700, parents=True)
    names: list[str] = []
    try:
        for file in files:
            name = _free_name(plain_name(file.name or ""), names)
            names.append(name)
            with (folder / name).open("xb") as kept:
                for chunk in file.chunks():
                    kept.write(chunk)
    except OSError:
        remove_files(upload_id)
        raise
    return names


def is_full() -> bool:
    """Whether so many files wait that no more can be taken in: the disk is shared with everybody's portfolios."""
    root: Path = settings.UPLOAD_FOLDER
    waiting = (path.stat().st_size for path in root.glob("*/*") if path.is_file()) if root.is_dir() else ()
    return sum(waiting) > settings.MOST_WAITING


def kept_files(upload_id: UUID, names: Iterable[str]) -> list[Path]:
    """The files of an upload that are still there."""
    return [path for name in names if (path := _folder(upload_id) / name).is_file()]


def remove_files(upload_id: UUID) -> None:
    """Remove the files of an upload."""
    shutil.rmtree(_folder(upload_id), ignore_errors=True)


def remove_all_but(upload_ids: Collection[UUID]) -> None:
    """Remove what belongs to no upload that is still being read."""
    root: Path = settings.UPLOAD_FOLDER
    if root.is_dir():
        wanted = {str(upload_id) for upload_id in upload_ids}
        for path in root.iterdir():
            if path.name not in wanted:
                shutil.rmtree(path, ignore_errors=True)


def _folder(upload_id: UUID) -> Path:
    root: Path = settings.UPLOAD_FOLDER
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root / str(upload_id)


def _free_name(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    return next(free for number in range(2, len(taken) + 3) if (free := f"{number}-{name}") not in taken)
