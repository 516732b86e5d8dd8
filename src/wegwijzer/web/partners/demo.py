"""Made-up firms that look for a partner, for a demonstration: what they have and seek fits, and one was asked."""

from __future__ import annotations

from datetime import datetime, timedelta

from wegwijzer.web.partners.actions import Said, ask, say
from wegwijzer.web.partners.models import Seeking, Suggestion
from wegwijzer.web.referral.models import Firm, Speaker

_SAID: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("bas", "koekjes bakken onder een ander merk", "een vriescel waar wij deeg kunnen bewaren", ("west-vlaanderen",)),
    ("firma15", "een vriescel met plaats om deeg te bewaren", "koekjes bakken voor bij ons ijs", ("nederland",)),
    ("mia", "verse room van eigen koeien", "een lijn die glazen potten spoelt", ("west-vlaanderen", "brussel")),
    ("firma16", "een lijn om glazen potten te spoelen", "verse room in grote kannen", ("antwerpen",)),
    ("luc", "vlees versnijden op maat", "gekoeld vervoer naar Brussel", ("brussel", "wallonie")),
)
"""Who, what they have, what they seek, and where they sell."""


def fill(at: datetime) -> int:
    """Put the made-up firms in the search, if nobody is in it yet; how many there are then."""
    if Seeking.objects.exists():
        return Seeking.objects.filter(firm__is_demo=True).count()
    moment = at - timedelta(days=3)
    rows = {}
    for who, has, seeks, markets in _SAID:
        firm = _firm(who)
        if firm is not None:
            rows[who] = say(firm, Said([has], [seeks], list(markets), meets_competitors=False), version=0, at=moment)
    if {"mia", "firma16"} <= rows.keys():
        pair = sorted((rows["mia"].pk, rows["firma16"].pk))
        found = Suggestion.objects.filter(one=pair[0], other=pair[1]).first()
        if found is not None:
            ask(found, rows["firma16"], "Wij spoelen elke week potten en kunnen er nog veel bij nemen.", at=moment)
    return len(rows)


def _firm(who: str) -> Firm | None:
    speaker = Speaker.objects.filter(person__email=f"{who}@voorbeeld.example", firm__is_demo=True).first()
    return speaker.firm if speaker is not None else None
