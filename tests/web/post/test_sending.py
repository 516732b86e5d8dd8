"""Handing letters over to a mail server that runs for real."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.web.post.conftest import AT
from tests.web.post.samples import SAMPLES
from wegwijzer.web.post import actions, outbox
from wegwijzer.web.post.invitations import invitation
from wegwijzer.web.post.mail import message_id
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.post.sending import ServerAwayError, send_waiting

NOW = AT + timedelta(hours=1)


def send(at=NOW) -> list[str]:
    return [handled.state.value for handled in send_waiting(lambda: at)]


def error_of(key: str) -> str:
    return Outgoing.objects.get(key=key).error


def test_a_letter_arrives_once_in_both_forms_under_an_id_made_from_its_key(mailbox, letter, settings):
    settings.MAIL_REPLY_DOMAIN = "antwoord.example.be"
    letter("k1", reply_token="ab" * 15)
    assert send() == ["sent"]
    assert send() == []
    (mail,) = mailbox.mails
    assert mail["Message-ID"] == message_id("k1")
    assert mail["To"] == "bakker@example.be"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"].startswith("reply+")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "We vroegen nu ook Kollegium" in mail["Subject"]
    assert "Kollegium" in mail.get_body(("plain",)).get_content()
    assert "Kollegium" in mail.get_body(("html",)).get_content()


def test_every_kind_of_letter_arrives(mailbox, baker):
    for place, (kind, values) in enumerate(SAMPLES):
        actions.put_one(
            actions.letter(key=f"k{place}", kind=kind, person=baker, values=values, at=AT + timedelta(seconds=place))
        )
    assert set(send()) == {"sent"}
    assert len(mailbox.mails) == len(SAMPLES)
    assert len({mail["Message-ID"] for mail in mailbox.mails}) == len(SAMPLES)


def test_an_invitation_travels_as_one_that_calendars_show(mailbox, letter):
    calendar = invitation(
        uid="1@wegwijzer",
        sequence=0,
        begins=AT,
        minutes=30,
        place="Gent",
        summary="Kollegium",
        description="",
        organiser="loket@example.be",
        attendee="bakker@example.be",
        language="nl",
        cancelled=False,
        at=AT,
    )
    letter("k1", calendar=calendar)
    send()
    parts = {part.get_content_type(): part for part in mailbox.mails[0].walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert "BEGIN:VEVENT" in parts["text/calendar"].get_content()
    assert parts["application/ics"].get_filename() == "afspraak.ics"


def test_a_newline_in_a_name_makes_no_header(mailbox, baker):
    values = {"link": "/nl/x/", "subject": "process", "desk": "K\r\nBcc: spy@example.com"}
    actions.put_one(actions.letter(key="k1", kind="handed_over", person=baker, values=values, at=AT))
    assert send() == ["sent"]
    assert mailbox.mails[0]["Bcc"] is None
    assert mailbox.recipients == ["bakker@example.be"]


def test_a_mail_server_that_is_away_for_a_day_costs_no_letter_and_no_place(no_mail_server, letter, request):
    for number in range(3):
        letter(f"k{number}", at=AT + timedelta(seconds=number))
    for hour in range(24):
        with pytest.raises(ServerAwayError):
            send(NOW + timedelta(hours=hour))
    assert set(Outgoing.objects.values_list("state", "attempts")) == {("waiting", 0)}
    mailbox = request.getfixturevalue("mailbox")
    assert send(NOW + timedelta(hours=25)) == ["sent"] * 3
    assert [mail["Message-ID"] for mail in mailbox.mails] == [message_id(f"k{number}") for number in range(3)]


def test_not_now_means_later(mailbox, letter):
    mailbox.answers = ["451 4.3.0 try later"]
    letter("k1")
    assert send() == ["waiting"]
    assert "try later" in error_of("k1")
    assert send(NOW + timedelta(seconds=30)) == []
    assert send(NOW + timedelta(minutes=1)) == ["sent"]
    assert len(mailbox.mails) == 1


def test_a_mailbox_that_does_not_exist_fails_with_the_servers_words_and_stops_nobody_else(mailbox, letter):
    mailbox.recipient_answers["gone@example.be"] = "550 5.1.1 no such mailbox"
    letter("k1", to="gone@example.be")
    letter("k2", at=AT + timedelta(seconds=1))
    assert send() == ["failed", "sent"]
    assert "no such mailbox" in error_of("k1")
    assert mailbox.recipients == ["bakker@example.be"]


def test_a_server_that_refuses_us_is_no_fault_of_a_letter(mailbox, letter):
    mailbox.sender_answer = "530 5.7.0 sign in first"
    letter("k1")
    with pytest.raises(ServerAwayError, match="sign in first"):
        send()
    assert Outgoing.objects.get().state == "waiting"


def test_a_connection_that_breaks_after_the_mail_left_makes_it_unsure_and_it_goes_no_second_time(mailbox, letter):
    mailbox.answers = [None]
    letter("k1")
    letter("k2", to="other@example.be", at=AT + timedelta(seconds=1))
    assert send() == ["unsure", "sent"]
    assert send(NOW + timedelta(days=2)) == []
    assert [mail["Message-ID"] for mail in mailbox.mails] == [message_id("k1"), message_id("k2")]


def test_what_is_sent_again_on_somebodys_word_keeps_its_id(mailbox, letter):
    mailbox.answers = [None]
    letter("k1")
    send()
    assert outbox.resend("k1", NOW)
    assert send() == ["sent"]
    assert {mail["Message-ID"] for mail in mailbox.mails} == {message_id("k1")}


def test_a_letter_that_cannot_be_written_stops_no_other(mailbox, letter):
    letter("k1", to="a@example.be")
    Outgoing.objects.update(values={"desk": "Kollegium"})
    letter("k2", at=AT + timedelta(seconds=1))
    assert send() == ["failed", "sent"]


def test_a_worker_that_must_stop_finishes_the_letter_in_hand(mailbox, letter):
    for number in range(3):
        letter(f"k{number}", to=f"{number}@example.be", at=AT + timedelta(seconds=number))
    done: list[str] = []
    for handled in send_waiting(lambda: NOW, is_stopping=lambda: bool(done)):
        done.append(handled.state.value)
    assert done == ["sent"]
    assert sorted(Outgoing.objects.values_list("state", flat=True)) == ["sent", "waiting", "waiting"]


def test_the_line_that_is_logged_says_nothing_of_anybody(mailbox, letter):
    letter("k1")
    (handled,) = send_waiting(lambda: NOW)
    assert str(handled).endswith("handed_over: sent")
    assert "example.be" not in str(handled)
