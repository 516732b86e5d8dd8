"""What is refused on projects, by a code whose words stand under `projects.fault`."""

from __future__ import annotations

from wegwijzer.core.errors import WegwijzerError


class ProjectsError(WegwijzerError):
    """Something that cannot be done now; `code` says why, `field` where."""

    def __init__(self, code: str, field: str = "") -> None:
        self.code, self.field = code, field
        super().__init__(code)
