"""What can be found: one form for measures, organisations, services, and whatever else comes to be searched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MEASURE, ORGANISATION, SERVICE = "measure", "organisation", "service"
"""Kinds of the shipped catalogue; a file of documents may name others."""

TITLE, STORY = 3.0, 1.0
"""How much a word counts in a search, by where it stands."""

MAIN_LANGUAGE = "nl"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

Text = Mapping[str, str]
"""One text in one or more languages, by language code (nl, en, fr)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text beside title and story by which a document is found, and how much its words weigh (1: as in a story).

    `shown` is told in place of its words where a hit gives its reason: some keywords are stems ("boekhoud") that
    nobody should have to read.
    """

    text: str
    language: str
    weight: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found; two of different kinds may go by the same id.

    `story` is what may be shown of it, sentence by sentence. `gist` is what a model of meaning reads; where it is
    empty, title and story stand in.
    """

    id: str
    kind: str
    title: Text = field(hash=False)
    story: Text = field(default_factory=dict, hash=False)
    passages: tuple[Passage, ...] = ()
    gist: str = ""

    def searched(self) -> Iterator[Passage]:
        """Every text by whose words it is found, the title first."""
        for language, text in self.title.items():
            yield Passage(text, language, TITLE)
        for language, text in self.story.items():
            yield Passage(text, language, STORY)
        yield from self.passages

    @property
    def whole_text(self) -> str:
        """What a model of meaning reads as the whole document."""
        return (
            self.gist or f"{in_language(self.title, MAIN_LANGUAGE)}. {in_language(self.story, MAIN_LANGUAGE)}".strip()
        )


def in_language(text: Text, language: str) -> str:
    """The text in that language, else in the main one, else in any; empty when there is none.

    >>> in_language({"nl": "opleiding"}, "fr")
    'opleiding'
    """
    return text.get(language) or text.get(MAIN_LANGUAGE) or next(iter(text.values()), "")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order.

    >>> sentences("Voor kmo's. Vlaanderen betaalt mee!")
    ("Voor kmo's.", 'Vlaanderen betaalt mee!')
    """
    return tuple(sentence for sentence in _SENTENCE_END.split(text.strip()) if sentence)
