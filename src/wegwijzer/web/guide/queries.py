"""What others may ask of the guide's database."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from wegwijzer.web.guide.models import SharedRoadmap, Walk


def walk(walk_id: str | None) -> Walk | None:
    """The walk with that id, if it still exists."""
    try:
        return Walk.objects.filter(pk=UUID(str(walk_id))).first()
    except ValueError:
        return None


def shared_roadmap(token: str, *, at: datetime) -> SharedRoadmap | None:
    """The shared roadmap, unless it expired."""
    return SharedRoadmap.objects.filter(pk=token, expires__gt=at).first()
