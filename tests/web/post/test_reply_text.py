"""What somebody wrote, out of what their mail program made of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.web.post.html_text import html_text
from wegwijzer.web.post.reply_text import own_words

OWN = "Dat past voor mij.\n\nGroeten,\nAn"
HISTORIES = {
    "Gmail, Dutch": "Op di 24 nov. 2026 om 09:12 schreef Wegwijzer <post@w.example>:\n\n> Er is een bericht.\n> Dag\n",
    "Gmail, Dutch, broken off": "Op di 24 nov. 2026 om 09:12 schreef Wegwijzer <\nreply+abc@w.example>:\n\n> Iets.\n",
    "Gmail, English": "On Tue, 24 Nov 2026 at 09:12, Wegwijzer <post@w.example> wrote:\n\n> There is\n",
    "Gmail, French": "Le mar. 24 nov. 2026 à 09:12, Wegwijzer <post@w.example> a écrit\u00a0:\n\n> Bonjour\n",
    "Outlook, Dutch": "Van: Wegwijzer <post@w.example>\nVerzonden: dinsdag 24 november 2026 9:12\nAan: An\n"
    "Onderwerp: Nieuw bericht\n\nEr is een nieuw bericht.\n",
    "Outlook, English": "________________________________\nFrom: Wegwijzer <post@w.example>\nSent: Tuesday 9:12 AM\n"
    "To: An\nSubject: New\n\nThere is a message.\n",
    "Outlook, French": "De : Wegwijzer <post@w.example>\nEnvoyé : mardi 24 novembre 2026 09:12\nÀ : An <an@x.example>\n"
    "Objet : Nouveau\n\nBonjour\n",
    "Outlook, bold": "*Van:* Wegwijzer <post@w.example>\n*Datum:* dinsdag 24 november 2026\n*Aan:* An\n\nEr is iets.\n",
    "Outlook, old": "-----Oorspronkelijk bericht-----\nVan: Wegwijzer\n\nEr is iets.\n",
    "Outlook on a Mac": "Op 24-11-2026 om 09:12 heeft Wegwijzer <post@w.example> geschreven:\n\nEr is iets.\n",
    "Apple, Dutch": "> Op 24 nov 2026 om 09:12 heeft Wegwijzer <post@w.example> het volgende geschreven:\n> \n> Iets\n",
    "Apple, French": "> Le 24 nov. 2026 à 09:12, Wegwijzer <post@w.example> a écrit :\n> \n> Bonjour\n",
    "Thunderbird, Dutch": "Op 24-11-2026 om 09:12 schreef Wegwijzer:\n> Er is iets\n",
    "Evolution": "Wegwijzer schreef op di 24-11-2026 om 09:12 [+0100]:\n> Er is iets\n",
    "forwarded": "---------- Forwarded message ---------\nVan: Wegwijzer\n\nEr is iets\n",
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_the_history_is_cut_off(history):
    assert own_words(f"{OWN}\n\n{history}") == OWN


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_mail_of_history_alone_holds_no_words(history):
    assert own_words(history) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Van: wie komt er nu iemand?\nOp maandag om 10 uur schreef de bank ons: geen krediet.\nDat is mijn vraag.",
        "Le 3 mars, la banque a écrit : non.\nQue faire ?",
        "On Monday the bank wrote:\nno credit.",
        "Aan: de adviseur\nIk kan dinsdag.",
        "We deden -- zoals u zei -- de test.",
        "Verzonden met de post vorige week, nog niets gehoord.",
        "5 > 3 is waar\nen 2 < 4 ook",
        "-----\nEen lijn tussen twee stukken\n-----",
    ],
)
def test_what_only_looks_like_history_stays(text):
    assert own_words(text) == text


def test_answers_between_and_under_quoted_lines_stay():
    text = "Op di 24 nov. 2026 om 09:12 schreef Ik <post@w.example>:\n> Past dinsdag?\nJa.\n\n> En waar?\nBij mij.\n"
    assert own_words(text) == "Ja.\n\nBij mij."


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAn Peeters\nBakkerij Peeters",
        "Verstuurd vanaf mijn iPhone",
        "Verzonden met Outlook voor Android",
        "Sent from my Galaxy",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Envoyé de mon iPhone",
        "Télécharger Outlook pour Android",
    ],
)
def test_a_signature_of_the_program_is_cut_off(signature):
    assert own_words(f"Ja, graag.\n\n{signature}\n") == "Ja, graag."


@given(
    st.lists(
        st.sampled_from(["Ja.", "> x", "", "Op 3 mei 2026 10:00 schreef a@b:", "-- ", "Van: x", "nee "]), max_size=12
    )
)
def test_cutting_again_cuts_nothing_more_and_invents_nothing(lines):
    text = "\n".join(lines)
    once = own_words(text)
    assert own_words(once) == once
    assert set(once.split("\n")) <= {line.strip() for line in lines} | {""}


@pytest.mark.parametrize(
    "hostile",
    ["Op " + "a " * 200_000, "Van: x\n" * 50_000, ">" * 400_000, "Le \n" * 50_000, "\n" * 200_000 + "x", "_" * 400_000],
    ids=["one line", "headers", "quotes", "attributions", "empty lines", "a rule"],
)
def test_no_mail_takes_long_to_read(hostile):
    began = time.process_time()
    own_words(hostile)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>Ja &amp; nee</div><div>Groeten</div>", "Ja & nee\n\nGroeten"),
        ("<p>Ja<br>graag</p><style>p{}</style><script>x()</script>", "Ja\ngraag"),
        ('<div dir="ltr">Ja.</div><div class="gmail_quote">Op di schreef:<blockquote>x</blockquote></div>', "Ja."),
        ('<p>Ja.</p><hr><div id="divRplyFwdMsg">Van: x</div><p>oud</p>', "Ja."),
        ("<div>Eerst<blockquote type=cite>oud<div>ouder</div></blockquote>dan dit</div>", "Eerst\ndan dit"),
        ("<p>Open <b>vet <i>en", "Open vet en"),
        ("</div></p>Los", "Los"),
    ],
)
def test_an_html_mail_gives_its_words_without_the_marked_history(html, text):
    assert html_text(html) == text


def test_deeply_nested_html_is_read():
    assert html_text("<div>" * 50_000 + "Ja") == "Ja"


def test_html_with_ends_of_what_was_never_opened_takes_no_longer():
    began = time.process_time()
    assert html_text("<b>" * 150_000 + "</i>" * 130_000 + "Ja") == "Ja"
    assert time.process_time() - began < 5
