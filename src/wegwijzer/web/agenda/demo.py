"""Made-up events for a demonstration: every one says that it is an example."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from wegwijzer.readers.agenda.drafting import Words, drafted
from wegwijzer.readers.agenda.ical_times import BRUSSELS, at
from wegwijzer.web.agenda.importing import FORM, take_in
from wegwijzer.web.agenda.models import Listing
from wegwijzer.web.people.models import Desk
from wegwijzer.web.post.telling import ZONE

_TITLE = "Voorbeeld: "
_EVENTS = (
    (
        "flanders-food",
        8,
        "Duurzaam verpakken voor bakkers en slagers",
        "Voorbeeldlaan 5, 9052 Gent",
        "14:00",
        "gratis",
        "Welke verpakking houdt uw product langer vers en is toch recycleerbaar?",
        "innovatie, kmo",
    ),
    (
        "hogeschool-hogent",
        8,
        "Workshop duurzame verpakking voor bakkers en slagers",
        "9052 Gent",
        "13:30",
        "gratis",
        "Met Flanders' FOOD: recycleerbare folies en schaaltjes die uw product langer vers houden.",
        "innovatie, kmo",
    ),
    (
        "hogeschool-vives",
        13,
        "Een eerste robot in uw atelier",
        "Voorbeeldstraat 1, 8500 Kortrijk",
        "09:30",
        "60",
        "Zie een kleine robot aan het werk en reken uit of hij zich terugverdient.",
        "automatisering",
    ),
    (
        "sirris",
        20,
        "Storingen voorspellen met eenvoudige sensoren",
        "Voorbeeldpark 3, 3590 Diepenbeek",
        "13:00",
        "0",
        "Van meting tot onderhoudsplan, met drie voorbeelden.",
        "digitalisering, industrie",
    ),
    (
        "fit",
        27,
        "Eerste stappen naar Duitsland",
        "",
        "10:00",
        "gratis",
        "Online kennismaking: agenten, btw en douane voor wie nog nooit uitvoerde.",
        "export, starters",
    ),
    (
        "syntra",
        34,
        "Kostprijs en marge berekenen",
        "Voorbeeldplein 2, 8800 Roeselare",
        "19:00",
        "95",
        "Twee avonden om uw uurtarief en uw prijzen uit te rekenen.",
        "financieel",
    ),
    (
        "buildwise",
        41,
        "Bouwen met minder afval",
        "Voorbeeldweg 7, 1000 Brussel",
        "13:30",
        "35",
        "Sorteren, hergebruiken en terugnemen op kleine werven.",
        "circulair",
    ),
    (
        "unizo",
        15,
        "Starten als zelfstandige: wat eerst?",
        "Voorbeeldkaai 4, 2000 Antwerpen",
        "19:00",
        "gratis",
        "Statuut, verzekeringen en uw eerste klanten.",
        "starten, starters",
    ),
)


def fill(now: datetime) -> int:
    """Make the events, if there are none yet, for desks of the catalogue; how many there are then."""
    if Listing.objects.exists():
        return Listing.objects.filter(is_demo=True).count()
    on = now.astimezone(ZONE).date()
    desks = {
        desk.organisation: desk for desk in Desk.objects.filter(branch="", is_active=True).exclude(organisation="")
    }
    for organisation, days, title, place, begins, price, summary, categories in _EVENTS:
        desk = desks.get(organisation)
        if desk is None:
            continue
        day = on + timedelta(days=days)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        starts = at(datetime.combine(day, time.fromisoformat(begins)), BRUSSELS)
        event = drafted(
            Words(f"{_TITLE}{title}", summary, place or "Online", categories=categories.split(","), price=price),
            uid=f"demo-{organisation}-{days}",
            begins=starts,
            ends=starts + timedelta(hours=3),
            is_all_day=False,
            is_cancelled=False,
            sequence=0,
        )
        take_in(desk, [event], source=FORM, at=now, on=on, is_whole=False)
    Listing.objects.update(is_demo=True)
    return Listing.objects.count()
