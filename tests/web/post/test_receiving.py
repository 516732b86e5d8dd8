"""Answers by e-mail: whose they are, and what is taken from them."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.post.mails import a_mail
from wegwijzer.web.post.errors import LetterError, MailRefusedError
from wegwijzer.web.post.receiving import LARGEST_MAIL, LONGEST_WORDS, read_reply
from wegwijzer.web.post.reply_address import read_reply_address, reply_address

TOKEN = "0123456789abcdef0123456789abcd"
PERSON = UUID("5f3c2d1e-0000-4000-8000-00000000abcd")
ANOTHER = UUID("5f3c2d1e-0000-4000-8000-00000000abce")


@pytest.fixture(autouse=True)
def replies(settings):
    settings.MAIL_REPLY_DOMAIN = "antwoord.example.be"


@pytest.fixture
def address() -> str:
    return reply_address(TOKEN, PERSON)


def received(mail):
    found = read_reply(mail.as_bytes())
    assert found is not None
    return found


def test_an_address_fits_in_what_mail_servers_allow_and_reads_back(address):
    assert len(address.partition("@")[0]) == 64
    for written in (address, address.upper(), f" {address} "):
        found = read_reply_address(written)
        assert found is not None
        assert (found.token, found.person) == (TOKEN, PERSON)


def test_the_address_of_another_person_cannot_be_made_from_ones_own(address):
    forged = reply_address(TOKEN, ANOTHER).partition("@")[0][:-8] + address.partition("@")[0][-8:]
    assert read_reply_address(f"{forged}@antwoord.example.be") is None


@given(st.integers(0, 57), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_an_address_with_any_sign_changed_is_not_ours(place, sign):
    from django.test import override_settings

    with override_settings(MAIL_REPLY_DOMAIN="antwoord.example.be"):
        local, _, domain = reply_address(TOKEN, PERSON).partition("@")
        changed = local[: 6 + place] + sign + local[7 + place :]
        found = read_reply_address(f"{changed}@{domain}")
    assert (found is not None) == (changed == local)


@pytest.mark.parametrize(
    "address", ["", "x", "reply+@antwoord.example.be", "reply+" + "é" * 58 + "@antwoord.example.be"]
)
def test_what_is_no_address_of_ours_is_nobodys(address):
    assert read_reply_address(address) is None


def test_an_address_at_another_domain_or_with_another_key_is_not_ours(address, settings):
    assert read_reply_address(address.replace("antwoord.", "ander.")) is None
    settings.SECRET_KEY = "another key, quite another one"
    assert read_reply_address(address) is None


@pytest.mark.parametrize("token", ["", "xyz", "ab", "ab" * 16])
def test_a_token_that_is_none_gives_no_address(token):
    with pytest.raises(LetterError, match="30 hexadecimal digits"):
        reply_address(token, PERSON)


def test_an_answer_is_for_the_case_and_the_person_of_its_address_whoever_sends_it(address):
    found = received(a_mail(address, From="Somebody else <x@example.com>"))
    assert (found.reply_to.token, found.reply_to.person) == (TOKEN, PERSON)
    assert found.words == "Dat past voor mij."


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Cc"])
def test_the_address_is_found_where_mail_servers_put_it(address, header):
    mail = a_mail("info@example.be", **{header: address})
    assert received(mail).reply_to.person == PERSON


def test_what_the_mail_server_says_goes_before_the_headers(address):
    mail = a_mail(reply_address(TOKEN, ANOTHER))
    found = read_reply(mail.as_bytes(), to=address)
    assert found is not None
    assert found.reply_to.person == PERSON


@pytest.mark.parametrize("to", ["info@example.be", "", "reply+" + "a" * 58 + "@antwoord.example.be"])
def test_mail_to_nobody_we_know_is_refused_as_such(to):
    with pytest.raises(MailRefusedError, match="addressed to") as refused:
        read_reply(a_mail(to).as_bytes())
    assert refused.value.is_unknown


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<list.example.com>"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@example.com"},
    ],
)
def test_what_a_machine_wrote_is_left_aside(address, headers):
    assert read_reply(a_mail(address, **headers).as_bytes()) is None


def test_a_bounce_is_left_aside(address):
    raw = (
        f"From: mail@example.com\r\nTo: {address}\r\nSubject: failed\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nUndelivered\r\n--b--"
    )
    assert read_reply(raw.encode()) is None


def test_a_mail_that_a_person_sent_is_not_left_aside_for_saying_so(address):
    assert received(a_mail(address, Auto_Submitted="no")).words


def test_html_is_read_where_there_is_no_text(address):
    mail = a_mail(address)
    mail.set_content("<div>Ja&nbsp;hoor</div><div class='gmail_quote'>oud</div>", subtype="html")
    assert received(mail).words == "Ja hoor"


def test_of_both_forms_the_text_is_taken(address):
    mail = a_mail(address, "Ja, als tekst")
    mail.add_alternative("<p>Ja, als HTML</p>", subtype="html")
    assert received(mail).words == "Ja, als tekst"


def test_attachments_are_named_and_left_out(address):
    mail = a_mail(address)
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="offerte\x07.pdf")
    mail.add_attachment(b"x", maintype="image", subtype="png")
    found = received(mail)
    assert found.words == "Dat past voor mij."
    assert found.left_out == ("offerte .pdf", "image/png")


def test_lines_that_the_program_broke_off_are_put_together(address):
    mail = a_mail(address)
    mail.set_payload("Dit is een lange zin die \nverder gaat.\n\nNieuw.\n")
    mail.replace_header("Content-Type", "text/plain; charset=utf-8; format=flowed")
    assert received(mail).words == "Dit is een lange zin die verder gaat.\n\nNieuw."


def test_the_same_mail_has_the_same_id_and_that_of_another_person_has_not(address):
    first, again = received(a_mail(address)), received(a_mail(address, "Anders"))
    assert first.mail_id == again.mail_id
    assert received(a_mail(reply_address(TOKEN, ANOTHER))).mail_id != first.mail_id
    assert received(a_mail(address, Message_ID="<2@x>")).mail_id != first.mail_id


def test_a_mail_without_an_id_is_known_by_its_bytes(address):
    assert (
        received(a_mail(address, "a", Message_ID="")).mail_id != received(a_mail(address, "b", Message_ID="")).mail_id
    )


@pytest.mark.parametrize("text", ["", "   \n", "> oud\n> ouder"])
def test_a_mail_without_words_is_sent_back(address, text):
    with pytest.raises(MailRefusedError, match="no words") as refused:
        read_reply(a_mail(address, text).as_bytes())
    assert not refused.value.is_unknown


def test_a_mail_that_is_too_long_or_too_large_is_sent_back(address):
    with pytest.raises(MailRefusedError, match="characters"):
        read_reply(a_mail(address, "woord " * LONGEST_WORDS).as_bytes())
    with pytest.raises(MailRefusedError, match="larger than"):
        read_reply(b"x" * (LARGEST_MAIL + 1))


def test_words_in_a_coding_that_does_not_exist_are_still_read(address):
    mail = a_mail(address)
    mail.set_payload("Ja", charset=None)
    mail.replace_header("Content-Type", "text/plain; charset=klingon")
    assert received(mail).words == "Ja"


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(head, body):
    from django.test import override_settings

    with override_settings(MAIL_REPLY_DOMAIN="antwoord.example.be"):
        to = reply_address(TOKEN, PERSON)
        for raw in (head + b"\r\n\r\n" + body, f"To: {to}\r\n".encode() + head + b"\r\n\r\n" + body):
            try:
                found = read_reply(raw)
            except MailRefusedError:
                continue
            assert found is None or found.reply_to.person == PERSON


@given(
    st.lists(
        st.sampled_from(["multipart/mixed; boundary=b", "text/html", "message/rfc822", "x", "text/plain; charset=\0"])
    )
)
def test_no_structure_breaks_the_reader(kinds):
    from django.test import override_settings

    with override_settings(MAIL_REPLY_DOMAIN="antwoord.example.be"):
        head = f"To: {reply_address(TOKEN, PERSON)}\r\n"
        body = "\r\n".join(f"Content-Type: {kind}\r\n\r\n--b" for kind in kinds)
        found, refused = None, ""
        try:
            found = read_reply(f"{head}{body}\r\nJa".encode())
        except MailRefusedError as error:
            refused = error.reason
    assert refused or found is None or found.reply_to.person == PERSON
