"""What an agreement is made of: questions in plain words, and clauses that stand or fall with the answers.

An agreement is written in Dutch or English (`TEXT_LANGUAGES`); everything around it (questions, explanations, sources)
is also there in French.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wegwijzer.core.errors import WegwijzerError
from wegwijzer.core.firm.facts import Text

TEXT_LANGUAGES = ("nl", "en")
"""The languages that an agreement itself is written in."""
SLOT = re.compile(r"\{([a-z_0-9]+)(?::([a-z_0-9]+))?\}")
"""A place to fill in: `{question}`, `{party:1}` for a name, `{article:id}` for a reference. In the line of a party,
`{party}` is its name, `{me:address}` something else of it, and `{question}` its own answer."""

Answers = Mapping[str, str]
"""What was answered, by question: the id of an option, a text, an ISO day, a decimal amount in euro, or the number of a
party. What belongs to one party has its number behind the question: `contribution.1`; who a party is stands under
`party.1.name`, `.number`, `.address` and `.signatory`. What was not answered is absent or empty."""


class AgreementError(WegwijzerError):
    """A template that cannot be put together; says which and why."""


class QuestionKind(Enum):
    """What an answer is. `PARTY` chooses one of the parties, `PER_PARTY` is a text of each, `PARTIES` who they are."""

    CHOICE = "choice"
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    MONEY = "money"
    PARTY = "party"
    PER_PARTY = "per_party"
    PARTIES = "parties"


When = Mapping[str, tuple[str, ...]]
"""A condition: every question named has one of the options named. Empty always holds."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to a choice."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """Something to decide, in plain words; `short` names it where it is still open, `why` says why we ask.

    It is only asked while `when` holds.
    """

    id: str
    kind: QuestionKind
    page: str
    question: Text
    why: Text
    short: Text
    options: tuple[Option, ...] = ()
    when: When = field(default_factory=dict)


class Standing(Enum):
    """How sure a source is: its words were read where `seen` says, told there, or still to be confirmed."""

    READ = "read"
    TOLD = "told"
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A law or document behind a clause: its name, what it says, where that was seen, and how sure that is."""

    id: str
    title: Text
    says: Text
    url: str
    seen: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered paragraph. With `per_party` a line for each party follows it.

    `explanation` says what it means and why it is there; `sources` are ids.
    """

    id: str
    text: Text
    explanation: Text
    when: When = field(default_factory=dict)
    per_party: Text | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs under one heading; `topic` is the line of the checklist that it answers."""

    id: str
    topic: str
    heading: Text
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot all be meant: while `when` holds, `message` tells so; `questions` are where to mend it."""

    id: str
    when: When
    message: Text
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a language: how a blank, a reference, an amount and a day are written."""

    blank: str
    reference: str
    amount: str
    thousands: str
    decimal: str
    months: tuple[str, ...]
    party: str
    party_line: str
    number: str
    address: str
    signatory: str
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of agreement, of one version that was looked over on a day.

    `party_count` is the question that says how many parties there are, "" where there are two.
    """

    id: str
    title: Text
    intro: Text
    questions: tuple[Question, ...]
    articles: tuple[Article, ...]
    contradictions: tuple[Contradiction, ...]
    sources: Mapping[str, LegalSource]
    words: Mapping[str, Words]
    version: str
    reviewed_on: date
    party_count: str = ""
    party_roles: tuple[Text, ...] = ()

    def question(self, id: str) -> Question | None:
        """The question with that id."""
        return next((found for found in self.questions if found.id == id), None)


def holds(when: When, answers: Answers) -> bool:
    """Whether a condition holds for sure; a question that is still open satisfies nothing."""
    return all(answers.get(question) in options for question, options in when.items())


def may_hold(when: When, answers: Answers, asked: frozenset[str]) -> bool:
    """Whether it holds or still may, once the open ones among the questions `asked` are answered."""
    return all(
        answers.get(question) in options or (not answers.get(question) and question in asked)
        for question, options in when.items()
    )
