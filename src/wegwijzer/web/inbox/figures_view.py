"""The figures of a desk in words, drawings and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.charts.bars import Bar, bars
from wegwijzer.web.charts.line_chart import Series, line_chart
from wegwijzer.web.charts.svg import Svg
from wegwijzer.web.inbox.desk_numbers import DeskNumbers
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

FEW = 20
"""Below so many questions the page says that the numbers are small."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its name."""

    name: str
    text: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One chart with its table. Every row is a label and its numbers; `columns` name them."""

    id: str
    title: str
    picture: Svg | None
    none: str
    head: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page."""

    tiles: Sequence[Tile]
    parts: Sequence[Part]
    is_few: bool
    is_empty: bool


def figures_view(numbers: DeskNumbers, language: str) -> FiguresView:
    """The numbers, worded."""
    return FiguresView(
        tiles=[
            Tile(say("inbox.figures.offered", language), str(numbers.offered)),
            Tile(say("inbox.figures.taken", language), str(numbers.taken)),
            Tile(say("inbox.figures.median", language), _days(numbers.median, language)),
            Tile(say("inbox.figures.ninety", language), _days(numbers.ninety, language)),
            Tile(say("inbox.figures.overdue", language), str(numbers.overdue), numbers.overdue > 0),
        ],
        parts=list(_parts(numbers, language)),
        is_few=0 < numbers.offered < FEW,
        is_empty=not numbers.offered and not numbers.load,
    )


def _parts(numbers: DeskNumbers, language: str) -> Iterator[Part]:
    states = {_state(state, language): numbers.states.get(state.value, 0) for state in OfferState}
    yield _bars("outcome", {label: count for label, count in states.items() if count}, language)
    reasons = {say(f"inbox.reason.{reason}", language): count for reason, count in _most(numbers.refusals)}
    yield _bars("refusals", reasons, language)
    nobody = say("inbox.figures.nobody", language)
    yield _bars("load", {name or nobody: count for name, count in _most(numbers.load)}, language)
    yield _by_month(numbers, language)


def _state(state: OfferState, language: str) -> str:
    own = {OfferState.WAITING: "waiting_now", OfferState.TAKEN_UP: "taken_now", OfferState.NOT_FOR_US: "refused"}
    if state in own:
        return say(f"inbox.figures.{own[state]}", language)
    if state is OfferState.WITHDRAWN:
        return say("inbox.figures.withdrawn", language)
    text = say(f"inbox.state.{state.value}", language)
    return text[:1].upper() + text[1:]


def _most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _bars(id: str, counts: Mapping[str, int], language: str) -> Part:
    title = say(f"inbox.figures.{id}", language)
    told = say(
        "inbox.figures.chart",
        language,
        title=title,
        text=", ".join(f"{name} {count}" for name, count in counts.items()),
    )
    rows = [Bar(f"{name[:1].upper()}{name[1:]}", float(count), str(count)) for name, count in counts.items()]
    return Part(
        id,
        title,
        bars(rows, told) if rows else None,
        say(f"inbox.figures.{id}_none", language),
        say("inbox.figures.what", language),
        [say("inbox.figures.number", language)],
        [(name, [count]) for name, count in counts.items()],
    )


def _by_month(numbers: DeskNumbers, language: str) -> Part:
    title = say("inbox.figures.months", language)
    names = [say("inbox.figures.offered", language), say("inbox.figures.taken", language)]
    offered, taken = [month.offered for month in numbers.months], [month.taken for month in numbers.months]
    labels = [_month(month.first, language) for month in numbers.months]
    series = [
        Series(name, tuple(map(float, counts)), tuple(map(str, counts)))
        for name, counts in zip(names, (offered, taken), strict=True)
    ]
    told = say(
        "inbox.figures.chart",
        language,
        title=title,
        text="; ".join(f"{label} {here} / {there}" for label, here, there in zip(labels, offered, taken, strict=True)),
    )
    numbered = [str(month.first.month) for month in numbers.months]
    picture = line_chart(series, numbered, told) if any(offered) else None
    rows = [(label, [here, there]) for label, here, there in zip(labels, offered, taken, strict=True)]
    return Part("months", title, picture, "", say("inbox.figures.month", language), names, rows)


def _month(first: date, language: str) -> str:
    """A month in words: the day in words, without the day."""
    return date_text(first.replace(day=2), language).partition(" ")[2]


def _days(days: int | None, language: str) -> str:
    if days is None:
        return say("inbox.figures.unknown", language)
    if days == 0:
        return say("inbox.figures.same_day", language)
    return say("inbox.figures.days_one" if days == 1 else "inbox.figures.days", language, count=days)
