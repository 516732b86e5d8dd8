"""The calendar: a file that a second import updates, and a secret address that a calendar follows."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from wegwijzer.web.duties import actions
from wegwijzer.web.duties.models import Keeper


def events(client: Client, path: str = "/nl/plichten/agenda.ics"):
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def feed_of(keeper) -> str:
    keeper.send("agenda/", what="new")
    return f"/nl/plichten/agenda/{Keeper.objects.get().feed}.ics"


def test_a_second_download_changes_the_same_entries(keeper):
    row = keeper.add("kmo-portefeuille", start="2/3/2026", decision="5/3/2026")
    before = events(keeper.client)
    keeper.send(f"{row.pk}/", start="9/3/2026", decision="5/3/2026")
    after = events(keeper.client)
    assert set(before) == set(after)
    assert {event["dtstart"].dt for event in after.values()} == {date(2026, 3, 23), date(2026, 4, 4)}
    assert all(before[uid]["sequence"] < after[uid]["sequence"] for uid in after)


def test_the_file_does_not_change_while_nothing_changes(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2026")
    first, second = (keeper.client.get("/nl/plichten/agenda.ics").content for _ in range(2))
    assert first == second


def test_what_is_done_stays_and_is_silent(keeper):
    row = keeper.add("kmo-portefeuille", start="2/3/2026")
    (event,) = events(keeper.client).values()
    assert len(event.walk("VALARM")) == 2
    keeper.send(f"{row.pk}/request/", done="yes")
    (event,) = events(keeper.client).values()
    assert event.walk("VALARM") == []
    assert event["summary"].startswith("✓")


def test_a_calendar_follows_the_list_at_a_secret_address_without_a_session(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2026")
    path = feed_of(keeper)
    assert len(path) > 60
    (event,) = events(Client(), path).values()
    assert event["dtstart"].dt == date(2026, 3, 16)
    assert path in keeper.client.get("/nl/plichten/").content.decode()


def test_a_new_address_ends_the_old_and_no_address_ends_both(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2026")
    old = feed_of(keeper)
    new = feed_of(keeper)
    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    keeper.send("agenda/", what="stop")
    assert Client().get(new).status_code == 404


def test_a_calendar_that_follows_keeps_the_list_alive(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2026")
    path = feed_of(keeper)
    long_ago = timezone.now() - timedelta(days=actions.VISITOR_DAYS - 1)
    Keeper.objects.update(seen=long_ago)
    Client().get(path)
    assert actions.remove_old(timezone.now() + timedelta(days=2)) == 0


def test_lists_of_visitors_go_sooner_than_those_of_people(keeper, an):
    keeper.add("led")
    later = timezone.now() + timedelta(days=actions.VISITOR_DAYS + 1)
    Keeper.objects.update(person=an)
    assert actions.remove_old(later) == 0
    assert actions.remove_old(timezone.now() + timedelta(days=actions.PERSON_DAYS + 1)) == 1


def test_merging_leaves_nobody_without_the_calendar_they_follow(keeper, an):
    keeper.add("led")
    path = feed_of(keeper)
    held = Keeper.objects.get()
    theirs = Keeper.objects.create(person=an, created=timezone.now(), seen=timezone.now())
    actions.merge(held, theirs)
    held.delete()
    assert Client().get(path).status_code == 200
