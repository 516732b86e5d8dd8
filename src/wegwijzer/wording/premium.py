"""The innovation premium in words: ceilings, the call for ideas, the file of an idea, the list to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.premium.ceilings import Ceiling, Reading
from wegwijzer.core.premium.idea import IdeaFile, Part, Step, missing_parts
from wegwijzer.core.premium.papers import ListLine, Paper, Section, Table
from wegwijzer.core.premium.rules import PremiumBook, PremiumRules, rules_of
from wegwijzer.core.report.sheets import Content, Sheet, SheetBlock, SheetNumber
from wegwijzer.core.report.table import Unit
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN, Verdict
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import date_text, euro_text, number_text

_MONEY = (Ceiling.MONTH_PAY, Ceiling.WAGE_BILL)
_ANSWERS = {MET: "yes", NOT_MET: "no", UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class CeilingWords:
    """A ceiling in words: what it is, how it is kept, what may still be added, and who says so."""

    title: str
    text: str
    room: str
    verdict: str
    source_title: str
    source_url: str


def ceiling_words(reading: Reading, names: Mapping[str, str], language: str) -> CeilingWords:
    """The words of a reading; `names` tell its innovation or person."""
    key = reading.ceiling.value
    verdict = reading.verdict.value
    rules = reading.rules
    if rules is None:
        text = say("premium.ceiling.year.text", language, year=reading.year)
        return CeilingWords(say("premium.ceiling.year.title", language), text, "", verdict, "", "")
    name = names.get(reading.subject, reading.subject)
    numbers = {
        "name": name,
        "most": rules.most_persons_per_innovation,
        "below": rules.small_below,
        "few": rules.most_persons_small,
        "share": number_text(rules.most_staff_pct, language),
        "pct": number_text(rules.most_wage_bill_pct, language),
        "year": reading.year,
    }
    amount = _euro if reading.ceiling in _MONEY else _count
    room = ""
    if reading.verdict is MET and reading.room.low is not None:
        room = say(f"premium.room.{'money' if reading.ceiling in _MONEY else 'persons'}", language).format(
            amount=amount(reading.room.low, language)
        )
    used = amount(reading.used.low or Decimal(0), language)
    if reading.used.high is None:
        used = say("premium.ceiling.at_least", language, amount=used)
    text = say(f"premium.kept.{verdict}", language, used=used, limit=_limit_text(reading, language))
    if reading.verdict is UNKNOWN:
        text = f"{text} {say(f'premium.ceiling.{key}.missing', language)}"
    title = say(f"premium.ceiling.{key}.title", language).format(**numbers)
    return CeilingWords(title, text, room, verdict, rules.source.title, rules.source.url or "")


def call_paper(
    firm: str, address: str, closes: date | None, rules: PremiumRules | None, contact: str, language: str
) -> Paper:
    """The call to staff. Without rules for the year it names no figures."""

    def told(key: str, **arguments: object) -> str:
        return say(f"premium.call.{key}", language, **arguments)

    when = told("until", day=date_text(closes, language)) if closes is not None else told("always")
    gets = [told("gets_1"), told("gets_2"), told("gets_3")]
    if rules is not None:
        gets.insert(1, told("gets_most", most=rules.most_persons_per_innovation))
    how = [told("how_form"), address, told("how_name"), when] if address else [told("how_ask"), when]
    return Paper(
        told("title", firm=firm),
        told("lead", firm=firm),
        (
            Section(told("what"), (), tuple(told(f"what_{number}") for number in range(1, 5))),
            Section(told("not"), (), tuple(told(f"not_{number}") for number in range(1, 4))),
            Section(told("gets"), tuple(gets)),
            Section(told("choose"), (told("choose_lead"),), tuple(told(f"choose_{number}") for number in range(1, 4))),
            Section(told("how"), tuple(how)),
            Section(told("then"), (), tuple(told(f"then_{number}") for number in range(1, 5))),
        ),
        tuple(filter(None, (told("contact", contact=contact) if contact else "", told("data")))),
        language,
    )


def idea_paper(
    firm: str, title: str, file: IdeaFile, lines: Sequence[ListLine], book: PremiumBook, language: str
) -> Paper:
    """The file of one idea, in the words that were typed; what is not written yet says so."""
    not_yet = say("premium.file.not_yet", language)

    def written(part: Part, *paragraphs: str) -> Section:
        return Section(say(f"premium.part.{part.value}", language), paragraphs if any(paragraphs) else (not_yet,))

    answers = tuple(
        (local(known.question, language), _answer(file.answers.get(known.condition, UNKNOWN), language))
        for known in book.conditions
    )
    steps = tuple(
        (
            say(f"premium.step.{step.value}", language),
            date_text(file.steps[step], language) if step in file.steps else not_yet,
        )
        for step in Step
    )
    gaps = tuple(say(f"premium.part.{part.value}", language) for part in missing_parts(file))
    thought_up = date_text(file.thought_up_on, language) if file.thought_up_on is not None else ""
    return Paper(
        say("premium.file.title", language, title=title),
        firm,
        (
            *((Section(say("premium.file.gaps", language), (), gaps),) if gaps else ()),
            written(Part.WHAT_IS_NEW, *_paragraphs(file.what_is_new)),
            written(Part.ADDED_VALUE, *_paragraphs(file.added_value)),
            written(Part.THOUGHT_UP_BY, ", ".join(file.thought_up_by)),
            written(Part.THOUGHT_UP_ON, thought_up),
            Section(say("premium.file.conditions", language), table=Table(_heads("condition", language), answers)),
            Section(say("premium.part.amounts", language), table=_list_table(lines, language)),
            Section(say("premium.file.steps", language), table=Table(_heads("step", language), steps)),
        ),
        _foot(book, language),
        language,
    )


def list_paper(
    firm: str, lines: Sequence[ListLine], ceilings: Sequence[CeilingWords], book: PremiumBook, language: str
) -> Paper:
    """The list to keep: every premium, and how the ceilings are kept."""
    kept = tuple((found.title, say(f"premium.verdict.{found.verdict}", language), found.text) for found in ceilings)
    return Paper(
        say("premium.list.title", language),
        firm,
        (
            Section(say("premium.list.premiums", language), table=_list_table(lines, language)),
            Section(say("premium.list.ceilings", language), table=Table(_heads("ceiling", language), kept)),
        ),
        _foot(book, language),
        language,
    )


def list_sheets(
    firm: str, lines: Sequence[ListLine], ceilings: Sequence[CeilingWords], book: PremiumBook, language: str
) -> tuple[Sheet, ...]:
    """The same as sheets, with amounts and years as numbers."""
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            line.idea,
            line.person,
            SheetNumber(Decimal(line.year), Unit.P_VALUE),
            date_text(line.paid, language) if line.paid is not None else None,
            None if line.month_pay_eur is None else SheetNumber(line.month_pay_eur, Unit.EURO),
            None if line.amount_eur is None else SheetNumber(line.amount_eur, Unit.EURO),
        )
        for line in lines
    )
    kept: tuple[tuple[Content, ...], ...] = tuple(
        (found.title, say(f"premium.verdict.{found.verdict}", language), found.text, found.room, found.source_title)
        for found in ceilings
    )
    notes = _foot(book, language)
    title = say("premium.list.title", language)
    return (
        Sheet(
            say("premium.list.premiums", language),
            title,
            (firm,),
            (SheetBlock("", _list_heads(language), rows),),
            notes,
        ),
        Sheet(
            say("premium.list.ceilings", language),
            say("premium.list.ceilings", language),
            (firm,),
            (SheetBlock("", (*_heads("ceiling", language), *_heads("ceiling_more", language)), kept),),
        ),
    )


def year_rules(book: PremiumBook, year: int, language: str) -> tuple[PremiumRules | None, str]:
    """The rules of a year, and what to mind about them; without rules, that there are none."""
    rules = rules_of(year, book.rules)
    if rules is None:
        return None, say("premium.ceiling.year.text", language, year=year)
    return rules, local(rules.caveat, language)


def _foot(book: PremiumBook, language: str) -> tuple[str, ...]:
    """What is not allowed, how words are read, and that it is no tax advice."""
    not_pay = next(known for known in book.conditions if known.condition.value == "not_pay")
    return (
        say("premium.not_pay", language, text=local(not_pay.means, language), source=not_pay.source.title),
        *(local(known.text, language) for known in book.definitions if known.source is not None),
        say("premium.no_advice", language),
    )


def _list_table(lines: Sequence[ListLine], language: str) -> Table:
    rows = tuple(
        (
            line.idea,
            line.person,
            str(line.year),
            date_text(line.paid, language) if line.paid is not None else "",
            "" if line.month_pay_eur is None else euro_text(line.month_pay_eur, language),
            "" if line.amount_eur is None else euro_text(line.amount_eur, language),
        )
        for line in lines
    )
    return Table(_list_heads(language), rows)


def _list_heads(language: str) -> tuple[str, ...]:
    keys = ("idea", "person", "year", "paid", "month_pay", "amount")
    return tuple(say(f"premium.head.{key}", language) for key in keys)


def _heads(table: str, language: str) -> tuple[str, ...]:
    keys = {
        "condition": ("condition", "answer"),
        "step": ("step", "day"),
        "ceiling": ("ceiling", "kept", "how"),
        "ceiling_more": ("room", "source"),
    }[table]
    return tuple(say(f"premium.head.{key}", language) for key in keys)


def _answer(verdict: Verdict, language: str) -> str:
    return say(f"premium.answer.{_ANSWERS[verdict]}", language)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in (part.strip() for part in text.splitlines()) if line)


def _limit_text(reading: Reading, language: str) -> str:
    amount = _euro if reading.ceiling in _MONEY else _count
    limit: Band = reading.limit
    if limit.is_exact and limit.low is not None:
        return amount(limit.low, language)
    if limit.low is not None and limit.high is not None:
        return say(
            "premium.ceiling.between", language, low=amount(limit.low, language), high=amount(limit.high, language)
        )
    if limit.low is not None:
        return say("premium.ceiling.at_least", language, amount=amount(limit.low, language))
    return say("premium.ceiling.not_known", language)


def _euro(amount: Decimal, language: str) -> str:
    """To the cent, rounded down: a ceiling is never told higher than it is."""
    return euro_text(amount.quantize(Decimal("0.01"), ROUND_DOWN), language)


def _count(amount: Decimal, language: str) -> str:
    return number_text(amount.to_integral_value(ROUND_DOWN), language)
