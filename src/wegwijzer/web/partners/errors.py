"""What partner search refuses, by a code whose words stand under `partners.fault`."""

from __future__ import annotations

from wegwijzer.core.errors import WegwijzerError


class PartnersError(WegwijzerError):
    """Something that cannot be done now; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
