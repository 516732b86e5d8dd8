"""dist/: the wheel, the locks, the bill of materials and their sums, from a tree that says the same everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
import tempfile
from pathlib import Path

from release.bill import bill_of_materials
from release.building import EPOCH, build_wheel, copy_sources
from release.contents import faults_of
from release.errors import ReleaseError
from wegwijzer import __version__

LOCKS = ("base.txt", "postgres.txt", "survey.txt")
"""What an operator installs beside the wheel: the base, the driver of PostgreSQL, the base with the readers of survey
files."""


def make(root: Path) -> list[str]:
    """Build twice in different folders, hold the wheels against each other and the tree, and write dist/ anew.

    Raises ReleaseError when they differ, when something lacks or is too much, or when the changelog names another
    release on top.
    """
    _refuse_other_changelog(root / "CHANGELOG.md")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="another-") as other:
        tree = copy_sources(root, Path(one) / "tree")
        first = build_wheel(tree, Path(one) / "wheel")
        second = build_wheel(copy_sources(tree, Path(other) / "a longer way" / "down"), Path(other) / "wheel")
        if sum_of(first) != sum_of(second):
            raise ReleaseError(f"{first.name} differs between two folders: expected the same bytes.")
        if faults := faults_of(first, tree / "src" / "wegwijzer"):
            raise ReleaseError(f"{first.name}: {'; '.join(faults)}.")
        dist = root / "dist"
        shutil.rmtree(dist, ignore_errors=True)
        dist.mkdir()
        wheel = Path(shutil.copy(first, dist))
    bill = dist / f"wegwijzer-{__version__}.cdx.json"
    bill.write_text(bill_of_materials(root), encoding="utf-8")
    locks = [Path(shutil.copyfile(root / "requirements" / name, dist / f"requirements-{name}")) for name in LOCKS]
    made = [wheel, bill, *locks, pack_deploy(root / "deploy", dist / f"wegwijzer-{__version__}-deploy.tar")]
    (dist / "SHA256SUMS").write_text("".join(f"{sum_of(path)}  {path.name}\n" for path in made), encoding="utf-8")
    return [f"{sum_of(path)[:12]}…  {path.stat().st_size:>11,} bytes  dist/{path.name}" for path in made]


def pack_deploy(folder: Path, archive: Path) -> Path:
    """The files of `deploy/` in one archive, of root's and at one time, so that the same files give the same bytes.

    Secrets of whoever builds it (`deploy/secrets`) stay behind.
    """

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
        if entry.name == "deploy/secrets":
            return None
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH))
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with tarfile.open(archive, "w", format=tarfile.PAX_FORMAT) as made:
        made.add(folder, arcname="deploy", filter=plain)
    return archive


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refuse_other_changelog(path: Path) -> None:
    top = re.search(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    if top is None or top[1].split()[0] != __version__:
        raise ReleaseError(
            f"CHANGELOG.md begins with {top[1] if top else 'nothing'!r}: expected {__version__}, the version in "
            "src/wegwijzer/__init__.py."
        )
