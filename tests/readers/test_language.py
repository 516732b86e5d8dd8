"""The synonyms of the package: single words, of one language, that really say the same."""

from __future__ import annotations

from collections import Counter

import pytest
import Stemmer

from wegwijzer.core.errors import InputError
from wegwijzer.core.language.analysis import LANGUAGES
from wegwijzer.core.language.words import plain, words_of
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.language import read_lexicons, shipped_analyser
from wegwijzer.readers.yaml_file import read_yaml_file

LEAST_GROUPS = {"nl": 350, "en": 60, "fr": 60}
MOST_GROUPS_OF_A_WORD = 3
STEMMERS = {"nl": "dutch", "en": "english", "fr": "french"}


def groups_of(language: str) -> list[list[str]]:
    return read_yaml_file(shipped_folder() / "language" / f"{language}.yaml").data["synonyms"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_groups(language):
    assert len(groups_of(language)) >= LEAST_GROUPS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_in_more_than_three_groups(language):
    stem = Stemmer.Stemmer(STEMMERS[language]).stemWord
    counts = Counter(one for group in groups_of(language) for one in {stem(plain(word)) for word in group})
    assert {word: count for word, count in counts.items() if count > MOST_GROUPS_OF_A_WORD} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_function_word_has_a_synonym(language):
    lexicon = read_lexicons(shipped_folder() / "language")[language]
    assert [word for group in groups_of(language) for word in group if plain(word) in lexicon.function_words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_group_holds_single_words_of_at_least_two_stems_and_no_two_groups_are_the_same(language):
    stem = Stemmer.Stemmer(STEMMERS[language]).stemWord
    groups = [frozenset(stem(plain(word)) for word in group) for group in groups_of(language)]
    assert [group for group in groups if len(group) < 2] == []
    assert [group for group, count in Counter(groups).items() if count > 1] == []
    assert [word for group in groups_of(language) for word in group if len(words_of(word)) != 1] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("camion", "vrachtwagen"),
        ("kuisen", "poetsen"),
        ("frigo", "koelkast"),
        ("interim", "uitzendkracht"),
        ("velo", "fiets"),
        ("vijs", "schroef"),
        ("matrijs", "mal"),
        ("octrooi", "patent"),
        ("kledij", "kleding"),
        ("electriciteit", "elektriciteit"),
        ("aanwerving", "rekrutering"),
        ("packaging", "verpakking"),
    ],
)
def test_a_flemish_or_trade_word_also_asks_for_the_word_of_the_books(asked, found):
    stem = Stemmer.Stemmer("dutch").stemWord
    asked_for = {term.stem: term.weight for term in shipped_analyser().query_terms(f"wij zoeken een {asked}")}
    assert 0 < asked_for[stem(found)] < asked_for[stem(asked)]


@pytest.mark.parametrize(("one", "other"), [("product", "dienst"), ("product", "proces"), ("klant", "leverancier")])
def test_words_that_differ_for_a_firm_are_not_joined(one, other):
    stem = Stemmer.Stemmer("dutch").stemWord
    lexicon = read_lexicons(shipped_folder() / "language")["nl"]
    assert stem(other) not in lexicon.synonyms.get(stem(one), ())


def test_a_synonym_of_more_than_one_word_is_a_fault_with_its_line(tmp_path):
    for language in LANGUAGES:
        synonyms = "[[vijs, houten schroef]]" if language == "nl" else "[]"
        text = f"function_words: []\nsynonyms: {synonyms}\n"
        (tmp_path / f"{language}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r'nl\.yaml:2: .*"houten schroef" is more than one word'):
        read_lexicons(tmp_path)
