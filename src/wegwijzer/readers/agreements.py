"""Read the agreements: their questions, clauses, sources and checklists, and every fault in them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from wegwijzer.core.agreements.asking import FEWEST, MOST
from wegwijzer.core.agreements.clashing import DATES, SAME_PARTY
from wegwijzer.core.agreements.template import (
    SLOT,
    Article,
    Clause,
    Contradiction,
    LegalSource,
    Option,
    Question,
    QuestionKind,
    Standing,
    Template,
    When,
    Words,
)
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.facts import Text
from wegwijzer.readers.agreement_forms import (
    AboutForm,
    ArticleForm,
    ChoosingForm,
    ClauseForm,
    ClausesForm,
    KindForm,
    KindsForm,
    QuestionForm,
    QuestionsForm,
    SourcesForm,
)
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.schema import Form
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

F = TypeVar("F", bound=Form)

_SPECIAL_SLOTS = ("article", "party")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of a checklist: a subject and what to check; its id is the topic of the articles that answer it."""

    id: str
    title: Text
    check: Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of agreement as it is presented. `slug` stands in its address; `also` is a name that others use for it."""

    id: str
    slug: str
    also: str
    summary: Text
    template: Template
    checklist: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class ChoosingRule:
    """Answers to the plain questions that lead to a kind, and why."""

    when: When
    kind: str
    why: Text


@dataclass(frozen=True, slots=True)
class Choosing:
    """The plain questions that lead to the right kind; the first rule that holds decides."""

    questions: tuple[tuple[str, Text, tuple[Option, ...]], ...]
    rules: tuple[ChoosingRule, ...]


@dataclass(frozen=True, slots=True)
class Agreements:
    """Everything there is to agree with. `pages` are the pages of questions, in order."""

    kinds: Mapping[str, Kind]
    pages: Mapping[str, Text]
    choosing: Choosing

    def by_slug(self, slug: str) -> Kind | None:
        """The kind with that word in its address."""
        return next((kind for kind in self.kinds.values() if kind.slug == slug), None)


@cache
def shipped_agreements() -> Agreements:
    """The agreements inside the package. Raises InputError with all faults of the files."""
    return read_agreements(shipped_folder() / "agreements")


def read_agreements(folder: Path) -> Agreements:
    """The agreements of a folder. Raises InputError with every fault: of form first, then what files say of others."""
    faults: list[Fault] = []
    about, sources = _read(folder, faults, "about.yaml", AboutForm), _read(folder, faults, "sources.yaml", SourcesForm)
    questions, kinds = (
        _read(folder, faults, "questions.yaml", QuestionsForm),
        _read(folder, faults, "kinds.yaml", KindsForm),
    )
    choosing = _read(folder, faults, "choosing.yaml", ChoosingForm)
    names = [f"clauses/{path.name}" for path in sorted((folder / "clauses").glob("*.yaml"))]
    files = [_read(folder, faults, name, ClausesForm) for name in names]
    articles = [article for found in files if found is not None for article in found.articles]
    if faults or not (about and sources and questions and kinds and choosing):
        raise InputError(faults)
    parts = _Parts(about, sources, questions, articles)
    templates = {kind.id: _template(kind, parts) for kind in kinds.kinds}
    faults += [Fault(f"agreements, {id}", problem) for id, found in templates.items() for problem in problems_of(found)]
    topics = {line.id for line in kinds.checklist}
    faults += [
        Fault(f"agreements, article {article.id}", f'its topic "{article.topic}" is no line of the checklist.')
        for article in articles
        if article.topic not in topics
    ]
    faults += [
        Fault("agreements/choosing.yaml", f'leads to "{rule.kind}", which is no kind.')
        for rule in choosing.rules
        if rule.kind not in templates
    ]
    if faults:
        raise InputError(faults)
    return Agreements(
        kinds={
            kind.id: Kind(
                kind.id,
                kind.slug,
                kind.also,
                text(kind.summary),
                templates[kind.id],
                tuple(
                    CheckLine(line.id, text(line.title), text(line.check))
                    for line in kinds.checklist
                    if kind.id in line.kinds
                ),
            )
            for kind in kinds.kinds
        },
        pages={page.id: text(page.title) for page in questions.pages},
        choosing=Choosing(
            tuple(
                (found.id, text(found.question), tuple(Option(one.id, text(one.label)) for one in found.options))
                for found in choosing.questions
            ),
            tuple(ChoosingRule(_when(rule.when), rule.kind, text(rule.why)) for rule in choosing.rules),
        ),
    )


def _read(folder: Path, faults: list[Fault], name: str, form: type[F]) -> F | None:
    found, problems = validate(read_yaml_file(folder / name, name=f"agreements/{name}"), form)
    faults.extend(problems)
    return found


def problems_of(template: Template) -> Iterator[str]:
    """What is wrong in a template: slots, conditions, references and sources that lead nowhere, or unused questions."""
    questions = {question.id: question for question in template.questions}
    articles = {article.id for article in template.articles}
    used: set[str] = set()
    for article in template.articles:
        for clause in article.clauses:
            used.update(clause.when)
            yield from _conditions(f"clause {clause.id}", clause.when, questions)
            yield from (f'clause {clause.id}: no source is called "{id}".' for id in _strange(clause.sources, template))
            for written in (*clause.text.values(), *(clause.per_party or {}).values()):
                for name, detail in SLOT.findall(written):
                    used.add(name)
                    if name == "article" and detail not in articles:
                        yield f'clause {clause.id}: refers to the article "{detail}", which this kind has not.'
                    elif name not in questions and name not in _SPECIAL_SLOTS:
                        yield f'clause {clause.id}: the slot "{name}" is no question of this kind.'
    for question in template.questions:
        used.update(question.when)
        yield from _conditions(f"question {question.id}", question.when, questions)
        if (question.kind is QuestionKind.CHOICE) != bool(question.options):
            yield f"question {question.id}: a choice has options, and nothing else has."
    used |= {template.party_count, "parties"}
    yield from (f'question "{id}" is used by no clause of this kind.' for id in questions if id not in used)
    if template.party_count:
        counted = questions.get(template.party_count)
        if counted is None or not all(one.id.isdigit() and FEWEST <= int(one.id) <= MOST for one in counted.options):
            yield f"party_count: expected a question whose options are numbers from {FEWEST} to {MOST}."


def _conditions(where: str, when: When, questions: Mapping[str, Question]) -> Iterator[str]:
    for name, options in when.items():
        known = {option.id for option in questions[name].options} if name in questions else set()
        if not known:
            yield f'{where}: its condition names "{name}", which is no choice of this kind.'
        yield from (
            f'{where}: "{name}" has no option "{option}".' for option in options if known and option not in known
        )


def _strange(ids: Iterable[str], template: Template) -> list[str]:
    return [id for id in ids if id not in template.sources]


@dataclass(frozen=True, slots=True)
class _Parts:
    about: AboutForm
    sources: SourcesForm
    questions: QuestionsForm
    articles: list[ArticleForm]


def _template(kind: KindForm, parts: _Parts) -> Template:
    questions = tuple(_question(found) for found in parts.questions.questions if kind.id in found.kinds)
    asked = {question.id for question in questions} | {DATES, SAME_PARTY}
    chosen = (
        (article, [c for c in article.clauses if not c.kinds or kind.id in c.kinds]) for article in parts.articles
    )
    return Template(
        id=kind.id,
        title=text(kind.title),
        intro=text(kind.intro),
        questions=questions,
        articles=tuple(
            Article(article.id, article.topic, text(article.heading), tuple(_clause(clause) for clause in clauses))
            for article, clauses in chosen
            if clauses
        ),
        contradictions=tuple(
            Contradiction(found.id, _when(found.when), text(found.message), tuple(found.questions))
            for found in parts.questions.contradictions
            if all(name in asked for name in found.when)
        ),
        sources={
            found.id: LegalSource(
                found.id, text(found.title), text(found.says), found.url, found.seen, Standing(found.standing)
            )
            for found in parts.sources.sources
        },
        words={
            language: Words(**{**words.model_dump(), "months": tuple(words.months)})
            for language, words in parts.about.words.items()
        },
        version=parts.about.version,
        reviewed_on=parts.about.reviewed_on,
        party_count=kind.party_count,
        party_roles=tuple(text(role) for role in kind.party_roles),
    )


def _question(form: QuestionForm) -> Question:
    return Question(
        form.id,
        QuestionKind(form.kind),
        form.page,
        text(form.question),
        text(form.why),
        text(form.short),
        tuple(Option(option.id, text(option.label)) for option in form.options),
        _when(form.when),
    )


def _clause(form: ClauseForm) -> Clause:
    per_party = None if form.per_party is None else {"nl": form.per_party.nl, "en": form.per_party.en}
    return Clause(
        form.id,
        {"nl": form.nl, "en": form.en},
        text(form.explanation),
        _when(form.when),
        per_party,
        tuple(form.sources),
    )


def _when(form: Mapping[str, list[str]]) -> When:
    return {name: tuple(options) for name, options in form.items()}
