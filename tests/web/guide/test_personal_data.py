"""A national number, an account or a card in the need is gone before anything is stored, and the page says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.web.visitor import Visitor, words_of
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.guide import actions
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.registered import Registered

NATIONAL, ACCOUNT, CARD = "93.05.18-223.61", "BE68 5390 0754 7034", "4111 1111 1111 1111"
NEED = "Onze oven verbruikt te veel"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "label"),
    [(NATIONAL, "[rijksregisternummer]"), (ACCOUNT, "[rekeningnummer]"), (CARD, "[kaartnummer]")],
)
def test_it_is_not_stored_and_the_first_page_says_what_was_taken_out(visitor: Visitor, number, label):
    visitor.start(f"{NEED}, mijn nummer is {number}")
    assert Walk.objects.get().need == f"{NEED}, mijn nummer is {label}"
    told = f"Voor we uw tekst bewaarden, haalden we eruit: {label[1:-1]}."
    assert told in words_of(visitor.see("vraag/"))
    assert told in words_of(visitor.see("wegwijzer/"))
    assert number not in visitor.see("")


def test_several_are_told_together(visitor: Visitor):
    visitor.start(f"{NEED}: {CARD}, {NATIONAL}")
    assert "haalden we eruit: rijksregisternummer, kaartnummer." in words_of(visitor.see("vraag/"))


@pytest.mark.parametrize(
    ("language", "label"), [("en", "[national register number]"), ("fr", "[numéro de registre national]")]
)
def test_the_words_in_its_place_are_in_the_language_of_the_page(visitor: Visitor, language, label):
    visitor.language = language
    visitor.start(f"Our oven uses too much: {NATIONAL}")
    assert Walk.objects.get().need == f"Our oven uses too much: {label}"
    assert label[1:-1] in words_of(visitor.see("vraag/")).lower()


def test_another_need_is_cleaned_as_well(visitor: Visitor):
    visitor.start(NEED)
    visitor.start(f"Een klant betaalt niet op {ACCOUNT}")
    assert Walk.objects.get().need == "Een klant betaalt niet op [rekeningnummer]"


def test_it_does_not_come_back_on_the_page_when_something_else_is_wrong(visitor: Visitor):
    page = visitor.send("", need=f"{NEED} {NATIONAL}", enterprise_number="123").content.decode()
    assert NATIONAL not in page
    assert "[rijksregisternummer]" in page


def test_no_other_door_stores_it_either(db):
    walk = actions.start_walk(f"{NEED} {NATIONAL}", enterprise_number="", at=NOW)
    assert walk.need == f"{NEED} [rijksregisternummer]"
    facts = shipped_catalogue().facts
    text = f"Iets anders {CARD}"
    actions.restart_walk(walk, text, enterprise_number="", registered=Registered(), facts=facts, at=NOW)
    walk.refresh_from_db()
    assert walk.need == "Iets anders [kaartnummer]"


def test_a_text_without_such_numbers_is_stored_as_typed_and_nothing_is_said(visitor: Visitor):
    need = "Bel me op 0475 12 34 56 of jan@voorbeeld.be, ons nummer is 0403.019.261, machine van 80.000 euro"
    visitor.start(need)
    assert Walk.objects.get().need == need
    assert "haalden we eruit" not in visitor.see("vraag/")
    assert "haalden we eruit" not in visitor.see("wegwijzer/")
