"""What is told of a backup, when it was made and when it is put back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wegwijzer.web.backup.manifest import Manifest


def told(made: Manifest, path: Path, done: str) -> str:
    """Two lines or three for people."""
    lines = [
        f"{done}: {path}, {path.stat().st_size / 1e6:,.1f} MB.",
        f"Of {made.made[:19]}Z by release {made.wegwijzer} on {made.database}: {made.rows:,} rows in "
        f"{len(made.tables)} tables, {len(made.files)} files.",
    ]
    if made.gone:
        lines.append(f"{len(made.gone)} files were removed while it was made, the first {made.gone[0]}.")
    return "\n".join(lines)


def told_data(made: Manifest, path: Path) -> dict[str, object]:
    """The same for machines."""
    return {
        "path": str(path),
        "bytes": path.stat().st_size,
        "made": made.made,
        "wegwijzer": made.wegwijzer,
        "database": made.database,
        "tables": {name: kept.rows for name, kept in made.tables.items()},
        "files": len(made.files),
        "gone": made.gone,
    }
