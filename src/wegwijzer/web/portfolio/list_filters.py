"""Which clients the list shows, in which order: read from the address, so that it can be kept and sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from wegwijzer.core.firm.technology import sector_of
from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.language.words import plain
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.day_choice import PARAMETER, DayChoice
from wegwijzer.web.portfolio.client_readings import ClientReading, talked_this_year
from wegwijzer.wording.language import local, say

TEXT, LIGHT, STATUS, SECTOR, YEAR, TALK, SORT, PAGE = (
    "q", "licht", "stand", "sector", "ouder", "gesprek", "volgorde", "blad",
)  # fmt: skip
STATUSES = ("red", "amber", "lit", "none", "not_computable")
SORTS = ("score", "name", "year", "talk")
_NOT_TALKED = "niet"
_LONGEST = 100
_LIT = frozenset({LightStatus.RED, LightStatus.AMBER})


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Select:
    """One filter of the form with its answers; `label` is its question."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        """The answer chosen, if any."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the address asks for. A value that no client or light has is left out, as if it had not been asked."""

    text: str = ""
    light: str = ""
    status: str = ""
    sector: str = ""
    older_than: int | None = None
    not_talked: bool = False
    sort: str = "score"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is on."""
        return bool(
            self.text or self.light or self.status or self.sector or self.older_than is not None or self.not_talked
        )

    @property
    def narrowed_by(self) -> int:
        """How many of the folded filters are on."""
        return sum(map(bool, (self.light, self.status, self.sector, self.older_than is not None, self.not_talked)))

    def address(self, day: DayChoice, *, page: int = 1, sort: str | None = None) -> str:
        """The question string of the same list: another page of it, or another order."""
        asked = {
            TEXT: self.text,
            LIGHT: self.light,
            STATUS: self.status,
            SECTOR: self.sector,
            YEAR: "" if self.older_than is None else str(self.older_than),
            TALK: _NOT_TALKED if self.not_talked else "",
            SORT: "" if (sort or self.sort) == "score" else sort or self.sort,
            PAGE: "" if page == 1 else str(page),
            PARAMETER: day.kept,
        }
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def read_query(asked: Mapping[str, str], *, board: LightBoard) -> ListQuery:
    """What the address asks for."""

    def one_of(name: str, allowed: Sequence[str]) -> str:
        value = str(asked.get(name, "")).strip()
        return value if value in allowed else ""

    return ListQuery(
        text=" ".join(str(asked.get(TEXT, "")).split())[:_LONGEST],
        light=one_of(LIGHT, [light.id for light, _ in board.lights]),
        status=one_of(STATUS, STATUSES),
        sector=one_of(SECTOR, [option.id for option in shipped_catalogue().facts["sector"].options]),
        older_than=_whole(asked.get(YEAR, "")),
        not_talked=one_of(TALK, (_NOT_TALKED,)) == _NOT_TALKED,
        sort=one_of(SORT, SORTS) or "score",
        page=_whole(asked.get(PAGE, "")) or 1,
    )


def fitting(clients: Sequence[ClientReading], query: ListQuery, *, today: date) -> list[ClientReading]:
    """The clients that fit every filter, in the order asked for."""
    tests = _tests(query, today)
    found = [client for client in clients if all(test(client) for test in tests)]
    keys: dict[str, Callable[[ClientReading], object]] = {
        "name": lambda client: plain(client.name),
        "year": lambda client: client.history.latest.year.end or date.min,
        "talk": lambda client: client.client.last_talk or date.min,
    }
    return found if query.sort == "score" else sorted(found, key=keys[query.sort])  # type: ignore[arg-type]


def selects(
    clients: Sequence[ClientReading], query: ListQuery, *, board: LightBoard, language: str
) -> tuple[Select, ...]:
    """The filters of the form; of sectors and years only those that some client has."""

    def choices(values: Sequence[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
        return tuple(Choice(value, label, value == chosen) for value, label in values)

    facts = shipped_catalogue().facts
    present = {sector_id(client) for client in clients}
    sectors = [(option.id, local(option.label, language)) for option in facts["sector"].options if option.id in present]
    years = sorted({year for client in clients if (year := client.closing_year) is not None}, reverse=True)
    found = [
        Select(
            STATUS,
            _label(STATUS, language),
            choices([(s, _answer(STATUS, s, language)) for s in STATUSES], query.status),
        ),
        Select(
            LIGHT,
            _label(LIGHT, language),
            choices([(light.id, local(light.name, language)) for light, _ in board.lights], query.light),
        ),
    ]
    if sectors:
        found.append(Select(SECTOR, _label(SECTOR, language), choices(sectors, query.sector)))
    if years:
        older = "" if query.older_than is None else str(query.older_than)
        values = [(str(year), say("portfolio.filter.before", language, year=str(year))) for year in years]
        found.append(Select(YEAR, _label(YEAR, language), choices(values, older)))
    not_talked = _NOT_TALKED if query.not_talked else ""
    found.append(
        Select(TALK, _label(TALK, language), choices([(_NOT_TALKED, _answer(TALK, "not", language))], not_talked))
    )
    return tuple(found)


def sort_select(query: ListQuery, language: str) -> Select:
    """The orders to choose from."""
    values = tuple(Choice(sort, say(f"portfolio.sort.{sort}", language), sort == query.sort) for sort in SORTS)
    return Select(SORT, say("portfolio.sort.label", language), values)


def sector_id(client: ClientReading) -> str | None:
    """The sector of a client, where its activity is known."""
    known = client.registered
    return sector_of(known.nace, known.nace_version, shipped_catalogue().sectors) if known.nace else None


def within(query: ListQuery, pages: int) -> ListQuery:
    """The query with a page that there is."""
    return replace(query, page=min(max(query.page, 1), max(pages, 1)))


def _tests(query: ListQuery, today: date) -> list[Callable[[ClientReading], bool]]:
    tests: list[Callable[[ClientReading], bool]] = []
    if query.text:
        words = plain(query.text).split()
        tests.append(lambda client: _has_words(client, words))
    if query.light:
        wanted = _LIT if query.status in ("", "lit") else _STATUS_SETS.get(query.status, frozenset())
        tests.append(lambda client: client.reading.latest.light(query.light).status in wanted)
    elif query.status:
        tests.append(lambda client: _has_status(client, query.status))
    if query.sector:
        tests.append(lambda client: sector_id(client) == query.sector)
    if query.older_than is not None:
        limit = query.older_than
        tests.append(lambda client: client.closing_year is None or client.closing_year < limit)
    if query.not_talked:
        tests.append(lambda client: not talked_this_year(client.client, today))
    return tests


_STATUS_SETS = {
    "red": frozenset({LightStatus.RED}),
    "amber": frozenset({LightStatus.AMBER}),
    "none": frozenset({LightStatus.GREEN}),
    "not_computable": frozenset({LightStatus.NOT_COMPUTABLE}),
}


def _has_status(client: ClientReading, status: str) -> bool:
    shown = {light.status for light in client.reading.latest.lights}
    if status == "none":
        return shown.isdisjoint(_LIT)
    return not shown.isdisjoint(_LIT if status == "lit" else _STATUS_SETS[status])


def _has_words(client: ClientReading, wanted: Sequence[str]) -> bool:
    """Whether each word begins a word of the client's names, its number with or without dots, or the note."""
    kept = client.client
    known = (client.name, client.history.name, client.registered.name, client.number, kept.entity, kept.note)
    words = plain(" ".join(known)).split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _whole(text: object) -> int | None:
    digits = str(text).strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else None


def _label(name: str, language: str) -> str:
    return say(f"portfolio.filter.{name}", language)


def _answer(name: str, value: str, language: str) -> str:
    return say(f"portfolio.filter.{name}_{value}", language)
