"""A page of questions, ready to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.agreements.asking import PARTY_FIELDS, as_amount, keys_of, party_count
from wegwijzer.core.agreements.template import Question, QuestionKind, Template, holds
from wegwijzer.readers.agreements import Agreements, Kind
from wegwijzer.web.agreements.question_form import LONGEST, questions_on
from wegwijzer.wording.language import local, say

_AUTOCOMPLETE = {"name": "organization", "address": "off", "number": "off", "signatory": "off"}


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field."""

    key: str
    id: str
    label: str
    value: str
    fault: str
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True)
class GroupView:
    """The fields of one party, under its name."""

    title: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option."""

    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `only_if` says with which answer it matters, and `depends_on` names that answer for the script."""

    id: str
    kind: str
    question: str
    why: str
    longest: int
    field: FieldView | None
    groups: tuple[GroupView, ...]
    options: tuple[OptionView, ...]
    only_if: str
    depends_on: str
    depends_options: str
    is_hidden: bool
    fault: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of questions."""

    id: str
    title: str
    place: int
    count: int
    previous: str
    next: str
    questions: tuple[QuestionView, ...]
    faults: tuple[tuple[str, str], ...]


def pages_of(agreements: Agreements, kind: Kind) -> tuple[str, ...]:
    """The pages on which this kind has questions, in order."""
    used = {question.page for question in kind.template.questions}
    return tuple(page for page in agreements.pages if page in used)


def page_view(
    agreements: Agreements,
    kind: Kind,
    page: str,
    answers: Mapping[str, str],
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> PageView:
    """The page with what is known, and what was just typed and is wrong."""
    pages = pages_of(agreements, kind)
    place = pages.index(page)
    shown, wrong = {**answers, **(typed or {})}, faults or {}
    questions = tuple(
        _question(question, kind.template, shown, wrong, language) for question in questions_on(kind.template, page)
    )
    return PageView(
        id=page,
        title=local(agreements.pages[page], language),
        place=place + 1,
        count=len(pages),
        previous=pages[place - 1] if place else "",
        next=pages[place + 1] if place + 1 < len(pages) else "",
        questions=questions,
        faults=tuple((_id(key), text) for key, text in wrong.items()),
    )


def _question(
    question: Question, template: Template, answers: Mapping[str, str], faults: Mapping[str, str], language: str
) -> QuestionView:
    count = party_count(template, answers)
    parties = [party_name(template, answers, place, language) for place in range(1, count + 1)]
    field: FieldView | None = None
    groups: tuple[GroupView, ...] = ()
    options: tuple[OptionView, ...] = ()
    value = answers.get(question.id, "")
    if question.kind is QuestionKind.CHOICE:
        options = tuple(OptionView(one.id, local(one.label, language), one.id == value) for one in question.options)
    elif question.kind is QuestionKind.PARTY:
        options = tuple(
            OptionView(str(place), name, str(place) == value) for place, name in enumerate(parties, start=1)
        )
    elif question.kind is QuestionKind.PARTIES:
        groups = tuple(
            GroupView(_role(template, place, language), _party_fields(place, answers, faults, language))
            for place in range(1, count + 1)
        )
    elif question.kind is QuestionKind.PER_PARTY:
        fields = (
            FieldView(key, _id(key), name, answers.get(key, ""), faults.get(key, ""))
            for key, name in zip(keys_of(question, count), parties, strict=True)
        )
        groups = tuple(GroupView("", (one,)) for one in fields)
    else:
        amount = as_amount(value) if question.kind is QuestionKind.MONEY else None
        shown = _typed_amount(str(amount), language) if amount is not None else value
        field = FieldView(
            question.id, _id(question.id), local(question.question, language), shown, faults.get(question.id, "")
        )
    depends_on, chosen = next(iter(question.when.items()), ("", ()))
    return QuestionView(
        id=question.id,
        kind=question.kind.value,
        question=local(question.question, language),
        why=local(question.why, language),
        longest=LONGEST.get(question.kind, 200),
        field=field,
        groups=groups,
        options=options,
        only_if=_only_if(template, depends_on, chosen, language),
        depends_on=depends_on,
        depends_options=" ".join(chosen),
        is_hidden=bool(depends_on) and bool(answers.get(depends_on)) and not holds(question.when, answers),
        fault=faults.get(question.id, "") if options else "",
    )


def party_name(template: Template, answers: Mapping[str, str], place: int, language: str) -> str:
    """A party by its name, or "partij 2" while it has none."""
    return answers.get(f"party.{place}.name") or say("agreements.party", language, number=str(place))


def _role(template: Template, place: int, language: str) -> str:
    title = say("agreements.party", language, number=str(place))
    if place <= len(template.party_roles):
        return f"{title}: {local(template.party_roles[place - 1], language)}"
    return title


def _party_fields(
    place: int, answers: Mapping[str, str], faults: Mapping[str, str], language: str
) -> tuple[FieldView, ...]:
    keys = {name: f"party.{place}.{name}" for name in PARTY_FIELDS}
    return tuple(
        FieldView(
            key,
            _id(key),
            say(f"agreements.party_field.{name}", language),
            answers.get(key, ""),
            faults.get(key, ""),
            _AUTOCOMPLETE[name] if place == 1 else "off",
        )
        for name, key in keys.items()
    )


def _only_if(template: Template, depends_on: str, chosen: tuple[str, ...], language: str) -> str:
    question = template.question(depends_on) if depends_on else None
    if question is None:
        return ""
    labels = [local(option.label, language) for option in question.options if option.id in chosen]
    return say("agreements.only_if", language, option=" / ".join(labels))


def _typed_amount(amount: str, language: str) -> str:
    """An amount as one types it, without parting thousands."""
    shown = amount.removesuffix(".00")
    return shown if language == "en" else shown.replace(".", ",")


def _id(key: str) -> str:
    return f"q-{key.replace('.', '-')}"
