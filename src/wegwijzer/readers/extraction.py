"""Read the words by which a text tells what it tells of a firm: data/understanding/extraction.yaml and trades.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.firm.technology import Sector, sector_of
from wegwijzer.core.understanding.extraction_knowledge import LISTS, ExtractionKnowledge, KnownPlace, Trade
from wegwijzer.core.understanding.passages import Phrases, phrase_words
from wegwijzer.core.understanding.spelled_numbers import NumberWords, spelled_dutch, spelled_english, spelled_french
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.codelists import read_sectors
from wegwijzer.readers.known_places import Names, known_places, names_of_codes, places_by_code
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_FIRM, _PERSON, _FIELD = "firm", "person", "field"
_NACE_VERSION = "2008"


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ByLanguage(_Form):
    nl: list[str] = []
    en: list[str] = []
    fr: list[str] = []


class _NumbersForm(_Form):
    hundred: str
    ones: dict[str, int]
    tens: dict[str, int]


class _AllNumbersForm(_Form):
    nl: _NumbersForm
    en: _NumbersForm
    fr: _NumbersForm


class _TailsForm(_Form):
    firm: list[str]
    field: list[str]


class _AllTailsForm(_Form):
    nl: _TailsForm
    en: _TailsForm
    fr: _TailsForm


class _WordsForm(_Form):
    numbers: _AllNumbersForm
    words: dict[str, _ByLanguage]
    values: dict[str, dict[str, list[str]]]
    ordinary_names: list[str]
    areas: dict[str, list[str]]
    tails: _AllTailsForm


class _TradeForm(_Form):
    division: str
    heads: _ByLanguage = _ByLanguage()
    firms: _ByLanguage = _ByLanguage()
    people: _ByLanguage = _ByLanguage()
    fields: _ByLanguage = _ByLanguage()


class _TradesForm(_Form):
    trades: list[_TradeForm]


@cache
def shipped_extraction_knowledge() -> ExtractionKnowledge:
    """What the package knows of words and places, read once per process."""
    return read_extraction_knowledge(shipped_folder())


def read_extraction_knowledge(folder: Path) -> ExtractionKnowledge:
    """The knowledge of a data folder. Raises InputError with all faults of all files."""
    words_file = read_yaml_file(folder / "understanding" / "extraction.yaml")
    trades_file = read_yaml_file(folder / "understanding" / "trades.yaml")
    words, faults = validate(words_file, _WordsForm)
    trades, more = validate(trades_file, _TradesForm)
    sectors, also = read_sectors(read_yaml_file(folder / "codelists" / "sectors.yaml"))
    faults = [*faults, *more, *also]
    if words is not None:
        faults += _faults_of_lists(words_file, words)
    if words is not None and trades is not None:
        faults += _faults_of_trades(trades_file, trades)
    if faults or words is None or trades is None:
        raise InputError(faults)
    by_code = places_by_code()
    return ExtractionKnowledge(
        lists=_lists(words),
        numbers=_numbers(words.numbers),
        trades=_trades(trades, words.tails, sectors),
        places=_places(known_places(by_code, words.ordinary_names), _areas(words.areas)),
        postal_codes={code: KnownPlace(place.province, place.region, code) for code, place in by_code.items()},
        names_of_postal_codes=names_of_codes(by_code),
    )


def _lists(form: _WordsForm) -> dict[str, Phrases]:
    plain = {
        name: {phrase_words(phrase): phrase for phrase in (*by.nl, *by.en, *by.fr)} for name, by in form.words.items()
    }
    valued = {
        name: {phrase_words(phrase): value for value, phrases in values.items() for phrase in phrases}
        for name, values in form.values.items()
    }
    return {name: Phrases(entries) for name, entries in {**plain, **valued}.items()}


def _numbers(form: _AllNumbersForm) -> dict[tuple[str, ...], int]:
    def words(one: _NumbersForm) -> NumberWords:
        return NumberWords(one.ones, one.tens, one.hundred)

    return {
        **spelled_french(words(form.fr)),
        **spelled_english(words(form.en)),
        **spelled_dutch(words(form.nl)),
    }


def _places(municipalities: Names, areas: Names) -> Names:
    """Both together. A name of both is the municipality's, unless that lies elsewhere (Limbourg is not in Limburg)."""
    same = {
        words
        for words, area in areas.items()
        if words in municipalities and municipalities[words].province == area.province
    }
    return {**municipalities, **{words: area for words, area in areas.items() if words not in same}}


