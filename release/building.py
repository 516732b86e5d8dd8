"""One wheel from a copy of the tree, at a fixed time, so that the same sources give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from release.errors import ReleaseError

SOURCES = ("src", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
"""What a wheel is built from; nothing else of the tree can leak into it."""

EPOCH = 1_580_601_600
"""The time of every file in a wheel, in seconds: 2 February 2020, where SOURCE_DATE_EPOCH gives no other.

Not the time of a commit: who builds from an archive without history must get the same bytes.
"""

_LEFT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache", ".hypothesis")


def copy_sources(root: Path, tree: Path) -> Path:
    """A copy of what a wheel is built from, in a new folder; compiled and hidden files stay behind."""
    tree.mkdir(parents=True)
    for name in SOURCES:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=_LEFT)
        else:
            shutil.copyfile(source, tree / name)
    return tree


def build_wheel(tree: Path, folder: Path) -> Path:
    """Build a wheel of the sources in a folder into another one, without the network. Raises ReleaseError."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)],
        env={**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(EPOCH))},
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise ReleaseError(f"The wheel was not built: {(done.stdout + done.stderr)[-2000:]}")
    return wheels[0]
