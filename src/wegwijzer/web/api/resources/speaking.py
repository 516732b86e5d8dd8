"""The day and the language of a request, and answers as documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.readers.catalogue import checked_day
from wegwijzer.web.languages import preferred_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wegwijzer.core.catalogue.measure import Kin


def language(request: HttpRequest) -> str:
    """The language to answer in."""
    return preferred_language(request)


def day_of(on: date | None) -> date:
    """The day asked for, else today. Raises InputError for one before the catalogue begins."""
    return checked_day(on if on is not None else timezone.localdate())


def kin_names(kin: Sequence[Kin]) -> list[str]:
    """Predecessors or successors by id, or by name where the catalogue does not hold them."""
    return [one.id or one.name or "" for one in kin]
