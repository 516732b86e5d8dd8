"""What an editor cannot do, and why."""

from __future__ import annotations

from wegwijzer.core.errors import WegwijzerError


class PublicationError(WegwijzerError):
    """Refused. `code` names its words, under `editor.refused`; `measure` is the measure, where that says more."""

    def __init__(self, code: str, measure: str = "") -> None:
        self.code, self.measure = code, measure
        super().__init__(code)
