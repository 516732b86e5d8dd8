"""Who embeds the window: an organisation of the catalogue or a desk, by its id; and how often it was used there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.people import queries as people
from wegwijzer.web.usage.kinds import Kind
from wegwijzer.web.usage.models import Tally

COUNTED_DAYS = 90
"""Days of use that a partner sees."""
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Use:
    """How often the window of a partner was shown, asked and led on to our site, in the last `COUNTED_DAYS`."""

    shown: int
    asked: int
    carried: int


def known_partner(given: str) -> str:
    """The id of a registered organisation, "" for anything else: nobody writes into our figures what they like."""
    given = given.strip()[:_LONGEST]
    if not given:
        return ""
    if given in shipped_catalogue().organisations:
        return given
    desk = people.desk(given)
    return str(desk.pk) if desk is not None and desk.is_active else ""


def use_of(partners: Iterable[str], *, on: date) -> Use:
    """Counts without persons, for who sees to these partners' sites."""
    kinds = (Kind.WIDGET_SHOWN, Kind.WIDGET_ASKED, Kind.WIDGET_CARRIED)
    rows = Tally.objects.filter(
        kind__in=[kind.value for kind in kinds],
        subject__in=list(partners),
        day__gt=on - timedelta(days=COUNTED_DAYS),
    )
    found = dict(rows.order_by().values_list("kind").annotate(total=Sum("count")))
    return Use(*(found.get(kind.value, 0) for kind in kinds))
