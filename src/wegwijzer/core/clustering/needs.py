"""A need as clustering sees it: the words, and what else is known of who wrote it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClusterNeed:
    """One need of one firm.

    `firm` is any key that tells firms apart (never shown); None stands for a firm of its own. `sector` is one of
    codelists/sectors.yaml, `nace` an activity code without dots, `process` and `material` words or codes. What is not
    known is None.
    """

    id: str
    text: str
    firm: str | None = None
    nace: str | None = None
    sector: str | None = None
    province: str | None = None
    process: str | None = None
    material: str | None = None

    @property
    def owner(self) -> str:
        """Who counts once: the firm, or the need itself where no firm is known."""
        return f"firm:{self.firm}" if self.firm is not None else f"need:{self.id}"
