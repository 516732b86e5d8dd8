"""Putting letters in, taking them out, and forgetting them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tests.web.post.conftest import AT
from tests.web.post.samples import LINK
from wegwijzer.web.post import actions, outbox, retention
from wegwijzer.web.post.errors import LetterError
from wegwijzer.web.post.models import DigestLine, Outgoing
from wegwijzer.web.post.reply_address import read_reply_address

VALUES = {"link": LINK, "subject": "process", "desk": "Kollegium"}
TOKEN = "0123456789abcdef0123456789abcd"


def states() -> dict[str, str]:
    return dict(Outgoing.objects.values_list("key", "state"))


def test_a_letter_to_a_person_goes_to_their_address_in_their_language(baker, letter):
    assert letter("k1") is True
    row = Outgoing.objects.get()
    assert (row.to, row.language, row.state) == ("bakker@example.be", "nl", "waiting")


def test_the_same_key_is_put_in_once_whatever_else_differs(letter):
    assert letter("k1") is True
    assert letter("k1", to="other@example.be") is False
    assert Outgoing.objects.get().to == "bakker@example.be"


def test_a_letter_leaves_with_the_transaction_it_was_written_in(letter):
    with transaction.atomic():
        letter("k1")
        transaction.set_rollback(True)
    assert states() == {}


def test_a_key_that_is_there_does_not_break_the_callers_transaction(letter):
    letter("k1")
    with transaction.atomic():
        assert letter("k1") is False
        assert letter("k2") is True
    assert set(states()) == {"k1", "k2"}


def test_a_letter_with_wrong_values_is_refused_when_it_is_written(baker):
    with pytest.raises(LetterError):
        actions.put_one(actions.letter(key="k", kind="handed_over", person=baker, values={}, at=AT))
    with pytest.raises(LetterError):
        actions.note(key="k", kind="nothing", person=baker, values={}, at=AT)
    assert states() == {}


def test_nothing_is_written_to_somebody_who_is_gone(baker, letter):
    baker.is_active = False
    assert letter("k1") is False
    assert actions.note(key="k", kind="handed_over", person=baker, values=VALUES, at=AT) is False
    assert states() == {}


def test_a_line_for_the_digest_is_kept_once(baker):
    def note() -> bool:
        return actions.note(key="n1", kind="handed_over", person=baker, values=VALUES, at=AT)

    assert [note(), note()] == [True, False]
    assert DigestLine.objects.count() == 1


def test_answers_come_back_only_where_the_site_receives_mail(letter, settings, baker):
    letter("k1", reply_token=TOKEN)
    settings.MAIL_REPLY_DOMAIN = "antwoord.example.be"
    letter("k2", reply_token=TOKEN)
    addresses = dict(Outgoing.objects.values_list("key", "reply_to"))
    assert addresses["k1"] == ""
    found = read_reply_address(addresses["k2"])
    assert found is not None
    assert (found.token, found.person) == (TOKEN, baker.pk)


def test_a_letter_is_taken_once_and_oldest_first(letter):
    letter("late", to="a@example.be", at=AT + timedelta(minutes=1))
    letter("early", to="b@example.be", at=AT)
    letter("tomorrow", to="c@example.be", not_before=AT + timedelta(days=1))
    now = AT + timedelta(hours=1)
    taken = [outbox.claim(now), outbox.claim(now), outbox.claim(now)]
    assert [row and row.key for row in taken] == ["early", "late", None]
    assert states()["tomorrow"] == "waiting"


def test_letters_to_one_address_go_one_after_the_other(letter):
    letter("first")
    letter("second", at=AT + timedelta(seconds=1))
    first = outbox.claim(AT + timedelta(minutes=1))
    assert first is not None
    assert outbox.claim(AT + timedelta(minutes=1)) is None
    outbox.sent(first, AT)
    second = outbox.claim(AT + timedelta(minutes=1))
    assert second is not None
    assert second.key == "second"


def test_a_letter_that_was_put_off_holds_back_later_ones_for_some_minutes_and_no_longer(letter):
    letter("first")
    letter("second", at=AT + timedelta(seconds=1))
    now, waits = AT + timedelta(minutes=1), []
    while True:
        row = outbox.claim(now)
        assert row is not None
        if row.key == "second":
            break
        outbox.put_off(row, now, "450 later")
        now = Outgoing.objects.get(key="first").not_before - timedelta(seconds=1)
        waits.append(now)
        if outbox.due(now).exists():
            continue
        now += timedelta(seconds=1)
    assert len(waits) == outbox.HELD_BACK
    assert waits[-2] - AT < timedelta(minutes=8)


def test_delays_grow_to_a_day_and_in_the_end_a_letter_is_given_up(letter):
    letter("k1")
    now, delays = AT, []
    while (row := outbox.claim(now)) is not None:
        outbox.put_off(row, now, "450 later")
        following = Outgoing.objects.get().not_before
        delays.append(following - now)
        now = following
    assert delays[:-1] == sorted(delays[:-1])
    assert max(delays) == timedelta(days=1)
    assert sum(delays[:-1], timedelta()) > timedelta(days=5)
    row = Outgoing.objects.get()
    assert (row.state, row.attempts) == ("failed", outbox.MOST_ATTEMPTS)
    assert "450 later" in row.error


def test_what_a_dead_worker_held_becomes_unsure_and_goes_no_second_time(letter):
    letter("k1")
    outbox.claim(AT)
    assert outbox.call_unsure(AT + outbox.LEASE) == 0
    assert outbox.call_unsure(AT + outbox.LEASE + timedelta(seconds=1)) == 1
    assert outbox.claim(AT + timedelta(days=30)) is None
    assert states() == {"k1": "unsure"}


def test_a_slow_worker_that_was_given_up_can_still_say_that_it_went(letter):
    letter("k1")
    row = outbox.claim(AT)
    assert row is not None
    outbox.call_unsure(AT + timedelta(hours=1))
    outbox.sent(row, AT + timedelta(hours=1))
    assert states() == {"k1": "sent"}


def test_a_worker_that_was_given_up_cannot_undo_what_the_operator_decided(letter):
    letter("k1")
    row = outbox.claim(AT)
    assert row is not None
    outbox.call_unsure(AT + timedelta(hours=1))
    assert outbox.resend("k1", AT + timedelta(hours=1))
    outbox.fail(row, "550 too late")
    outbox.sent(row, AT)
    assert states() == {"k1": "waiting"}


def test_an_operator_resends_or_settles_only_what_is_open(letter):
    letter("k1")
    assert not outbox.resend("k1", AT)
    assert not outbox.settle("k1", AT)
    row = outbox.claim(AT)
    assert row is not None
    outbox.leave_unsure(row, "broke")
    assert outbox.settle("k1", AT)
    assert not outbox.resend("k1", AT)
    assert states() == {"k1": "sent"}


def test_a_link_that_signs_in_is_not_kept_once_it_is_sent(letter):
    letter("k1", calendar="BEGIN:VCALENDAR")
    row = outbox.claim(AT)
    assert row is not None
    outbox.sent(row, AT)
    kept = Outgoing.objects.get()
    assert (kept.values, kept.calendar) == ({}, "")


def test_an_erased_case_takes_its_letters_along_and_keeps_the_keys(letter, baker):
    case, other = uuid4(), uuid4()
    letter("waiting", case=case)
    letter("elsewhere", case=other)
    actions.note(key="n1", kind="handed_over", person=baker, values=VALUES, at=AT, case=case)
    actions.forget_case(case)
    assert DigestLine.objects.count() == 0
    row = Outgoing.objects.get(key="waiting")
    assert (row.state, row.to, row.values, row.person, row.case) == ("failed", "", {}, None, None)
    assert letter("waiting", case=case) is False
    assert not outbox.resend("waiting", AT)
    assert states()["elsewhere"] == "waiting"


def test_an_erased_person_gets_nothing_more(letter, baker):
    letter("k1")
    letter("k2", to="desk@example.be")
    actions.forget_person(baker)
    claimed = outbox.claim(AT)
    assert claimed is not None
    assert claimed.key == "k2"
    assert not Outgoing.objects.filter(to=baker.email).exists()


def test_after_ninety_days_nobody_can_see_to_whom_a_letter_went(letter):
    letter("sent")
    row = outbox.claim(AT)
    assert row is not None
    outbox.sent(row, AT)
    letter("waiting")
    assert retention.remove_old(AT + timedelta(days=89)) == 0
    assert retention.remove_old(AT + timedelta(days=91)) == 1
    assert Outgoing.objects.get(key="sent").to == ""
    assert Outgoing.objects.get(key="waiting").to == "bakker@example.be"
    assert letter("sent") is False
