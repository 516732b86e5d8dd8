"""Which questions there are to answer, and what of the answers is good."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from wegwijzer.core.agreements.template import Answers, Question, QuestionKind, Template, holds

FEWEST, MOST = 2, 8
"""Parties that an agreement has."""
PARTY_FIELDS = ("name", "number", "address", "signatory")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def party_count(template: Template, answers: Answers) -> int:
    """How many parties there are: as answered, else the fewest that can be answered, else two."""
    question = template.question(template.party_count) if template.party_count else None
    if question is None:
        return FEWEST
    counts = {option.id: int(option.id) for option in question.options}
    return counts.get(answers.get(question.id, ""), min(counts.values()))


def clean(text: str) -> str:
    """A text as it goes into an agreement: without signs that do not print or that turn the direction of reading.

    Those can make a reader see something else than what stands there; letters of every script stay.
    """
    lines = _BIDI.sub("", text).splitlines()
    printed = ("".join(sign if sign.isprintable() else " " for sign in line) for line in lines)
    return "\n".join(" ".join(line.split()) for line in printed if line.strip())


def good_answers(template: Template, answers: Answers) -> dict[str, str]:
    """The answers that are of use: known, of their kind, and to questions that are asked. The rest counts as open."""
    count = party_count(template, answers)
    found: dict[str, str] = {}
    for question in template.questions:  # a condition only looks at questions before it
        if not holds(question.when, found):
            continue
        for key in keys_of(question, count):
            value = clean(answers.get(key, ""))
            if value and _is_good(question, value, count):
                found[key] = value
    return found


def asked(template: Template, answers: Answers) -> tuple[Question, ...]:
    """The questions that are asked with these answers, in order."""
    found = good_answers(template, answers)
    return tuple(question for question in template.questions if holds(question.when, found))


def keys_of(question: Question, count: int) -> tuple[str, ...]:
    """Under which keys the answers to a question stand."""
    if question.kind is QuestionKind.PARTIES:
        return tuple(f"party.{place}.{name}" for place in range(1, count + 1) for name in PARTY_FIELDS)
    if question.kind is QuestionKind.PER_PARTY:
        return tuple(f"{question.id}.{place}" for place in range(1, count + 1))
    return (question.id,)


def _is_good(question: Question, value: str, count: int) -> bool:
    if question.kind is QuestionKind.CHOICE:
        return any(option.id == value for option in question.options)
    if question.kind is QuestionKind.PARTY:
        return value in {str(place) for place in range(1, count + 1)}
    if question.kind is QuestionKind.DATE:
        return as_day(value) is not None
    if question.kind is QuestionKind.MONEY:
        return as_amount(value) is not None
    return True


def as_day(value: str) -> date | None:
    """The day of an ISO text."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_amount(value: str) -> Decimal | None:
    """An amount in euro, in whole cents and from 0; None for what is none. Nothing is rounded."""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 12:
        return None
    cents = amount.quantize(Decimal("0.01"))
    return cents if cents == amount else None
