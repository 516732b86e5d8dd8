"""What the package knows of words: function words and synonyms from its files, stems and frequencies from libraries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import Stemmer
from pydantic import BaseModel, ConfigDict

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.language.analysis import LANGUAGES, Analyser, Lexicon
from wegwijzer.core.language.compounds import COMMON, CompoundSplitter
from wegwijzer.core.language.words import plain, words_of
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

_STEMMERS = {"nl": "dutch", "en": "english", "fr": "french"}


class _LanguageForm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    function_words: list[str]
    synonyms: list[list[str]]


@cache
def shipped_analyser() -> Analyser:
    """The reader of texts, made once per process. Without the `text` extra it takes no compounds apart."""
    return Analyser(read_lexicons(shipped_folder() / "language"), CompoundSplitter(word_frequencies("nl")))


def read_lexicons(folder: Path) -> dict[str, Lexicon]:
    """The lexicons of a folder with one file a language. Raises InputError with all faults of all files."""
    lexicons: dict[str, Lexicon] = {}
    faults: list[Fault] = []
    for language in LANGUAGES:
        located = read_yaml_file(folder / f"{language}.yaml")
        form, found = validate(located, _LanguageForm)
        faults += found
        if form is not None:
            stemmer = Stemmer.Stemmer(_STEMMERS[language])
            faults += [
                located.fault(("synonyms", place), f'"{word}" is more than one word.', "single words.")
                for place, group in enumerate(form.synonyms)
                for word in group
                if len(words_of(word)) != 1
            ]
            function_words = frozenset(plain(word) for word in form.function_words)
            lexicons[language] = Lexicon(stemmer.stemWord, function_words, _synonyms(form.synonyms, stemmer))
    if faults:
        raise InputError(faults)
    return lexicons


def _synonyms(groups: list[list[str]], stemmer: Stemmer.Stemmer) -> Mapping[str, tuple[str, ...]]:
    """Stem to the other stems of every group that it stands in."""
    same: dict[str, dict[str, None]] = {}
    for group in groups:
        stems = dict.fromkeys(stemmer.stemWord(plain(word)) for word in group)
        for stem in stems:
            same.setdefault(stem, {}).update({other: None for other in stems if other != stem})
    return {stem: tuple(others) for stem, others in same.items()}


@cache
def word_frequencies(language: str, *, at_least: float = COMMON) -> Mapping[str, float]:
    """Plain words of a language with their share of all words (wordfreq), the rare ones left out.

    Empty without the `text` extra.
    """
    if find_spec("wordfreq") is None:
        return {}
    from wordfreq import get_frequency_list  # an extra

    frequencies: dict[str, float] = {}
    # The list holds, most frequent first, the words of each hundredth of a bel below "every word".
    for hundredths, words in enumerate(get_frequency_list(language, "large" if language == "nl" else "small")):
        share = 10 ** (-hundredths / 100)
        if share < at_least:
            break
        for word in words:
            frequencies.setdefault(word if word.isascii() else plain(word), share)
    return frequencies
