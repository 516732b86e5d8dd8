"""`wegwijzer mail receive`: an answer by e-mail lands in the case, and only there."""

from __future__ import annotations

from uuid import uuid4

import pytest
from click.testing import CliRunner

from tests.web.post.mails import a_mail
from tests.web.referral.conftest import World, world
from wegwijzer.cli.main import main
from wegwijzer.web.people.models import Person
from wegwijzer.web.post.models import Outgoing
from wegwijzer.web.post.reply_address import reply_address
from wegwijzer.web.referral.models import Message

__all__ = ["world"]  # the fixture


@pytest.fixture
def address(settings, world: World) -> str:
    """Where the baker's answers go, taken from the letter they got."""
    settings.MAIL_REPLY_DOMAIN = "antwoord.example.be"
    world.brings()
    world.firm_comes_in()
    return Outgoing.objects.filter(to="baker@example.test").exclude(reply_to="")[0].reply_to


def receive(mail, *arguments: str):
    return CliRunner().invoke(main, ["mail", "receive", *arguments], input=mail.as_bytes(), prog_name="wegwijzer")


def test_an_answer_becomes_a_message_of_the_person_whose_address_it_is(address, world):
    result = receive(a_mail(address, "Dat past.\n\nOp di 24 nov. 2026 om 09:12 schreef X <x@w.example>:\n> oud"))
    assert result.exit_code == 0, result.output
    message = Message.objects.get()
    assert (message.words, message.via, message.side) == ("Dat past.", "mail", "firm")
    assert message.person == Person.objects.get(email="baker@example.test")
    assert message.case == world.case()


def test_a_national_number_in_a_mail_is_not_kept(address):
    assert receive(a_mail(address, "Mijn nummer is 93.05.18-223.61, bel maar.")).exit_code == 0
    assert Message.objects.get().words == "Mijn nummer is [rijksregisternummer], bel maar."


def test_the_same_mail_twice_is_kept_once(address):
    assert [receive(a_mail(address)).exit_code for _ in range(2)] == [0, 0]
    assert Message.objects.count() == 1


def test_what_is_left_out_is_told_in_the_message(address):
    mail = a_mail(address)
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="offerte.pdf")
    assert receive(mail).exit_code == 0
    assert Message.objects.get().words.endswith("(Bijlagen nemen we niet over: offerte.pdf.)")


def test_an_absence_note_is_left_aside(address):
    result = receive(a_mail(address, Auto_Submitted="auto-replied"))
    assert (result.exit_code, result.output) == (0, "Left aside: a machine wrote it.\n")
    assert not Message.objects.exists()


def test_a_forged_or_unknown_address_is_no_mailbox(address, world):
    forged = address.replace("@", "x@", 1)[1:]
    nobody = reply_address(world.case().token, uuid4())
    nowhere = reply_address("ab" * 15, world.people["firm"].pk)
    outsider = reply_address(world.case().token, world.people["federation"].pk)
    for to in (forged, nobody, nowhere, outsider, "info@example.be"):
        result = receive(a_mail(to))
        assert result.exit_code == 67, result.output
        assert len(result.output.splitlines()) == 1
        assert result.output.startswith("Not kept: ")
    assert not Message.objects.exists()


def test_a_mail_without_words_is_sent_back_with_a_clear_line(address):
    result = receive(a_mail(address, "> oud"))
    assert (result.exit_code, result.output) == (65, "Not kept: the mail holds no words above the quoted history.\n")
    assert not Message.objects.exists()


def test_the_address_can_come_from_the_mail_server(address):
    assert receive(a_mail("hidden@example.be"), "--to", address).exit_code == 0
    assert Message.objects.count() == 1


def test_somebody_who_is_gone_has_no_mailbox_any_more(address):
    Person.objects.filter(email="baker@example.test").update(is_active=False)
    assert receive(a_mail(address)).exit_code == 67
