"""One question as a form: what it shows, and what a visitor sent, read into a value or a problem to show in place."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR

from wegwijzer.core.band import Band
from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.core.firm.facts import FactDefinition, FactType
from wegwijzer.readers.fact_values import ValueProblem, read_value
from wegwijzer.readers.places import place_of
from wegwijzer.web.typed_numbers import typed_number
from wegwijzer.wording.advice import plain_number
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import limit_text

DONT_KNOW = "dont_know"
_TEXT_SHOWN = 60
_NACE_VERSIONS = ("2025", "2008")
_MANY_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A question ready for the page.

    `typed` is what was sent or is already known, by field; `error` is a sentence, and `error_field` the id of the
    field that it is about.
    """

    fact: str
    kind: str
    question: str
    help: str
    unit: str
    choices: tuple[Choice, ...]
    typed: Mapping[str, str] = field(hash=False)
    error: str = ""
    error_field: str = ""

    @property
    def in_columns(self) -> bool:
        """Whether there are so many choices that a wide page shows them in two columns."""
        return len(self.choices) > _MANY_CHOICES

    @property
    def first_field(self) -> str:
        """The id of the field that an error summary leads to."""
        return self.error_field or f"{self.fact}-0"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was sent: values by fact (empty: "I don't know"), or a problem."""

    values: Mapping[str, object] = field(hash=False)
    problem: str = ""
    field: str = ""


def answer_form(
    fact: FactDefinition,
    language: str,
    *,
    known: object = None,
    sent: Mapping[str, str] | None = None,
    answer: Answer | None = None,
) -> AnswerForm:
    """The form of a question, filled in with what is known or with what was just sent."""
    typed = _typed(sent) if sent is not None else _known(fact, known, language)
    return AnswerForm(
        fact=fact.id,
        kind=fact.type.value if fact.type is not FactType.MONEY else "number",
        question=local(fact.question, language),
        help=local(fact.help, language),
        unit=say("guide.answer.euro", language) if fact.type is FactType.MONEY else local(fact.unit, language),
        choices=tuple(Choice(value, label, typed.get("choice") == value) for value, label in _choices(fact, language)),
        typed=typed,
        error=answer.problem if answer else "",
        error_field=answer.field if answer else "",
    )


def band_text(fact: FactDefinition, band: Band, language: str) -> str:
    """A band in words; a lower end of so many euro and one cent reads as "more than so many euro"."""
    low, high = band.low, band.high
    is_above = fact.type is FactType.MONEY and low is not None and low % 1 != 0
    ends = {
        "low": ""
        if low is None
        else limit_text(fact, low.to_integral_value(ROUND_FLOOR) if is_above else low, language),
        "high": "" if high is None else limit_text(fact, high, language),
    }
    if low is None or high is None:
        key = "up_to" if low is None else "above" if is_above else "from"
    else:
        key = "above_up_to" if is_above else "between"
    return say(f"guide.answer.band_{key}", language, **ends)


def read_answer(fact: FactDefinition, sent: Mapping[str, str], language: str, *, on: date) -> Answer:
    """What a visitor answered. An empty form is a problem too: "I don't know" has its own button."""
    if DONT_KNOW in sent:
        return Answer({})
    match fact.type:
        case FactType.BOOLEAN:
            value: object = {"yes": True, "no": False}.get(sent.get("choice", ""))
        case FactType.CHOICE:
            value = sent.get("choice") or None
        case FactType.NUMBER | FactType.MONEY:
            return _number(fact, sent, language)
        case FactType.DATE:
            return _date(fact, sent, language, on=on)
        case FactType.CODE | FactType.TEXT:
            return _text(fact, sent, language, on=on)
    if value is None:
        return _problem(fact, "choose", language)
    return _checked(fact, value, language, f"{fact.id}-0")


def _choices(fact: FactDefinition, language: str) -> list[tuple[str, str]]:
    if fact.type is FactType.BOOLEAN:
        return [(answer, say(f"guide.answer.{answer}", language)) for answer in ("yes", "no")]
    if fact.type is FactType.CODE:
        return [(version, say("guide.answer.nace_version", language, version=version)) for version in _NACE_VERSIONS]
    if fact.bands:
        return [
            (f"band-{place}", band_text(fact, Band(low, high), language))
            for place, (low, high) in enumerate(fact.bands)
        ]
    return [(option.id, local(option.label, language)) for option in fact.options]


def _typed(sent: Mapping[str, str]) -> dict[str, str]:
    names = ("choice", "exact", "text", "day", "month", "year")
    return {name: str(sent.get(name, ""))[:500] for name in names}


def _known(fact: FactDefinition, known: object, language: str) -> dict[str, str]:
    """What the fields show for a value that is already there."""
    if known is None:
        return {}
    if isinstance(known, bool):
        return {"choice": "yes" if known else "no"}
    if fact.type in (FactType.NUMBER, FactType.MONEY):
        if isinstance(known, dict):
            ends = (known.get("min"), known.get("max"))
            for place, (low, high) in enumerate(fact.bands):
                if ends == (None if low is None else float(low), None if high is None else float(high)):
                    return {"choice": f"band-{place}"}
            return {}
        return {"exact": str(known).replace(".", "," if language != "en" else ".")}
    if fact.type is FactType.DATE:
        parts = (str(known) if not isinstance(known, dict) else str(known.get("min", ""))).split("-")
        shown = parts if not isinstance(known, dict) else parts[:1]
        return dict(zip(("year", "month", "day"), shown, strict=False))
    if fact.type in (FactType.CODE, FactType.TEXT):
        return {"text": str(known)}
    return {"choice": str(known)}


def _number(fact: FactDefinition, sent: Mapping[str, str], language: str) -> Answer:
    """The exact number when one is given; else the band."""
    exact, choice = sent.get("exact", "").strip(), sent.get("choice", "")
    field_id = f"{fact.id}-exact"
    if exact:
        number = typed_number(exact, language)
        if number is None:
            return _problem(fact, "not_a_number", language, field_id, typed=_shown(exact))
        return _checked(fact, plain_number(number), language, field_id)
    place = choice.removeprefix("band-")
    if choice.startswith("band-") and place.isascii() and place.isdigit() and int(place) < len(fact.bands):
        low, high = fact.bands[int(place)]
        ends = {"min": low, "max": high}
        return Answer({fact.id: {name: plain_number(end) for name, end in ends.items() if end is not None}})
    return _problem(fact, "choose_or_type" if fact.bands else "type_number", language, field_id)


def _date(fact: FactDefinition, sent: Mapping[str, str], language: str, *, on: date) -> Answer:
    """A day, or all days of a month or year when only that is known."""
    year, month, day = (sent.get(name, "").strip() for name in ("year", "month", "day"))
    field_id = f"{fact.id}-year"
    if not year:
        return _problem(fact, "type_year", language, field_id)
    try:
        if day and not month:
            return _problem(fact, "type_month", language, f"{fact.id}-month")
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        last = first if day else date(first.year, last_month, monthrange(first.year, last_month)[1])
    except (ValueError, OverflowError):
        typed = "-".join(part for part in (day, month, year) if part)
        return _problem(fact, "not_a_day", language, field_id, typed=_shown(typed))
    if first > on or first.year < 1800:
        return _problem(fact, "day_out_of_reach", language, field_id, typed=_shown(year))
    if day:
        return Answer({fact.id: first.isoformat()})
    return Answer({fact.id: {"min": first.isoformat(), "max": last.isoformat()}})


def _text(fact: FactDefinition, sent: Mapping[str, str], language: str, *, on: date) -> Answer:
    text = sent.get("text", "").strip()
    field_id = f"{fact.id}-text"
    if not text:
        return _problem(fact, "type_text", language, field_id)
    if fact.id == "postal_code":
        try:
            return Answer({fact.id: place_of(text, on=on).postal_code})
        except (UnknownEntryError, LookupError):
            return _problem(fact, "no_postal_code", language, field_id, typed=_shown(text))
    answer = _checked(fact, text, language, field_id, problem="not_a_code" if fact.type is FactType.CODE else "refused")
    version = sent.get("choice", "")
    if not answer.problem and fact.id == "nace" and version in _NACE_VERSIONS:
        return Answer({**answer.values, "nace_version": version})
    return answer


def _checked(fact: FactDefinition, value: object, language: str, field_id: str, *, problem: str = "refused") -> Answer:
    """The value, if the fact can have it."""
    try:
        read_value(fact, value)
    except ValueProblem:
        number = isinstance(value, int | float)
        if number and fact.minimum is not None and value < fact.minimum:  # type: ignore[operator]
            limit = limit_text(fact, fact.minimum, language)
            return _problem(fact, "too_small", language, field_id, limit=limit)
        if number and fact.maximum is not None and value > fact.maximum:  # type: ignore[operator]
            return _problem(fact, "too_large", language, field_id, limit=limit_text(fact, fact.maximum, language))
        return _problem(fact, "too_large_to_be_true" if number else problem, language, field_id)
    return Answer({fact.id: value})


def _problem(fact: FactDefinition, key: str, language: str, field_id: str = "", **arguments: str) -> Answer:
    return Answer({}, say(f"guide.problem.{key}", language, **arguments), field_id or f"{fact.id}-0")


def _shown(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else f"{text[:_TEXT_SHOWN]}…"
