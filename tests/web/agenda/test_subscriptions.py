"""Digests: asked for and confirmed, one a week, each thing once, ended with a click; nothing tells who gets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.web.agenda.conftest import NOW, an_event
from tests.web.visitor import words_of
from wegwijzer.web.agenda import subscriptions
from wegwijzer.web.agenda.clashing import decide
from wegwijzer.web.agenda.models import Clash, Listing, Subscription, Told
from wegwijzer.web.agenda.reminders import write_digests, write_reminders
from wegwijzer.web.agenda.retention import remove_old
from wegwijzer.web.chores import write_reminders as round_of_reminders
from wegwijzer.web.post.mail import message_of
from wegwijzer.web.post.models import Outgoing

TUESDAY = NOW + timedelta(days=1)
WEEK = timedelta(days=7)


@pytest.fixture
def subscriber(db):
    """Somebody who confirmed."""

    def make(email: str = "bakker@zaak.example", **more: object) -> Subscription:
        wish = {"themes": ["process"], "postal_code": "9000", "kilometres": 25, "wants_online": True, **more}
        subscriptions.ask(email=email, language="nl", at=NOW - WEEK, **wish)
        row = Subscription.objects.filter(email=email, confirmed_at=None).latest("created")
        found = subscriptions.confirm(row.confirm, at=NOW - WEEK)
        assert found is not None
        return found

    return make


def digests() -> list[Outgoing]:
    return list(Outgoing.objects.filter(kind="agenda_digest").order_by("created"))


def titles(row: Outgoing) -> list[str]:
    return [line["values"]["title"] for line in row.values["lines"]]


def test_nothing_is_sent_before_the_link_in_the_letter_is_confirmed(client, desk, announced):
    announced(desk("Metaalclub"), an_event())
    answer = client.post(
        "/nl/agenda/inschrijven/", {"email": "Bakker@Zaak.example", "themes": "process", "kilometres": "25"}
    )
    assert answer["Location"] == "/nl/agenda/inschrijven/verstuurd/"
    row = Subscription.objects.get()
    assert row.email == "bakker@zaak.example"
    assert [letter.kind for letter in Outgoing.objects.all()] == ["agenda_confirm"]
    assert list(write_digests(TUESDAY)) == []
    link = f"/nl/agenda/bevestigen/{row.confirm}/"
    client.get(link)
    row.refresh_from_db()
    assert row.confirmed_at is None, "scanners of mail open links"
    assert "Dat is in orde" in client.post(link).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_one_digest_a_week_with_what_fits_whatever_worker_asks_and_how_often(desk, announced, subscriber):
    organiser = desk("Metaalclub")
    announced(organiser, an_event())
    announced(organiser, an_event("Contracten nalezen", themes=("legal",)))
    announced(organiser, an_event("Cobots in Hasselt", place="3500 Hasselt", province="limburg", point=None))
    subscriber()
    assert list(write_digests(NOW)) == [], "not on a Monday"
    for moment in (TUESDAY, TUESDAY, TUESDAY + timedelta(days=2)):
        list(write_digests(moment))
    (digest,) = digests()
    assert titles(digest) == ["Cobots in de lashal"]
    announced(organiser, an_event("Frezen met robots", days=12))
    list(write_digests(TUESDAY + timedelta(days=3)))
    assert len(digests()) == 1
    list(write_digests(TUESDAY + WEEK))
    assert titles(digests()[1]) == ["Frezen met robots"]
    list(write_digests(TUESDAY + 2 * WEEK))
    assert len(digests()) == 2, "nothing new, no mail"


@pytest.mark.parametrize("decision", ["same", "joint", None])
def test_nobody_is_invited_twice_for_one_thing(desk, announced, subscriber, decision):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    subscriber()
    announced(first, an_event(uid="a", days=20))
    list(write_digests(TUESDAY))
    announced(second, an_event("Demodag cobots in de lashal", uid="b", days=20))
    clash = Clash.objects.get()
    if decision:
        decide(clash, decision, desk=second, at=NOW)
    else:
        Listing.objects.filter(uid="b").update(state="public")
    list(write_digests(TUESDAY + WEEK))
    Listing.objects.filter(uid="a").update(state="cancelled")
    list(write_digests(TUESDAY + 2 * WEEK))
    assert [titles(digest) for digest in digests()] == [["Cobots in de lashal"]]


def test_a_merged_event_names_both_organisers(desk, announced, subscriber):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    announced(first, an_event(uid="a"))
    announced(second, an_event(uid="b"))
    decide(Clash.objects.get(), "same", desk=second, at=NOW)
    subscriber()
    list(write_digests(TUESDAY))
    (line,) = digests()[0].values["lines"]
    assert line["values"]["desks"] == ["Metaalclub", "Kollegium Oost"]


def test_a_series_is_one_invitation_also_when_its_first_date_is_over(desk, announced, subscriber):
    organiser = desk("Metaalclub")
    for days in (8, 15, 22, 29):
        announced(organiser, an_event(uid="s", days=days, occurrence=str(days)))
    subscriber()
    for week in range(4):
        list(write_digests(TUESDAY + week * WEEK))
    assert len(digests()) == 1


def test_the_letter_stops_with_one_click_of_the_mail_program_and_everything_is_erased(desk, announced, subscriber):
    announced(desk("Metaalclub"), an_event())
    row = subscriber()
    list(write_digests(TUESDAY))
    message = message_of(digests()[0])
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Cobots in de lashal" in message.body
    assert "Schrijf mij uit" in message.body
    path = address[address.index("/nl/") :]
    client = Client(enforce_csrf_checks=True)
    assert row.email in client.get(path).content.decode()
    assert Subscription.objects.exists(), "opening it ends nothing"
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert not Told.objects.exists()
    assert not Outgoing.objects.filter(to=row.email).exists()
    assert "geen weekbericht" in words_of(client.get(path).content.decode())


def test_a_new_wish_takes_the_place_of_the_old_one_keeps_what_was_told_and_old_links_still_end_it(
    desk, announced, subscriber
):
    organiser = desk("Metaalclub")
    announced(organiser, an_event())
    old = subscriber()
    list(write_digests(TUESDAY))
    new = subscriber(themes=["process", "legal"])
    assert Subscription.objects.get().themes == ["process", "legal"]
    assert new.stop == old.stop
    list(write_digests(TUESDAY))
    list(write_digests(TUESDAY + WEEK))
    assert len(digests()) <= 1
    Client().post(f"/nl/agenda/stop/{old.stop}/")
    assert not Subscription.objects.exists()


def test_the_page_answers_the_same_for_an_address_that_is_known(client, subscriber, django_assert_num_queries):
    subscriber("bekend@zaak.example")
    answers, counts = [], []
    for email in ("bekend@zaak.example", "onbekend@zaak.example"):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            answer = client.post("/nl/agenda/inschrijven/", {"email": email, "kilometres": "25"})
        answers.append((answer.status_code, answer["Location"], answer.content))
        counts.append(len(asked))
    assert answers[0] == answers[1]
    assert counts[0] == counts[1], "the same work, so the same time"


def test_no_page_feed_or_organiser_tells_who_or_how_many_subscribed(desk, adviser, announced, subscriber):
    organiser = desk("Metaalclub")
    row = announced(organiser, an_event())
    pages = ["/nl/agenda/", "/nl/agenda/rss.xml", "/nl/agenda/agenda.ics", f"/nl/agenda/{row.pk}/"]
    client = adviser(organiser)

    def seen() -> list[bytes]:
        texts = [client.get(page).content for page in (*pages, "/nl/agenda/organisator/")]
        return [
            b"\n".join(line for line in text.splitlines() if b"csrf" not in line and b"DTSTAMP" not in line)
            for text in texts
        ]

    before = seen()
    for number in range(3):
        subscriber(f"firma{number}@zaak.example")
    list(write_digests(TUESDAY))
    assert [text.split(b"<lastBuildDate>")[0] for text in seen()] == [
        text.split(b"<lastBuildDate>")[0] for text in before
    ]


def test_what_is_kept_can_be_downloaded_with_the_link_alone(client, desk, announced, subscriber):
    announced(desk("Metaalclub"), an_event())
    row = subscriber()
    list(write_digests(TUESDAY))
    kept = client.get(f"/nl/agenda/stop/{row.stop}/gegevens.json").json()
    assert (kept["email"], kept["postal_code"]) == ("bakker@zaak.example", "9000")
    assert kept["told"] == [{"title": "Cobots in de lashal", "day": "2027-01-12"}]
    assert client.get("/nl/agenda/stop/verkeerd/gegevens.json").status_code == 404


def test_nobody_can_flood_the_mailbox_of_somebody_else(db):
    for _ in range(10):
        subscriptions.ask(
            email="doelwit@zaak.example",
            language="nl",
            themes=[],
            postal_code="",
            kilometres=0,
            wants_online=True,
            at=NOW,
        )
    assert Outgoing.objects.count() == 3


def test_what_nobody_confirmed_is_removed_after_a_week(db):
    subscriptions.ask(
        email="a@zaak.example", language="nl", themes=[], postal_code="", kilometres=0, wants_online=True, at=NOW
    )
    row = Subscription.objects.get()
    assert remove_old(NOW + timedelta(days=6)) == (0, 0)
    assert subscriptions.confirm(row.confirm, at=NOW + timedelta(days=8)) is None
    assert remove_old(NOW + timedelta(days=8)) == (0, 1)
    assert not Subscription.objects.exists()
    assert not Outgoing.objects.exclude(to="").exists()


@pytest.mark.parametrize("wrong", [{"email": "geen adres"}, {"email": ""}, {"postal_code": "0000"}])
def test_a_wrong_wish_is_told_and_nothing_is_kept(client, db, wrong):
    answer = client.post("/nl/agenda/inschrijven/", {"email": "a@zaak.example", "kilometres": "25", **wrong})
    assert answer.status_code == 422
    assert not Subscription.objects.exists()


def test_the_worker_writes_to_organisers_once_about_what_waits(desk, announced):
    first, second = desk("Metaalclub"), desk("Kollegium Oost")
    second.email = "agenda@kollegium.example"
    second.save()
    announced(first, an_event(uid="a"))
    announced(second, an_event(uid="b"))
    list(write_reminders(NOW))
    list(round_of_reminders(NOW + timedelta(days=1)))
    (letter,) = Outgoing.objects.filter(kind="agenda_clash")
    assert letter.to == "agenda@kollegium.example"
    assert "Metaalclub" in message_of(letter).body
    assert mail.outbox == []
