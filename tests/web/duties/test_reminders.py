"""Reminders by e-mail: only for who asked, once for each day, and stopped with one click."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.web.duties.conftest import MARCH
from wegwijzer.web.chores import write_reminders
from wegwijzer.web.duties.models import Keeper
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.post.sending import send_waiting


def remind(days: int = 0) -> list[str]:
    return [line for line in write_reminders(MARCH + timedelta(days=days)) if line.startswith("reminder of duty")]


@pytest.fixture
def reminded(signed_in):
    """An follows a course that began on 2 March: her application is due on 16 March."""
    signed_in.add("kmo-portefeuille", "Opleiding lassen", start="2/3/2026")
    signed_in.send("mail/", wanted="yes")
    return signed_in


def test_nobody_gets_a_letter_who_did_not_ask(signed_in):
    signed_in.add("kmo-portefeuille", start="2/3/2026")
    assert remind() == []


def test_who_is_not_signed_in_is_led_to_the_sign_in(keeper):
    keeper.add("kmo-portefeuille", start="2/3/2026")
    assert "/aanmelden/" in keeper.send("mail/", wanted="yes")["Location"]
    assert not Keeper.objects.get().wants_letters


def test_a_reminder_goes_on_each_of_its_days_and_never_twice(reminded):
    assert len(remind()) == 1
    assert remind() == remind(1) == remind(10) == []
    assert len(remind(11)) == 1  # 14 March, two days before
    assert remind(12) == remind(13) == []
    assert Outgoing.objects.count() == 2


def test_after_a_standstill_only_the_last_call_goes_and_after_the_day_nothing(reminded):
    assert len(remind(12)) == 1
    assert remind(12) == []
    Outgoing.objects.all().delete()
    assert remind(14) == []


def test_what_is_done_is_not_reminded_of(reminded):
    row = Keeper.objects.get().support.get()
    reminded.send(f"{row.pk}/request/", done="yes")
    assert remind() == []


def test_another_day_is_another_reminder(reminded):
    remind()
    row = Keeper.objects.get().support.get()
    reminded.send(f"{row.pk}/", start="3/3/2026")
    assert len(remind(1)) == 1


def test_the_letter_says_what_by_when_and_how_to_stop(reminded):
    remind()
    list(send_waiting(lambda: MARCH + timedelta(minutes=1), is_stopping=lambda: False))
    (message,) = mail.outbox
    assert message.subject == "Uiterlijk 16 maart 2026: Kmo-portefeuille"
    assert "Het gaat over: Opleiding lassen." in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].strip("<>") in message.body


def test_one_click_stops_the_letters_without_signing_in_and_opening_the_page_does_not(reminded):
    path = f"/nl/plichten/stop/{Keeper.objects.get().stop}/"
    page = Client().get(path)
    assert Keeper.objects.get().wants_letters
    assert len(re.findall(r"<button", page.content.decode().partition("<main")[2])) == 1
    mail_program = Client(enforce_csrf_checks=True)  # it has no cookie of ours
    assert "Gestopt." in mail_program.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert remind() == []


def test_an_unknown_address_stops_nothing_and_says_so(reminded):
    page = Client().post("/nl/plichten/stop/nothing/")
    assert "Deze link werkt niet meer" in page.content.decode()
    assert Keeper.objects.get().wants_letters


def test_somebody_who_may_no_longer_come_in_gets_no_letters(reminded, an):
    an.is_active = False
    an.save()
    assert remind() == []


def test_the_letters_can_be_turned_off_on_the_page(reminded):
    assert "We mailen u 14 en 2 dagen vooraf, op an@metaal.example." in reminded.see()
    reminded.send("mail/", wanted="no")
    assert "We sturen nu geen mails." in reminded.see()
    assert remind() == []
