"""Write a set of files to a folder, and replace only those that an earlier run wrote and nobody changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError

LIST = ".written.json"
"""The file that tells what was written, with the digest of each file."""


def write_owned(folder: Path, files: Mapping[str, str | bytes], *, by: str) -> None:
    """Write the files, all or none as far as can be seen beforehand; other files of the folder stay as they are.

    Raises InputError, and writes nothing, when a name is taken by something that `by` did not write or that was
    changed since, or when the folder cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError([Fault(str(folder), "is no folder.", "a folder, or a name that is still free.")])
    contents = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
    before = _written(folder, by)
    faults = [
        Fault(
            str(folder / name),
            f"was not written by `{by}`, or was changed since.",
            "an empty folder, or one that the command wrote. Move the file, or give another --out.",
        )
        for name in sorted(files)
        if not _is_free(folder / name, before.get(name, ()))
    ]
    if not before and (folder / LIST).exists():
        faults.append(Fault(str(folder / LIST), f"is no list that `{by}` wrote.", "another --out, or move the file."))
    if faults:
        raise InputError(faults)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        now = {name: [_digest(content)] for name, content in contents.items()}
        # When writing is cut off, the list knows both what was there and what was about to come.
        both = {name: [*before.get(name, ()), *now.get(name, ())] for name in {**before, **now}}
        _replace(folder / LIST, _list_text(both, by).encode())
        for name, content in contents.items():
            _replace(folder / name, content)
        _replace(folder / LIST, _list_text({**before, **now}, by).encode())
    except OSError as error:
        place = error.filename or folder
        raise InputError(
            [Fault(str(place), f"cannot be written ({error.strerror}).", "a folder to write in.")]
        ) from error


def _replace(path: Path, content: bytes) -> None:
    """Put the whole file there in one go."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _is_free(path: Path, digests: Sequence[str]) -> bool:
    if not path.exists() and not path.is_symlink():
        return True
    if path.is_symlink() or not path.is_file():
        return False
    try:
        return _digest(path.read_bytes()) in digests
    except OSError:
        return False


def _list_text(digests: Mapping[str, Sequence[str]], by: str) -> str:
    return json.dumps({"by": by, "files": digests}, indent=1, sort_keys=True)


def _written(folder: Path, by: str) -> dict[str, list[str]]:
    """What an earlier run of the same command wrote, by name; nothing where its list is absent or damaged."""
    try:
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(told, dict) or told.get("by") != by or not isinstance(told.get("files"), dict):
        return {}
    if not all(isinstance(digests, list) for digests in told["files"].values()):
        return {}
    return {str(name): [str(digest) for digest in digests] for name, digests in told["files"].items()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