def _areas(areas: Mapping[str, list[str]]) -> dict[tuple[str, ...], KnownPlace]:
    found = {}
    for area, names in areas.items():
        region, _, province = area.partition("/")
        found.update({phrase_words(name): KnownPlace(province, region, is_municipality=False) for name in names})
    return found


def _trades(form: _TradesForm, tails: _AllTailsForm, sectors: tuple[Sector, ...]) -> dict[tuple[str, ...], Trade]:
    found: dict[tuple[str, ...], Trade] = {}
    for made in (False, True):  # what is written out goes before what is made of heads and tails
        for entry in form.trades:
            sector = sector_of(entry.division, _NACE_VERSION, sectors) or "other"
            for phrase, kind in _made(entry, tails) if made else _written(entry):
                found.setdefault(phrase_words(phrase), Trade(entry.division, sector, kind))
    return found


def _written(entry: _TradeForm) -> Iterator[tuple[str, str]]:
    for by, kind in ((entry.firms, _FIRM), (entry.people, _PERSON), (entry.fields, _FIELD)):
        yield from ((phrase, kind) for phrase in chain(by.nl, by.en, by.fr))


def _made(entry: _TradeForm, tails: _AllTailsForm) -> Iterator[tuple[str, str]]:
    """Dutch glues head and tail together or joins them with a hyphen, English sets them side by side, French turns."""
    for kind in (_FIRM, _FIELD):
        for head in entry.heads.nl:
            for tail in tails.nl.firm if kind == _FIRM else tails.nl.field:
                yield from ((f"{head}{tail}", kind), (f"{head} {tail}", kind))
        for head in entry.heads.en:
            yield from ((f"{head} {tail}", kind) for tail in (tails.en.firm if kind == _FIRM else tails.en.field))
        for head in entry.heads.fr:
            yield from ((f"{tail} {head}", kind) for tail in (tails.fr.firm if kind == _FIRM else tails.fr.field))


def _faults_of_lists(located: LocatedData, form: _WordsForm) -> list[Fault]:
    names = {*form.words, *form.values}
    faults = [
        located.fault((part, name), "no pattern looks at this list.", f"one of {', '.join(sorted(LISTS))}.")
        for part, lists in (("words", form.words), ("values", form.values))
        for name in lists
        if name not in LISTS
    ]
    faults += [located.fault((), f'the list "{name}" is missing.', "every list.") for name in sorted(LISTS - names)]
    faults += [
        located.fault(("values", name), f'"{name}" stands under words as well.', "each list once.")
        for name in sorted(set(form.words) & set(form.values))
    ]
    for name, values in form.values.items():
        owner: dict[tuple[str, ...], str] = {}
        for value, phrases in values.items():
            for phrase in phrases:
                known = owner.setdefault(phrase_words(phrase), value)
                if known != value:
                    path = ("values", name, value)
                    faults.append(located.fault(path, f'"{phrase}" stands for {known} as well.', "each phrase once."))
    return faults


def _faults_of_trades(located: LocatedData, form: _TradesForm) -> list[Fault]:
    faults: list[Fault] = []
    owner: dict[tuple[str, ...], str] = {}
    for place, entry in enumerate(form.trades):
        if not (len(entry.division) == 2 and entry.division.isdecimal()):
            faults.append(located.fault(("trades", place, "division"), "is no division.", 'two digits, as "10".'))
        for phrase, _ in _written(entry):
            words = phrase_words(phrase)
            known = owner.setdefault(words, entry.division)
            if known != entry.division or not words:
                problem = f'"{phrase}" belongs to division {known} as well.' if words else "an empty trade."
                faults.append(located.fault(("trades", place), problem, "each trade in one division."))
    return faults
