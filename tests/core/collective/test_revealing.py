"""What in neutral words could tell the firm behind them."""

from __future__ import annotations

from wegwijzer.core.collective.revealing import RevealingKind, revealing_words
from wegwijzer.core.language.naming import NameSigns

SIGNS = NameSigns(
    titles=frozenset({"mevrouw"}),
    introductions=(),
    forms=frozenset({"bv"}),
    particles=frozenset({"van"}),
    ordinary=frozenset({"folie"}),
)
NEEDS = {
    "a": ["Onze speculaas met kaneel uit eigen molen breekt in de diepvries, de folie scheurt"],
    "b": ["In de diepvries scheurt de folie van onze pizza's"],
    "c": ["De folie van onze soep scheurt", "De folie van onze soep scheurt"],
}


def found(text, **more):
    return [(text[one.start : one.end], one.kind) for one in revealing_words(text, NEEDS, SIGNS, **more)]


def test_words_of_one_firm_alone_are_shown_whole():
    text = "Een firma met kaneel uit eigen molen breekt in de kou."
    assert found(text) == [("met kaneel uit eigen molen breekt in de", RevealingKind.COPIED)]


def test_words_of_several_firms_and_short_turns_are_not():
    shared = {**NEEDS, "d": ["De folie van onze soep scheurt ook"]}
    text = "De folie van onze soep scheurt"
    assert revealing_words(text, shared, SIGNS) == ()
    assert found("de folie scheurt in de kou") == []


def test_one_firm_that_says_it_twice_is_still_one_firm():
    assert found("de folie van onze soep") == [("de folie van onze soep", RevealingKind.COPIED)]


def test_names_and_numbers_are_shown():
    text = "Bel mevrouw Peeters op an@peeters.example, of Bakkerij Zoet."
    shown = found(text, known_names=["Bakkerij Zoet"])
    assert ("an@peeters.example", RevealingKind.PERSONAL) in shown
    assert any("Peeters" in words and kind is RevealingKind.NAME for words, kind in shown)
    assert ("Bakkerij Zoet", RevealingKind.NAME) in shown


def test_an_empty_text_shows_nothing():
    assert found("") == []
