"""What each module imports, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
PACKAGE = SOURCE / "wegwijzer"


def modules(below: str) -> Iterator[tuple[str, Path]]:
    """Every module at or below a dotted name, with its file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name == below or name.startswith(f"{below}."):
            yield name, path


def imports_of(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "a relative import"
            else:
                yield node.module or ""


def illegal_imports(below: str, allowed: tuple[str, ...]) -> list[str]:
    """`X imports Y` for every import below a name that is not at or below an allowed one."""
    return [
        f"{name} imports {imported}"
        for name, path in modules(below)
        for imported in imports_of(path)
        if not any(imported == prefix or imported.startswith(f"{prefix}.") for prefix in allowed)
    ]
