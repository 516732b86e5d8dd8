"""The public agenda: what is shown to whom, by which filters, and its files and feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.web.agenda.conftest import an_event
from tests.web.visitor import words_of
from wegwijzer.readers.agenda.drafting import moved
from wegwijzer.web.agenda.importing import take_in
from wegwijzer.web.agenda.models import Listing


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def shown(desk, today):
    """Announce an event some days from today."""

    def make(title: str = "Cobots in de lashal", *, days: int = 5, organiser=None, **more) -> Listing:
        event = an_event(title, uid=title)
        begins = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=days)
        event = replace(moved(event, begins, begins + timedelta(hours=2)), **more)
        who = organiser or desk("Metaalclub")
        take_in(who, [event], source="file", at=timezone.now(), on=today, is_whole=False)
        return Listing.objects.get(desk=who, uid=title)

    return make


def test_an_empty_agenda_teaches_what_to_do(visitor):
    assert "Hier staat nog niets" in words_of(visitor.see("agenda/"))


def test_the_list_shows_when_where_who_and_for_how_much(visitor, shown):
    shown(price_eur=Decimal("25.50"))
    text = words_of(visitor.see("agenda/"))
    for words in ("Cobots in de lashal", "Metaalclub", "Kouter 1, 9000 Gent", "25,50 euro", "1 activiteit"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("thema=process", 1),
        ("thema=legal", 0),
        ("provincie=oost-vlaanderen", 1),
        ("provincie=limburg", 0),
        ("provincie=online", 0),
        ("postcode=9000&km=10", 1),
        ("postcode=3500&km=25", 0),
        ("prijs=gratis", 0),
        ("q=cobots", 1),
        ("q=belastingen", 0),
        ("doelgroep=starters", 1),
        ("van=1/1/2099", 0),
    ],
)
def test_filters_live_in_the_address(client, shown, query, count):
    shown()
    page = client.get(f"/nl/agenda/?{query}")
    assert page.status_code == 200
    assert page.content.decode().count("event-row") == count
    calendar = Calendar.from_ical(client.get(f"/nl/agenda/agenda.ics?{query}").content)
    assert len(calendar.walk("VEVENT")) == count


@pytest.mark.parametrize("query", ["thema=x", "postcode=0000", "van=gisteren", "km=7", "tot=1/1/2000"])
def test_a_filter_that_is_wrong_is_told_and_gives_no_feed(client, shown, query):
    shown()
    page = client.get(f"/nl/agenda/?{query}")
    assert page.status_code == (400 if query != "tot=1/1/2000" else page.status_code)
    if page.status_code == 400:
        assert "Dit klopt nog niet" in page.content.decode()
        assert client.get(f"/nl/agenda/agenda.ics?{query}").status_code == 404
        assert client.get(f"/nl/agenda/rss.xml?{query}").status_code == 404


def test_a_page_of_one_event_in_three_languages_with_its_file(client, shown):
    row = shown()
    for language in ("nl", "en", "fr"):
        page = client.get(f"/{language}/agenda/{row.pk}/")
        assert page.status_code == 200
    file = Calendar.from_ical(client.get(f"/nl/agenda/{row.pk}.ics").content).walk("VEVENT")[0]
    assert str(file["UID"]) == f"{row.pk}@wegwijzer"
    assert str(file["SUMMARY"]) == "Cobots in de lashal"


def test_a_cancelled_event_says_so_and_a_waiting_or_gone_one_is_not_there(client, shown):
    row = shown()
    for state, status in (("cancelled", 200), ("waiting", 404), ("gone", 404)):
        Listing.objects.update(state=state)
        page = client.get(f"/nl/agenda/{row.pk}/")
        assert page.status_code == status
        assert "event-row" not in client.get("/nl/agenda/").content.decode()
    Listing.objects.update(state="cancelled")
    assert "gaat niet door" in client.get(f"/nl/agenda/{row.pk}/").content.decode()


def test_what_an_organiser_wrote_is_never_markup(client, shown):
    row = shown("<script>alert(1)</script>Robots", summary="<img src=x onerror=alert(1)>", place="</p><b>x")
    for page in (f"/nl/agenda/{row.pk}/", "/nl/agenda/", "/nl/agenda/rss.xml", "/nl/agenda/atom.xml"):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_readers_of_news_get_whole_addresses(client, shown, kind):
    shown()
    answer = client.get(f"/nl/agenda/{kind}.xml?thema=process")
    assert answer["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
    text = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    assert len([one for one in text.iter() if one.tag.endswith(("item", "entry"))]) == 1


@pytest.mark.parametrize(
    ("organisation", "price", "is_told"),
    [("vigc", 50, True), ("vigc", 0, False), ("vigc", None, False), ("sirris", 50, False)],
)
def test_the_kmo_portefeuille_is_named_only_where_the_catalogue_says_so(
    client, shown, desk, organisation, price, is_told
):
    organiser = desk("Organisatie", organisation)
    row = shown(organiser=organiser, price_eur=None if price is None else Decimal(price))
    assert ("Kmo-portefeuille" in client.get(f"/nl/agenda/{row.pk}/").content.decode()) == is_told


def test_a_long_agenda_is_cut_into_pages_that_keep_the_filters(client, desk, today):
    organiser = desk("Metaalclub")
    begins = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    many = [
        replace(moved(an_event(uid=str(number)), begins, begins), uid=str(number), title=f"Nummer {number}")
        for number in range(65)
    ]
    take_in(organiser, many, source="list", at=timezone.now(), on=today)
    page = client.get("/nl/agenda/?thema=process&pagina=2").content.decode()
    assert page.count("event-row") == 30
    assert "?thema=process&amp;pagina=3" in page
