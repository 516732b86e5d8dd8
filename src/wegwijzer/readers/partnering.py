"""Read the rules of partner search, and what firms write that they have and seek: data/partnering/rules.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

from pydantic import Field

from wegwijzer.core.errors import InputError
from wegwijzer.core.partnering.seeking import Asset
from wegwijzer.core.partnering.suggesting import Bearing
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.schema import Form, Number
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

Count = Annotated[int, Field(ge=1, le=1000)]
_FILE = "partnering/rules.yaml"


class RulesForm(Form):
    """The file."""

    assets: Count
    suggestions: Count
    open_received: Count
    open_sent: Count
    answer_days: Count
    shown_days: Count
    kept_days: Count
    remind_days: Count
    least_score: Number


@dataclass(frozen=True, slots=True)
class PartnerRules:
    """`assets` is the most a firm can have or seek; the days are those of the file."""

    bearing: Bearing
    assets: int
    shown_days: int
    kept_days: int
    remind_days: int


@cache
def shipped_partner_rules() -> PartnerRules:
    """The rules of partner search. Raises InputError with every fault of the file."""
    located = read_yaml_file(shipped_folder() / "partnering" / "rules.yaml", name=_FILE)
    form, faults = validate(located, RulesForm)
    if form is not None and not 0 < form.least_score < 1:
        faults.append(located.fault(("least_score",), f"is {form.least_score}.", "a number between 0 and 1."))
    if form is not None and form.remind_days >= form.kept_days:
        faults.append(located.fault(("remind_days",), f"is {form.remind_days}.", "fewer days than kept_days."))
    if form is None or faults:
        raise InputError(faults)
    bearing = Bearing(form.suggestions, form.open_received, form.open_sent, form.answer_days, float(form.least_score))
    return PartnerRules(bearing, form.assets, form.shown_days, form.kept_days, form.remind_days)


@lru_cache(maxsize=4096)
def asset(words: str) -> Asset:
    """What a firm has or seeks, by its stems (parts of compounds and synonyms among them) and fields of expertise."""
    terms = {term.stem: term.weight for term in shipped_analyser().query_terms(words)}
    return Asset(words, terms, frozenset(match.domain.id for match in read_need(words).expertise))
