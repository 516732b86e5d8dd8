"""The topic guide of an interview, after appendix 1 of the report; its themes head the code book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.firm.facts import Text


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a code book: a label for passages, and when it is given. `theme` is the id of its theme."""

    id: str
    theme: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class GuideCode:
    """A code of the guide, in every language."""

    id: str
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its words, what to ask on about, what it is for, and the report's paragraph."""

    id: str
    text: Text
    prompts: Mapping[str, tuple[str, ...]]
    purpose: Text
    paragraph: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of the talk, with its questions and codes."""

    id: str
    title: Text
    purpose: Text
    paragraph: str
    questions: tuple[Question, ...]
    codes: tuple[GuideCode, ...]


@dataclass(frozen=True, slots=True)
class TopicGuide:
    """The guide: themes in the order of the talk."""

    version: str
    source: str
    themes: tuple[Theme, ...]

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of the talk."""
        return {question.id: question for theme in self.themes for question in theme.questions}

    def code_book(self, language: str) -> tuple[Code, ...]:
        """The codes that a study starts with, in one language."""
        return tuple(
            Code(code.id, theme.id, code.label[language], code.definition[language])
            for theme in self.themes
            for code in theme.codes
        )
