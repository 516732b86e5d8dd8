"""The client sheet as plain values, made once; the page and the PDF read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wegwijzer.core.accounts.checking import broken_sums
from wegwijzer.core.accounts.filing import TWELVE_MONTHS, Filing
from wegwijzer.core.advice.from_lights import LitDomain, advise_client
from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.knipperlichten.reading import AMBER_COUNTS, LEAST_WEIGHT_SHARE, LightReading
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.portfolio.client_readings import ClientReading
from wegwijzer.web.portfolio.figures import Figure, figures
from wegwijzer.web.portfolio.light_marks import ICONS, counts_text
from wegwijzer.web.portfolio.list_view import closing_text
from wegwijzer.web.portfolio.reach import ClosedLine, ContactLine, ReachLine, closed_lines, contact_lines, reach_lines
from wegwijzer.web.portfolio.registers import position_text
from wegwijzer.web.portfolio.trends import trend_text
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.signals import LightWording, most_worrying
from wegwijzer.wording.values import date_text

MOST_QUESTIONS = 5
MOST_ROADS = 3
_LIGHTS_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class LightLine:
    """One lit light: its shape and word, what it shows, how that moved, and why it matters."""

    id: str
    icon: str
    word: str
    name: str
    sentence: str
    trend: str
    meaning: str
    position: str


@dataclass(frozen=True, slots=True)
class Road:
    """A domain that the lights open: the question there, and the lights behind it."""

    label: str
    question: str
    lights: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one light adds to the score: its weight, and the points that come from it."""

    name: str
    icon: str
    word: str
    weight: str
    points: str


@dataclass(frozen=True, slots=True)
class ClientSheet:
    """Everything on the sheet, in words."""

    name: str
    number: str
    is_fictional: bool
    about: tuple[str, ...]
    score: str
    counts: str
    lights: tuple[LightLine, ...]
    questions: tuple[str, ...]
    figures: tuple[Figure, ...]
    roads: tuple[Road, ...]
    reach: tuple[ReachLine, ...]
    closed: tuple[ClosedLine, ...]
    contacts: tuple[ContactLine, ...]
    referral: str
    notes: tuple[str, ...]
    not_computed: tuple[tuple[str, str], ...]
    score_lines: tuple[ScoreLine, ...]
    score_base: str
    last_talk: str
    note: str
    day: date

    @property
    def heaviest(self) -> tuple[LightLine, ...]:
        """The lights that are shown at once."""
        return self.lights[:_LIGHTS_AT_ONCE]

    @property
    def others(self) -> tuple[LightLine, ...]:
        """The lights that are folded away."""
        return self.lights[_LIGHTS_AT_ONCE:]


def client_sheet(item: ClientReading, filings: Sequence[Filing], *, on: date, language: str) -> ClientSheet:
    """Word one client by the rules of a day."""
    board, day = shipped_board(on), shipped_day(on)
    wording = LightWording(board, language)
    reading, latest = item.reading, item.reading.latest
    advice = advise_client(reading, day=day, board=board, register=item.registered.facts, read_on=on)
    lit = most_worrying(latest, board)
    words = advice_wording(day, language)
    talk = item.client.last_talk
    return ClientSheet(
        name=item.name,
        number=item.number if item.number != item.name else "",
        is_fictional=item.client.is_fictional,
        about=_about(item, language),
        score=f"{latest.score:.0f}",
        counts=counts_text(latest, language),
        lights=tuple(_light(light, item, wording) for light in lit),
        questions=_questions(lit, wording),
        figures=figures(item.history, wording),
        roads=tuple(_road(road, language) for road in advice.domains[:MOST_ROADS]),
        reach=reach_lines(advice, words),
        closed=closed_lines(advice, words),
        contacts=contact_lines(advice, words),
        referral=wording.referral(lit[0].light) if lit else "",
        notes=(*wording.notes(reading), *_broken(item, filings, board, wording), *_unversioned(item, language)),
        not_computed=tuple(
            (wording.name(light.light), wording.sentence(light))
            for light in latest.lights
            if light.status is LightStatus.NOT_COMPUTABLE
        ),
        score_lines=_score_lines(item, board, wording),
        score_base=_score_base(item, board, language),
        last_talk=date_text(talk, language) if talk else "",
        note=item.client.note,
        day=on,
    )


