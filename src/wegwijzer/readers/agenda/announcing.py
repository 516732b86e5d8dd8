"""Events ready to compare, with what ships: weak words (data/agenda/rules.yaml) and subjects (subjects.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from wegwijzer.core.agenda.event import Event
from wegwijzer.core.agenda.likeness import Announcement, announcement
from wegwijzer.core.errors import InputError
from wegwijzer.core.language.analysis import LANGUAGES, WORD
from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.yaml_file import read_yaml_file

_SUBJECTS = "agenda/subjects.yaml"


def announced(event: Event, organiser: str) -> Announcement:
    """An event of an organiser, prepared."""
    weak = shipped_agenda_rules().weak_words
    return announcement(event, organiser, shipped_analyser(), weak=weak, subjects=shipped_subjects())


@cache
def shipped_subjects() -> Mapping[str, tuple[str, ...]]:
    """Stems with the subjects that they show, from the file inside the package."""
    return read_subjects(shipped_folder() / _SUBJECTS)


def read_subjects(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The same from a file of the same form. Raises InputError with every fault."""
    located = read_yaml_file(path, name=_SUBJECTS)
    table = located.data if isinstance(located.data, dict) else {}
    faults = [] if table else [located.fault((), "holds no subjects.", "a list of words by subject.")]
    found: dict[str, dict[str, None]] = {}
    for subject, words in table.items():
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            faults.append(located.fault((subject,), "is no list of words.", "words, those with only digits in quotes."))
            continue
        for place, word in enumerate(words):
            stems = _stems(word)
            if not stems:
                faults.append(located.fault((subject, place), f'"{word}" is not one telling word.', "single words."))
            for stem in stems:
                found.setdefault(stem, {}).setdefault(str(subject))
    if faults:
        raise InputError(faults)
    return {stem: tuple(subjects) for stem, subjects in found.items()}


def _stems(word: str) -> set[str]:
    """The stems of a word in every language, without those of its parts: half a compound may mean anything."""
    if len(word.split()) != 1:
        return set()
    terms = [term for language in LANGUAGES for term in shipped_analyser().document_terms(word, language)]
    return {term.stem for term in terms if term.weight == WORD}
