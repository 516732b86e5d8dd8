"""The day and the language of a request, and answers as documents."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from wegwijzer.readers.catalogue import checked_day
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.languages import preferred_language
from wegwijzer.wording.language import say

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


def one_of(request: HttpRequest, where: str, known: Sequence[str]) -> FaultText:
    """The fault of a word that is none of those there are."""
    key = "api.fault.one_of"
    what, expected = (
        say(f"{key}.what", language(request)),
        say(f"{key}.expected", language(request), value=", ".join(known)),
    )
    return FaultText(where, what, expected)
