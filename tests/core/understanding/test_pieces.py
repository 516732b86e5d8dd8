"""The pieces of a text: letters in a row and words in a row."""

from __future__ import annotations

from wegwijzer.core.understanding.pieces import letters_of, word_runs_of


def test_a_typing_error_keeps_most_letters():
    right, wrong = letters_of("vergunning"), letters_of("vergunnign")
    assert len(right.keys() & wrong.keys()) > len(right) / 2
    assert not word_runs_of("vergunning").keys() & word_runs_of("vergunnign").keys()


def test_small_words_and_their_order_are_seen():
    assert "mag ik" in word_runs_of("Mag ik dat verkopen?")
    assert "ik mag" not in word_runs_of("Mag ik dat verkopen?")
    assert "?" in word_runs_of("Mag ik dat verkopen?")


def test_a_piece_that_stands_there_more_often_counts_more_but_not_as_often():
    once, thrice = word_runs_of("deeg"), word_runs_of("deeg deeg deeg")
    assert once["deeg"] < thrice["deeg"] < 3 * once["deeg"]


def test_accents_and_capitals_count_for_nothing():
    assert letters_of("Énergie ÉLEVÉE") == letters_of("energie elevee")
    assert word_runs_of("") == letters_of("...") == {}


def test_a_text_without_end_is_read_no_further_than_a_need():
    assert letters_of("oven " * 1_000_000) == letters_of("oven " * 400)
