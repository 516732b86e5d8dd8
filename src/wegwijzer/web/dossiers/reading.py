"""A dossier read and checked: its content, the measure's rules for this firm, and every finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.band import exactly
from wegwijzer.core.catalogue.measure import Measure
from wegwijzer.core.criteria.nodes import Values
from wegwijzer.core.dossier.checking import check
from wegwijzer.core.dossier.content import Content
from wegwijzer.core.dossier.finding import Finding
from wegwijzer.core.dossier.limits import Rules
from wegwijzer.core.firm.profile import FirmPicture
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.dossier import measure_rules, shipped_structure, version_on
from wegwijzer.readers.dossier_content import read_content
from wegwijzer.web.dossiers.models import Dossier
from wegwijzer.web.dossiers.prefilling import picture_of


@dataclass(frozen=True, slots=True)
class Read:
    """A dossier as of a day. `measure` is None while none is chosen; `rules` also where it has no version that day."""

    content: Content
    picture: FirmPicture
    measure: Measure | None
    rules: Rules | None
    findings: tuple[Finding, ...]


def read(dossier: Dossier, *, on: date) -> Read:
    """Read and check a dossier; its own measure decides what it is held against."""
    content, picture = read_content(dossier.parts), picture_of(dossier.facts, on=on)
    rules = rules_of(dossier.measure, content, picture, on=on)
    measure = shipped_catalogue().measures.get(dossier.measure)
    return Read(content, picture, measure, rules, check(content, shipped_structure(), rules, on=on))


def rules_of(measure: str, content: Content, picture: FirmPicture, *, on: date) -> Rules | None:
    """What a measure asks of this dossier on a day."""
    return measure_rules(measure, _values(content, picture), on=on) if measure else None


def measures_on(on: date) -> tuple[Measure, ...]:
    """The measures that a dossier can be written for on a day, by name."""
    found = [
        shipped_catalogue().measures[measure] for measure in shipped_structure().requests if version_on(measure, on=on)
    ]
    return tuple(sorted(found, key=lambda measure: measure.name["nl"]))


def _values(content: Content, picture: FirmPicture) -> Values:
    """What is known of firm and project: the costs as written, and that who names no partner works alone."""
    values = dict(picture.values)
    if content.is_cost_known:
        values["project_budget_eur"] = exactly(content.cost_sum)
    if not content.partners:
        values.setdefault("collaboration", False)
    return values