def _about(item: ClientReading, language: str) -> tuple[str, ...]:
    """Which accounts these are: closing day, months where they are not twelve, model."""
    year = item.history.latest
    end = year.year.end
    found = [
        say("portfolio.sheet.year", language, end=date_text(end, language)) if end else closing_text(year, language)
    ]
    if year.months != TWELVE_MONTHS:
        found.append(say("portfolio.sheet.months", language, months=f"{year.months:g}"))
    if year.model is not None:
        found.append(say(f"portfolio.model.{year.model.value}", language))
    count = len(item.history.years)
    found.append(
        say("portfolio.sheet.years_one" if count == 1 else "portfolio.sheet.years", language, count=str(count))
    )
    return tuple(found)


def _light(light: LightReading, item: ClientReading, wording: LightWording) -> LightLine:
    return LightLine(
        id=light.light,
        icon=ICONS[light.status],
        word=say(f"signals.status.{light.status.value}", wording.language),
        name=wording.name(light.light),
        sentence=wording.sentence(light),
        trend=trend_text(light.light, item.reading, wording),
        meaning=wording.meaning(light.light),
        position=position_text(light, item.registered, item.history, wording.board, wording.language),
    )


def _questions(lit: Sequence[LightReading], wording: LightWording) -> tuple[str, ...]:
    """What to ask, heaviest light first, no question twice."""
    return tuple(dict.fromkeys(wording.question(light.light) for light in lit))[:MOST_QUESTIONS]


def _road(road: LitDomain, language: str) -> Road:
    return Road(
        local(road.domain.label, language),
        local(road.domain.question, language),
        ", ".join(local(light.name, language) for light in road.lights[:4]),
    )


def _broken(
    item: ClientReading, filings: Sequence[Filing], board: LightBoard, wording: LightWording
) -> tuple[str, ...]:
    """The sums that do not hold in the accounts of the newest year: told, and never mended."""
    end = item.history.latest.year.end
    found = [
        wording.broken_sum(part)
        for filing in filings
        if filing.year.end == end
        for part in broken_sums(filing, board.chart)
    ]
    return tuple(dict.fromkeys(found))


def _unversioned(item: ClientReading, language: str) -> tuple[str, ...]:
    """That the activity is not used, because nothing says of which version its code is."""
    code = item.registered.unversioned_nace
    if not code:
        return ()
    where = item.history.latest.where or say("portfolio.sheet.the_file", language)
    return (say("portfolio.sheet.nace_without_version", language, nace=code, where=where),)


def _score_lines(item: ClientReading, board: LightBoard, wording: LightWording) -> tuple[ScoreLine, ...]:
    base = _base(item, board)
    counts = {LightStatus.RED: 1.0, LightStatus.AMBER: AMBER_COUNTS}
    return tuple(
        ScoreLine(
            name=wording.name(light.light),
            icon=ICONS[light.status],
            word=say(f"signals.status.{light.status.value}", wording.language),
            weight=str(version.weight),
            points=f"{100 * version.weight * counts.get(light.status, 0.0) / base:.1f}".replace(".", _mark(wording)),
        )
        for light, (_, version) in zip(item.reading.latest.lights, board.lights, strict=True)
    )


def _mark(wording: LightWording) -> str:
    return "." if wording.language == "en" else ","


def _base(item: ClientReading, board: LightBoard) -> float:
    """What the points are divided by: the weight of the lights computed, and half of all weight at the least."""
    lights = zip(item.reading.latest.lights, board.lights, strict=True)
    computed = sum(version.weight for light, (_, version) in lights if light.status is not LightStatus.NOT_COMPUTABLE)
    return max(computed, LEAST_WEIGHT_SHARE * board.total_weight)


def _score_base(item: ClientReading, board: LightBoard, language: str) -> str:
    return say("portfolio.score.base", language, base=f"{_base(item, board):g}", all=str(board.total_weight))
