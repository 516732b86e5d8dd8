"""What is refused on clusters, by a code whose words stand under `clusters.fault`."""

from __future__ import annotations

from wegwijzer.core.errors import WegwijzerError


class ClustersError(WegwijzerError):
    """Something that cannot be done now; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
