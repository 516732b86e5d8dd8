"""Read the numbers and weights of the agenda: data/agenda/rules.yaml and likeness.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from wegwijzer.core.agenda.clashes import ClashRules
from wegwijzer.core.agenda.event import AUDIENCES
from wegwijzer.core.agenda.likeness import SAME_FEATURES, THEME_FEATURES, Weights
from wegwijzer.core.agenda.rules import AgendaRules
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.language.words import plain
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.schema import Form, Number, Written
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData, read_yaml_file

_RULES, _LIKENESS = "agenda/rules.yaml", "agenda/likeness.yaml"


def _above_zero(value: int) -> int:
    if value < 1:
        raise ValueError(f"{value} is below 1")
    return value


class _CountForm(Form):
    value: Annotated[int, AfterValidator(_above_zero)]
    why: Written


class _PlaceForm(Form):
    """A number that counts from 0, such as a day of the week."""

    value: int
    why: Written


class _CountsForm(Form):
    value: list[int]
    why: Written


class _RulesForm(Form):
    largest_list_bytes: _CountForm
    most_events: _CountForm
    most_dates: _CountForm
    longest_event_days: _CountForm
    days_ahead: _CountForm
    seconds_per_list: _CountForm
    most_redirects: _CountForm
    hours_between: _CountForm
    most_hours_between: _CountForm
    minutes_before_again: _CountForm
    lists_per_round: _CountForm
    lists_per_desk: _CountForm
    missing_readings: _CountForm
    days_to_decide: _CountForm
    keep_days: _CountForm
    digest_weekday: _PlaceForm
    digest_hour: _PlaceForm
    digest_days_ahead: _CountForm
    digest_most: _CountForm
    confirm_days: _CountForm
    confirm_letters_a_day: _CountForm
    distances_km: _CountsForm
    themes_of_words: dict[str, list[str]]
    audiences_of_words: dict[str, list[str]]
    weak_words: list[str]
    payers: dict[str, list[str]]


class _WeightsForm(Form):
    limit: Number
    bias: Number
    weights: dict[str, Number]


class _LikenessForm(Form):
    by_words: dict[str, _WeightsForm]
    with_meaning: dict[str, _WeightsForm]
    days_apart: _PlaceForm
    kilometres_apart: _CountForm


@cache
def shipped_agenda_rules() -> AgendaRules:
    """The numbers inside the package. Raises InputError with every fault of the file."""
    return read_agenda_rules(shipped_folder() / _RULES)


def read_agenda_rules(path: Path) -> AgendaRules:
    """The numbers of a file, which must hold all of them. Raises InputError with every fault."""
    located = read_yaml_file(path, name=_RULES)
    form, faults = validate(located, _RulesForm)
    if form is None:
        raise InputError(faults)
    faults += _faults(located, form)
    if faults:
        raise InputError(faults)
    numbers = {name: getattr(form, name).value for name in _RulesForm.model_fields if name not in _TABLES}
    numbers["distances_km"] = tuple(numbers["distances_km"])
    return AgendaRules(
        **numbers,
        themes_of_words=_by_word(form.themes_of_words),
        audiences_of_words=_by_word(form.audiences_of_words),
        weak_words=_stems(form.weak_words),
        payers={measure: tuple(organisations) for measure, organisations in form.payers.items()},
    )


_TABLES = ("themes_of_words", "audiences_of_words", "weak_words", "payers")


def _faults(located: LocatedData, form: _RulesForm) -> list[Fault]:
    """What the file says against itself or the catalogue."""
    catalogue = shipped_catalogue()
    known: Sequence[tuple[str, Mapping[str, list[str]], Sequence[str]]] = (
        ("themes_of_words", form.themes_of_words, tuple(catalogue.business_domains)),
        ("audiences_of_words", form.audiences_of_words, AUDIENCES),
        ("payers", form.payers, tuple(catalogue.measures)),
    )
    faults = [
        located.fault((table, name), "is unknown.", f"one of {', '.join(ids)}.")
        for table, entries, ids in known
        for name in entries
        if name not in ids
    ]
    faults += [
        located.fault(("payers", measure), f'"{name}" is no organisation of the catalogue.', "an id of one.")
        for measure, names in form.payers.items()
        for name in names
        if name not in catalogue.organisations
    ]
    if not 0 <= form.digest_weekday.value <= 6:
        faults.append(located.fault(("digest_weekday", "value"), "is no day of the week.", "0 (Monday) to 6."))
    if not 0 <= form.digest_hour.value <= 23:
        faults.append(located.fault(("digest_hour", "value"), "is no hour.", "0 to 23."))
    return faults


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {plain(word): name for name, words in table.items() for word in words}


def _stems(words: Sequence[str]) -> frozenset[str]:
    analyser = shipped_analyser()
    return frozenset(
        term.stem
        for word in words
        for language in ("nl", "en", "fr")
        for term in analyser.document_terms(word, language)
    )


@cache
def shipped_clash_rules(*, with_meaning: bool = False) -> ClashRules:
    """The weights inside the package, for words alone or with a model. Raises InputError with every fault."""
    return read_clash_rules(shipped_folder() / _LIKENESS, with_meaning=with_meaning)


def read_clash_rules(path: Path, *, with_meaning: bool = False) -> ClashRules:
    """The weights of a file of the same form. Raises InputError with every fault."""
    located = read_yaml_file(path, name=_LIKENESS)
    form, faults = validate(located, _LikenessForm)
    if form is None:
        raise InputError(faults)
    table = form.with_meaning if with_meaning else form.by_words
    key = "with_meaning" if with_meaning else "by_words"
    for name, features in (("same", SAME_FEATURES), ("theme", THEME_FEATURES)):
        if name not in table:
            faults.append(located.fault((key,), f"{name} is missing.", "weights for same and for theme."))
            continue
        strange = sorted(set(table[name].weights) - set(features))
        if strange:
            faults.append(located.fault((key, name, "weights"), f"{', '.join(strange)}: unknown.", ", ".join(features)))
    if faults:
        raise InputError(faults)
    return ClashRules(
        _weights(table["same"]), _weights(table["theme"]), form.days_apart.value, float(form.kilometres_apart.value)
    )


def _weights(form: _WeightsForm) -> Weights:
    return Weights({name: float(value) for name, value in form.weights.items()}, float(form.bias), float(form.limit))
