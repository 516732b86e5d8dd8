"""One mail a week in place of many."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.web.post.samples import LINK
from wegwijzer.web.people.models import Person
from wegwijzer.web.post import actions
from wegwijzer.web.post.digests import MOST_LINES, digests_due, write_digests
from wegwijzer.web.post.mail import message_of
from wegwijzer.web.post.models import DigestLine, Outgoing

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""The day of the digest, by data/referral/clocks.yaml."""
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def note(baker):
    """Keep a line for the baker."""

    def keep(key: str, at: datetime = MONDAY - timedelta(days=1), person: Person = baker) -> bool:
        values = {"link": LINK, "subject": "process", "desk": f"Kollegium {key}"}
        return actions.note(key=key, person=person, kind="handed_over", values=values, at=at)

    return keep


def test_a_weeks_lines_become_one_mail_in_their_order(note):
    for number in range(3):
        note(f"{number}", MONDAY - timedelta(days=3 - number))
    (written,) = write_digests(MONDAY)
    assert written.lines == 3
    text = message_of(Outgoing.objects.get()).body
    assert text.index("Kollegium 0") < text.index("Kollegium 1") < text.index("Kollegium 2")
    assert text.count(LINK) == 3


def test_lines_stand_below_the_firm_they_are_about_and_a_thing_is_told_once_with_its_last_state(baker):
    brood, metaal = uuid4(), uuid4()
    for day, case, title, thing, kind, more in (
        (5, brood, "Bakkerij De Korst", "offer:1", "referred_on", {"from": "A", "to": "Lab", "reply_by": "2026-12-01"}),
        (4, metaal, "Metaalwerken Vonk", "offer:2", "taken_up", {"desk": "Sirris"}),
        (3, brood, "Bakkerij De Korst", "offer:1", "taken_up", {"desk": "Lab"}),
        (2, brood, "Bakkerij De Korst", "offer:3", "taken_up", {"desk": "Kollegium"}),
        (1, brood, "Bakkerij De Korst", "offer:1", "offer_ended", {"desk": "Lab", "state": "done"}),
    ):
        values = {"link": LINK, "subject": "process", **more}
        at = MONDAY - timedelta(days=day)
        told = {"case": case, "title": title, "thing": thing}
        assert actions.note(key=f"{day}", person=baker, kind=kind, values=values, at=at, **told)
    assert [due.lines for due in digests_due(MONDAY.date())] == [3]
    assert [due.lines for due in write_digests(MONDAY)] == [3]
    text = message_of(Outgoing.objects.get()).body
    told = [line for line in text.splitlines() if line.startswith(("- ", "Bakkerij", "Metaal"))]
    assert [line[:12] for line in told] == [
        "Bakkerij De ",
        "- Kollegium ",
        "- Lab: klaar",
        "Metaalwerken",
        "- Sirris hel",
    ]
    assert not DigestLine.objects.filter(digest="").exists()


def test_two_firms_of_one_name_stay_apart_and_a_title_breaks_out_of_nothing(baker):
    for number in range(2):
        values = {"link": LINK, "subject": "process", "desk": f"Lab {number}"}
        actions.note(
            key=f"{number}", person=baker, kind="taken_up", values=values, at=MONDAY, case=uuid4(), title="<b>Zaak\nX"
        )
    list(write_digests(MONDAY))
    mail = message_of(Outgoing.objects.get())
    assert mail.body.count("\n<b>Zaak X\n- ") == 2
    html = str(mail.alternatives[0][0])
    assert html.count("<h2>&lt;b&gt;Zaak X</h2>") == 2


def test_a_digest_is_written_once_a_week_and_later_lines_wait_for_the_next(note):
    note("a")
    assert len(list(write_digests(MONDAY))) == 1
    note("b", MONDAY + timedelta(hours=1))
    assert list(write_digests(MONDAY + timedelta(days=2))) == []
    (following,) = write_digests(NEXT)
    assert following.lines == 1
    assert Outgoing.objects.count() == 2
    assert not DigestLine.objects.filter(digest="").exists()


def test_a_worker_that_stood_still_on_the_day_writes_it_afterwards(note):
    note("a")
    assert len(list(write_digests(MONDAY + timedelta(days=3)))) == 1


def test_everybody_gets_their_own(note):
    other = Person.objects.create_user("other@example.be", language="fr")
    note("a")
    note("b", person=other)
    assert len(list(write_digests(MONDAY))) == 2
    assert set(Outgoing.objects.values_list("to", "language")) == {
        ("bakker@example.be", "nl"),
        ("other@example.be", "fr"),
    }


def test_without_lines_there_is_no_digest(baker):
    assert list(write_digests(MONDAY)) == []
    assert Outgoing.objects.count() == 0


def test_more_lines_than_a_mail_bears_wait_for_the_next(note):
    for number in range(MOST_LINES + 1):
        note(f"{number}")
    assert [due.lines for due in write_digests(MONDAY)] == [MOST_LINES]
    assert [due.lines for due in write_digests(NEXT)] == [1]


def test_what_will_go_until_a_day_is_foreseen_without_writing(note):
    note("a")
    assert [due.lines for due in digests_due(date(2026, 12, 6), since=date(2026, 11, 24))] == [1]
    assert Outgoing.objects.count() == 0
    list(write_digests(MONDAY))
    note("b", MONDAY + timedelta(hours=1))
    assert digests_due(date(2026, 11, 29), since=date(2026, 11, 24)) == []
    assert len(digests_due(date(2026, 11, 30), since=date(2026, 11, 24))) == 1
