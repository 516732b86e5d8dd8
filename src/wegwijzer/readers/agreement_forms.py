"""The form of the files in `data/agreements`: which keys there are, and of what type."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from wegwijzer.readers.schema import Day, Form, Slug, TextForm, Written

KindId = Literal["nda", "mta", "cooperation", "consortium"]
Conditions = dict[Slug, list[str]]


class WordsForm(Form):
    """The fixed words of one language."""

    blank: Written
    reference: Written
    amount: Written
    thousands: str
    decimal: str
    months: list[Written] = Field(min_length=12, max_length=12)
    party: Written
    party_line: Written
    name: Written
    number: Written
    address: Written
    signatory: Written


class AboutForm(Form):
    """The file `about.yaml`."""

    version: Written
    reviewed_on: Day
    words: dict[Literal["nl", "en"], WordsForm]


class SourceForm(Form):
    """One law or document."""

    id: Slug
    title: TextForm
    says: TextForm
    url: str
    seen: Written
    standing: Literal["read", "told", "to_confirm"]


class SourcesForm(Form):
    """The file `sources.yaml`."""

    sources: list[SourceForm]


class OptionForm(Form):
    """One option of a choice."""

    id: Slug
    label: TextForm


class PageForm(Form):
    """One page of questions."""

    id: Slug
    title: TextForm


class QuestionForm(Form):
    """One question."""

    id: Slug
    kind: Literal["choice", "text", "long_text", "date", "money", "party", "per_party", "parties"]
    page: Slug
    kinds: list[KindId] = Field(min_length=1)
    when: Conditions = {}
    question: TextForm
    why: TextForm
    short: TextForm
    options: list[OptionForm] = []


class ContradictionForm(Form):
    """Answers that cannot all be meant."""

    id: Slug
    when: Conditions
    questions: list[Slug]
    message: TextForm


class QuestionsForm(Form):
    """The file `questions.yaml`."""

    pages: list[PageForm]
    questions: list[QuestionForm]
    contradictions: list[ContradictionForm]


class LineForm(Form):
    """A text in the two languages that an agreement is written in."""

    nl: Written
    en: Written


class ClauseForm(Form):
    """One paragraph; without `kinds` it belongs to all of them."""

    id: Slug
    kinds: list[KindId] = []
    when: Conditions = {}
    nl: Written
    en: Written
    per_party: LineForm | None = None
    explanation: TextForm
    sources: list[Slug] = []


class ArticleForm(Form):
    """Paragraphs under one heading."""

    id: Slug
    topic: Slug
    heading: TextForm
    clauses: list[ClauseForm] = Field(min_length=1)


class ClausesForm(Form):
    """A file in `clauses/`."""

    articles: list[ArticleForm]


class KindForm(Form):
    """One kind of agreement."""

    id: KindId
    slug: Slug
    title: TextForm
    also: str
    summary: TextForm
    intro: TextForm
    party_count: str = ""
    party_roles: list[TextForm] = []


class CheckLineForm(Form):
    """One line of the checklist."""

    id: Slug
    kinds: list[KindId] = Field(min_length=1)
    title: TextForm
    check: TextForm


class KindsForm(Form):
    """The file `kinds.yaml`."""

    kinds: list[KindForm]
    checklist: list[CheckLineForm]


class ChoosingQuestionForm(Form):
    """One of the plain questions."""

    id: Slug
    question: TextForm
    options: list[OptionForm]


class ChoosingRuleForm(Form):
    """Answers that lead to a kind."""

    when: Conditions
    kind: KindId
    why: TextForm


class ChoosingForm(Form):
    """The file `choosing.yaml`."""

    questions: list[ChoosingQuestionForm]
    rules: list[ChoosingRuleForm]
