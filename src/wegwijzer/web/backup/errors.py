"""Why there is no backup, or why it is not put back."""

from __future__ import annotations

from wegwijzer.core.errors import WegwijzerError


class BackupError(WegwijzerError):
    """A backup cannot be made, read or put back; the text says why and what to do."""
