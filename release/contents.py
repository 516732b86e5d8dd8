"""Whether a wheel holds the whole package and nothing else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from zipfile import ZipFile

BESIDE = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
"""The files that a wheel has beside its package."""


def faults_of(wheel: Path, package: Path) -> list[str]:
    """What lacks in a wheel, or should not be in it; empty when it is right."""
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    info = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
    wanted = _files_of(package) | {f"{info}/{name}" for name in BESIDE}
    return [
        *(f"{name} lacks" for name in sorted(wanted - held)),
        *(f"{name} should not be in it" for name in sorted(held - wanted)),
    ]


def _files_of(package: Path) -> set[str]:
    """Every file of the package but compiled and hidden ones, by their path in a wheel."""
    paths = (path.relative_to(package.parent) for path in package.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not _is_left_out(PurePosixPath(path.as_posix()))}


def _is_left_out(path: PurePosixPath) -> bool:
    return path.suffix == ".pyc" or any(part.startswith(".") or part == "__pycache__" for part in path.parts)
