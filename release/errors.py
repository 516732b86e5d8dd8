"""What keeps a release from being made."""

from __future__ import annotations


class ReleaseError(Exception):
    """One sentence: what is wrong, where, and what was expected."""
