"""Lists at addresses, read by the worker's round from a real site on this machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.readers.agenda.site import a_site, sends
from tests.web.agenda.conftest import NOW
from wegwijzer.readers.agenda.fetching import Bounds
from wegwijzer.web.agenda import feeds
from wegwijzer.web.agenda.feeds import FeedRefusedError, add_feed, ask_now, read_due_feeds, remove_feed
from wegwijzer.web.agenda.models import Feed, Listing
from wegwijzer.web.chores import read_lists


def calendar(*titles: str) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\nDTSTART:202701{20 + place}T100000Z\r\nEND:VEVENT\r\n"
        for place, title in enumerate(titles)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


def read(site, *, hours: int = 0) -> list[str]:
    bounds = Bounds(200_000, 2, 3, lambda address: True, frozenset({site.port}))
    return list(read_due_feeds(NOW + timedelta(hours=hours), bounds=bounds))


@pytest.fixture
def feed(desk):
    """A list of an organiser at the address of a site."""

    def make(site) -> Feed:
        made = add_feed(desk("Metaalclub"), "http://organiser.example/agenda.ics", person_id="", at=NOW)
        Feed.objects.filter(pk=made.pk).update(address=site.address)
        return made

    return make


def test_a_list_is_read_once_its_time_has_come_and_not_again_before(feed):
    with a_site(sends(calendar("Lassen", "Frezen"), 'ETag: "1"')) as site:
        found = feed(site)
        assert len(read(site)) == 1
        assert read(site) == []
        assert len(read(site, hours=7)) == 1
    found.refresh_from_db()
    assert (found.fault, found.told, found.etag) == ("", 2, '"1"')
    assert Listing.objects.filter(feed=found, state="public").count() == 2
    assert 'If-None-Match: "1"' in site.requests[1]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (sends(b"", status="500 Oops"), "fetch_status"),
        (sends(b"<html>geen agenda</html>"), "not_calendar"),
        (sends(calendar("Lassen")[:-20]), "cut_off"),
        (sends(calendar()), "empty"),
        (sends(b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 6000 + b"END:VCALENDAR\r\n"), "too_many"),
        (sends(b"x" * 300_000), "fetch_large"),
        (sends(b"", "Location: http://10.0.0.1/", status="302 Found"), "fetch_port"),
    ],
)
def test_a_list_that_fails_loses_nothing_waits_longer_and_says_why(feed, adviser, answer, fault):
    with a_site(sends(calendar("Lassen"))) as site:
        found = feed(site)
        read(site)
    with a_site(answer) as site:
        Feed.objects.filter(pk=found.pk).update(address=site.address.replace("localhost", "127.0.0.1"))
        for hours in (7, 100, 200):
            read(site, hours=hours)
    found.refresh_from_db()
    assert (found.fault, found.failures) == (fault, 3)
    assert found.next_at - (NOW + timedelta(hours=200)) == timedelta(hours=24)
    assert Listing.objects.get().state == "public"
    page = adviser(found.desk).get("/nl/agenda/organisator/").content.decode()
    assert "Lezen lukt niet" in page
    assert "blijft staan" in page


def test_our_own_network_is_not_read_and_the_page_says_so(feed, adviser):
    with a_site(sends(calendar("Geheim"))) as site:
        found = feed(site)
        Feed.objects.filter(pk=found.pk).update(address="http://127.0.0.1/agenda.ics")
        assert list(read_lists(NOW)) == [f"list of events {found.pk}: failed (fetch_not_public)"]
        assert site.requests == []
    assert "openbare internet" in adviser(found.desk).get("/nl/agenda/organisator/").content.decode()


def test_a_round_reads_a_few_lists_and_tells_no_address(desk):
    organiser = desk("Metaalclub")
    for number in range(5):
        add_feed(organiser, f"http://127.0.0.1/{number}.ics", person_id="", at=NOW)
    lines = list(read_due_feeds(NOW))
    assert len(lines) == 3
    assert not any("127.0.0.1" in line for line in lines)


def test_no_more_lists_than_may_be_and_none_twice(desk):
    organiser = desk("Metaalclub")
    for number in range(8):
        add_feed(organiser, f"https://organiser.example/{number}.ics", person_id="", at=NOW)
    with pytest.raises(FeedRefusedError):
        add_feed(organiser, "https://organiser.example/9.ics", person_id="", at=NOW)
    with pytest.raises(FeedRefusedError):
        add_feed(desk("Ander"), "ftp://organiser.example/9.ics", person_id="", at=NOW)
    other = desk("Derde")
    add_feed(other, "https://organiser.example/a.ics", person_id="", at=NOW)
    add_feed(other, "webcal://organiser.example/a.ics", person_id="", at=NOW)
    assert Feed.objects.filter(desk=other).count() == 1


def test_a_list_that_is_followed_no_more_takes_its_events_along(feed):
    with a_site(sends(calendar("Lassen"))) as site:
        found = feed(site)
        read(site)
    found.refresh_from_db()
    assert remove_feed(found, at=NOW) == 1
    assert Listing.objects.get().state == "gone"


def test_reading_now_is_for_once_in_a_while(feed):
    with a_site(sends(calendar("Lassen"))) as site:
        found = feed(site)
        read(site)
        found.refresh_from_db()
        assert not ask_now(found, at=NOW + timedelta(minutes=5))
        assert ask_now(found, at=NOW + timedelta(minutes=11))
        assert len(read(site, hours=1)) == 1


def test_two_workers_do_not_read_one_list_at_once(feed):
    with a_site(sends(calendar("Lassen"))) as site:
        feed(site)
        assert feeds._claim(NOW) is not None
        assert feeds._claim(NOW) is None
