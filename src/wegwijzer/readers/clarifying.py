"""Read the small questions back, data/understanding/clarifying.yaml, and say everything that is wrong with them."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pydantic import Field

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.understanding.clarifying import ClarifyingAnswer, ClarifyingQuestion
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.schema import Form, TextForm, Written
from wegwijzer.readers.texts import text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file


class AnswerForm(Form):
    """One answer."""

    id: Written
    text: TextForm
    raises: list[Written]


class QuestionForm(Form):
    """One question."""

    id: Written
    text: TextForm
    answers: list[AnswerForm] = Field(min_length=3, max_length=5)


class ClarifyingForm(Form):
    """The whole file."""

    questions: list[QuestionForm] = Field(min_length=1)


@cache
def shipped_clarifying() -> tuple[ClarifyingQuestion, ...]:
    """The questions that ship with the package."""
    located = read_yaml_file(shipped_folder() / "understanding" / "clarifying.yaml")
    return read_clarifying(located, domains=frozenset(shipped_catalogue().business_domains))


def read_clarifying(located: LocatedData, *, domains: frozenset[str]) -> tuple[ClarifyingQuestion, ...]:
    """The questions of a file, checked against the domains of business. Raises InputError with all faults."""
    form, faults = validate(located, ClarifyingForm)
    if form is not None:
        faults = _faults(located, form, domains)
    if form is None or faults:
        raise InputError(faults)
    return tuple(
        ClarifyingQuestion(
            one.id,
            text(one.text),
            tuple(ClarifyingAnswer(given.id, text(given.text), frozenset(given.raises)) for given in one.answers),
        )
        for one in form.questions
    )


def _faults(located: LocatedData, form: ClarifyingForm, domains: frozenset[str]) -> list[Fault]:
    faults = []
    for name, count in Counter(one.id for one in form.questions).items():
        if count > 1:
            faults.append(located.fault(("questions",), f'the question "{name}" stands twice.', "an id of its own."))
    for place, question in enumerate(form.questions):
        path = ("questions", place, "answers")
        ids = Counter(given.id for given in question.answers)
        faults += [
            located.fault(path, f'the answer "{name}" stands twice.', "an id of its own.")
            for name, count in ids.items()
            if count > 1
        ]
        raised = Counter(domain for given in question.answers for domain in given.raises)
        for domain, count in raised.items():
            if domain not in domains:
                faults.append(located.fault(path, f'unknown domain "{domain}".', ", ".join(sorted(domains))))
            elif count > 1:
                faults.append(located.fault(path, f'two answers raise "{domain}".', "one answer a domain."))
    return faults
