"""Write the catalogue that stands as files, in the layout of the package's own."""

from __future__ import annotations

from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.standing import standing

_FILES = (
    "facts.yaml",
    "codelists/*.yaml",
    "thresholds/*.yaml",
    "measures/*/*.yaml",
    "organisations/*.yaml",
    "roads/*.yaml",
)
"""What `catalogue check` reads."""


def export_catalogue(folder: Path) -> tuple[int, tuple[str, ...]]:
    """Write every file; returns how many, and which of them hold published changes.

    They load to a catalogue with the same digest as that which stands. Raises InputError for a folder that holds
    something already, or that cannot be written to: nothing is ever overwritten.
    """
    texts, shipped = standing().texts, shipped_folder()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError([Fault(str(folder), "holds something already.", "a new or empty folder.")])
    count = 0
    try:
        for pattern in _FILES:
            for path in sorted(shipped.glob(pattern)):
                name = path.relative_to(shipped).as_posix()
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(texts[name].encode() if name in texts else path.read_bytes())
                count += 1
    except OSError as error:
        problem = f"cannot be written to ({error.strerror or error})."
        raise InputError([Fault(str(folder), problem, "a folder with room to write in.")]) from error
    return count, tuple(sorted(texts))
