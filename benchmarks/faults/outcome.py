"""What a fault did: lines to read, and what did not hold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """The lines of a table, and the problems; without problems everything holds."""

    rows: list[tuple[str, object]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def told(self, name: str, value: object) -> None:
        """Add a line."""
        self.rows.append((name, value))

    def must(self, holds: object, problem: str) -> None:
        """Add a problem where something does not hold."""
        if not holds:
            self.problems.append(problem)

    def text(self) -> str:
        """The table and the verdict."""
        width = max((len(name) for name, _ in self.rows), default=0)
        lines = [f"{name:<{width}}  {value}" for name, value in self.rows]
        return "\n".join([*lines, *(self.problems or ["Everything holds."])])
