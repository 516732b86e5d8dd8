"""A page of questions as it comes in: good answers are kept in one form, others as typed, with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wegwijzer.core.agreements.asking import as_amount, as_day, keys_of, party_count
from wegwijzer.core.agreements.template import Question, QuestionKind, Template
from wegwijzer.readers.enterprise_number import format_enterprise_number
from wegwijzer.readers.typed_days import typed_day
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.language import say

LONGEST = {
    QuestionKind.TEXT: 500,
    QuestionKind.LONG_TEXT: 4000,
    QuestionKind.PER_PARTY: 1000,
    QuestionKind.PARTIES: 200,
}
"""Characters of a text, by kind of question."""
_NUMBER_DIGITS = 7
"""From so many digits on, what is typed is meant to be an enterprise number."""
_NONE = ("geen", "none", "no ", "aucun", "pas ")


@dataclass(frozen=True, slots=True)
class PageForm:
    """What was sent. `keep` goes into the draft, `typed` back into the fields; `faults` are sentences by key."""

    keep: Mapping[str, str]
    typed: Mapping[str, str]
    faults: Mapping[str, str]


def questions_on(template: Template, page: str) -> tuple[Question, ...]:
    """All questions of a page, those that hang on another answer included."""
    return tuple(question for question in template.questions if question.page == page)


def read_page(
    template: Template, page: str, sent: Mapping[str, str], known: Mapping[str, str], language: str
) -> PageForm:
    """Read the fields of a page. A text that is too long is not kept, but stays in its field."""
    keep: dict[str, str] = {}
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    count = party_count(template, {**known, **{key: sent[key] for key in (template.party_count,) if key in sent}})
    for question in questions_on(template, page):
        for key in keys_of(question, count):
            if key not in sent:
                continue
            raw = sent[key].replace("\r\n", "\n").strip()
            value, fault = _read(question, key, raw, language)
            typed[key] = raw
            if value is not None:
                keep[key] = value
            if fault:
                faults[key] = fault
    return PageForm(keep, typed, faults)


def _read(question: Question, key: str, raw: str, language: str) -> tuple[str | None, str]:
    """What to keep, None for nothing; and what is wrong, "" for nothing."""
    if not raw:
        return "", ""
    longest = LONGEST.get(question.kind, 200)
    if len(raw) > longest:
        return None, say("agreements.fault.too_long", language, length=str(len(raw)), most=str(longest))
    if question.kind is QuestionKind.DATE:
        day = as_day(raw) or typed_day(raw)
        return (day.isoformat(), "") if day else (raw, say("agreements.fault.date", language))
    if question.kind is QuestionKind.MONEY:
        number = typed_number(raw, language)
        amount = as_amount(str(number)) if number is not None else None
        return (str(amount), "") if amount is not None else (raw, say("agreements.fault.money", language))
    if question.kind is QuestionKind.CHOICE and not any(option.id == raw for option in question.options):
        return "", ""
    return _number(raw, language) if key.endswith(".number") else (raw, "")


def _number(raw: str, language: str) -> tuple[str, str]:
    """An enterprise number as it is written. Who has none, or one from abroad, says so in words of their own."""
    digits = sum(sign.isdigit() for sign in raw)
    if digits >= _NUMBER_DIGITS:
        try:
            return format_enterprise_number(raw), ""
        except ValueError:
            return raw, say("agreements.fault.number", language)
    is_told = digits > 0 or raw.casefold().startswith(_NONE)
    return raw, "" if is_told else say("agreements.fault.number", language)
