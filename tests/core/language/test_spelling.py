"""Typing errors: what is repaired, into what, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import FREQUENCIES
from wegwijzer.core.language.spelling import MOST_REPAIRS, Repair, Speller

INDEX_WORDS = sorted(["verpakking", "octrooi", "opleiding", "krediet", "vis", "bakkerij", "lasser"])


@pytest.fixture(scope="module")
def speller():
    return Speller(INDEX_WORDS, FREQUENCIES, lambda word: word == "bakkerijmachine")


def mended(speller, text, languages=("nl",)):
    return speller.repair(text, languages).text


@pytest.mark.parametrize("typed", ["verpaking", "verpakkign", "verpakkking", "verpqkking", "verpakkig", "vrpaking"])
def test_a_slip_or_two_in_a_long_word_is_repaired(speller, typed):
    assert mended(speller, f"onze {typed} scheurt") == "onze verpakking scheurt"


def test_a_short_word_may_have_one_slip_only(speller):
    assert mended(speller, "klnat") == "klant"
    assert mended(speller, "klnta") == "klnta"


@pytest.mark.parametrize("typed", ["vsi", "ab", "2024", "k1ant", "energie", "lasrobot", "bakkerijmachine", "packaging"])
def test_short_words_digits_known_words_and_compounds_stay(speller, typed):
    assert mended(speller, typed) == typed


def test_the_beginning_of_a_word_of_the_index_is_no_error(speller):
    assert mended(speller, "octr") == "octr"


def test_a_wrong_first_letter_is_repaired_when_nothing_else_fits(speller):
    assert mended(speller, "cerpakking") == "verpakking"


def test_of_two_words_equally_near_the_one_of_the_index_is_taken(speller):
    speller = Speller(["lassen"], {"nl": {"lasten": 5e-5}}, lambda word: False)
    assert mended(speller, "lasxen") == "lassen"


def test_of_two_common_words_equally_near_the_more_frequent_is_taken():
    speller = Speller([], {"nl": {"kosten": 1e-4, "kasten": 1e-5}}, lambda word: False)
    assert mended(speller, "kxsten") == "kosten"


def test_a_compound_is_mended_in_one_of_its_parts():
    compounds = {"energiebakkerij"}
    speller = Speller([], FREQUENCIES, compounds.__contains__)
    assert mended(speller, "energiebakkkerij") == "energiebakkerij"
    assert mended(speller, "enrgiebakkerij") == "energiebakkerij"


def test_each_repair_is_told_as_it_was_written_and_at_most_eight_are_made(speller):
    assert speller.repair("Verpaking, verpaking!", ("nl",)).repairs == (Repair("Verpaking", "verpakking"),)
    many = " ".join(f"verpakking{letter}" for letter in "abcdefghijkl")
    assert len(speller.repair(many, ("nl",)).repairs) == MOST_REPAIRS


def test_words_that_look_alike_are_offered_the_likest_first(speller):
    assert speller.nearest("oktrooy") == ("octrooi",)
    assert speller.nearest("x") == ()


@given(st.text(max_size=200))
def test_any_text_is_read_and_a_repaired_one_needs_no_repair(text):
    speller = Speller(INDEX_WORDS, FREQUENCIES, lambda word: False)
    once = speller.repair(text, ("nl",))
    if len(once.repairs) < MOST_REPAIRS:
        assert speller.repair(once.text, ("nl",)).repairs == ()
