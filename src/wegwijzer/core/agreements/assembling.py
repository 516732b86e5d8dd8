"""Put an agreement together from a template and answers: the same answers always give the same document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wegwijzer.core.agreements.asking import as_amount, as_day, asked, good_answers, keys_of, party_count
from wegwijzer.core.agreements.clashing import clashes
from wegwijzer.core.agreements.document import Document, Line, OpenPoint, Paragraph, Piece, Section
from wegwijzer.core.agreements.template import (
    SLOT,
    TEXT_LANGUAGES,
    AgreementError,
    Answers,
    Article,
    Clause,
    Question,
    QuestionKind,
    Template,
    Words,
    holds,
    may_hold,
)


def assemble(template: Template, answers: Answers, language: str) -> Document:
    """The agreement in Dutch or English, whatever is still open.

    An open answer becomes a visible blank and stands in `open`; an open choice becomes one blank paragraph where its
    clauses would come. Articles of which nothing is left are left out, and numbers and references follow from what
    stays. Raises AgreementError for a language that the template is not written in, or a slot that leads nowhere.
    """
    if language not in TEXT_LANGUAGES:
        raise AgreementError(f'{template.id}: is written in {", ".join(TEXT_LANGUAGES)}, and not in "{language}".')
    good = good_answers(template, answers)
    writer = _Writer(template, good, language, party_count(template, good), {})
    kept = [(article, chosen) for article in template.articles if (chosen := list(_chosen(article, template, good)))]
    writer.numbers.update({article.id: place for place, (article, _) in enumerate(kept, start=1)})
    return Document(
        template=template.id,
        language=language,
        title=template.title[language],
        intro=template.intro[language],
        version=template.version,
        reviewed_on=template.reviewed_on,
        parties=tuple(writer.party_line(place) for place in writer.places),
        sections=tuple(_section(writer, article, chosen) for article, chosen in kept),
        signatories=tuple(((writer.party(place),), (writer.of_party(place, "signatory"),)) for place in writer.places),
        open=tuple(_open(template, good, writer.count)),
        clashes=clashes(template, good),
    )


def _chosen(article: Article, template: Template, answers: Answers) -> Iterator[Clause | Question]:
    """The clauses that stand, and for clauses that hang on an open choice that choice, once an article."""
    names = frozenset(question.id for question in asked(template, answers))
    waiting: set[str] = set()
    for clause in article.clauses:
        if holds(clause.when, answers):
            yield clause
        elif may_hold(clause.when, answers, names):
            first = next(name for name in clause.when if not answers.get(name))
            question = template.question(first)
            if question is not None and first not in waiting:
                waiting.add(first)
                yield question


def _section(writer: _Writer, article: Article, chosen: list[Clause | Question]) -> Section:
    number = writer.numbers[article.id]
    paragraphs = []
    for place, found in enumerate(chosen, start=1):
        label = f"{number}.{place}"
        if isinstance(found, Question):
            paragraphs.append(Paragraph(label, "", (writer.blank(found.short[writer.language]),)))
            continue
        lines: tuple[Line, ...] = ()
        if found.per_party is not None:
            written = found.per_party[writer.language]
            lines = tuple(writer.line(written, mine=party) for party in writer.places)
        paragraphs.append(Paragraph(label, found.id, writer.line(found.text[writer.language]), lines))
    return Section(number, article.id, article.heading[writer.language], tuple(paragraphs))


def _open(template: Template, answers: Answers, count: int) -> Iterator[OpenPoint]:
    for question in asked(template, answers):
        for key in keys_of(question, count):
            if key in answers:
                continue
            _, _, rest = key.partition(".")
            place = rest.partition(".")[0]
            yield OpenPoint(question.id, key, question.short, int(place) if place.isdigit() else 0)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills slots in one language."""

    template: Template
    answers: Mapping[str, str]
    language: str
    count: int
    numbers: dict[str, int]

    @property
    def words(self) -> Words:
        """The fixed words of the language."""
        return self.template.words[self.language]

    @property
    def places(self) -> range:
        """The numbers of the parties."""
        return range(1, self.count + 1)

    def blank(self, what: str) -> Piece:
        """A visible blank that names what is missing."""
        return Piece(self.words.blank.format(what=what), is_blank=True)

    def party(self, place: int) -> Piece:
        """A party by its name."""
        return self.of_party(place, "name")

    def of_party(self, place: int, part: str) -> Piece:
        """Something of a party: name, number, address or signatory."""
        value = self.answers.get(f"party.{place}.{part}")
        if value:
            return Piece(value.replace("\n", ", "), is_given=True)
        label = {"name": self.words.name, "number": self.words.number, "address": self.words.address}
        what = label.get(part, self.words.signatory)
        return self.blank(f"{what} {self.words.party.format(number=place)}")

    def party_line(self, place: int) -> Line:
        """Who a party is, as the agreement begins with it."""
        return self.line(self.words.party_line, mine=place)

    def line(self, written: str, *, mine: int = 0) -> Line:
        """A text with its slots filled in; `mine` is the party whose line it is."""
        pieces: list[Piece] = []
        end = 0
        for match in SLOT.finditer(written):
            if match.start() > end:
                pieces.append(Piece(written[end : match.start()]))
            pieces.append(self._slot(match[1], match[2] or "", mine))
            end = match.end()
        if end < len(written):
            pieces.append(Piece(written[end:]))
        return tuple(pieces)

    def _slot(self, name: str, detail: str, mine: int) -> Piece:
        if name == "article":
            if detail not in self.numbers:
                raise AgreementError(f'{self.template.id}: refers to the article "{detail}", which is not in it.')
            return Piece(self.words.reference.format(number=self.numbers[detail]))
        if name == "party":
            place = int(detail) if detail.isdigit() else mine
            return self.party(place)
        if name == "me":
            return self.of_party(mine, detail)
        question = self.template.question(name)
        if question is None:
            raise AgreementError(f'{self.template.id}: has a slot "{name}", and no question of that name.')
        if question.kind is QuestionKind.PER_PARTY:
            value = self.answers.get(f"{name}.{mine}", "")
        else:
            value = self.answers.get(name, "")
        return self._filled(question, value)

    def _filled(self, question: Question, value: str) -> Piece:
        if not value:
            return self.blank(question.short[self.language])
        if question.kind is QuestionKind.PARTY:
            return self.party(int(value))
        return Piece(self._written(question, value), is_given=True)

    def _written(self, question: Question, value: str) -> str:
        day, amount = as_day(value), as_amount(value)
        if question.kind is QuestionKind.DATE and day is not None:
            return self._day(day)
        if question.kind is QuestionKind.MONEY and amount is not None:
            return self._amount(amount)
        if question.kind is QuestionKind.CHOICE:
            return next(option.label[self.language] for option in question.options if option.id == value)
        return value if question.kind is QuestionKind.LONG_TEXT else value.replace("\n", "; ")

    def _day(self, day: date) -> str:
        return f"{day.day} {self.words.months[day.month - 1]} {day.year}"

    def _amount(self, amount: Decimal) -> str:
        whole, _, cents = f"{amount:,.2f}".partition(".")
        whole = whole.replace(",", self.words.thousands)
        number = whole if cents == "00" else f"{whole}{self.words.decimal}{cents}"
        return self.words.amount.format(number=number)
