"""All checks of a dossier, one after another: what holds, what does not, and what cannot be known yet."""

from __future__ import annotations

from datetime import date

from wegwijzer.core.dossier.completeness import check_completeness
from wegwijzer.core.dossier.content import Content, PartId
from wegwijzer.core.dossier.dates import check_dates
from wegwijzer.core.dossier.finding import Finding
from wegwijzer.core.dossier.fitting import check_fit
from wegwijzer.core.dossier.limits import Rules
from wegwijzer.core.dossier.partnership import check_partners, check_people
from wegwijzer.core.dossier.structure import Structure
from wegwijzer.core.dossier.sums import check_costs
from wegwijzer.core.truth import Verdict, all_of


def check(content: Content, structure: Structure, rules: Rules | None, *, on: date) -> tuple[Finding, ...]:
    """Every finding, in the order of the parts; `rules` None while no measure is chosen. `on`: the day of today."""
    found = [
        *check_completeness(content, structure, rules),
        *check_dates(content, rules, on=on),
        *check_people(content),
        *check_costs(content),
        *(check_fit(content, rules) if rules else ()),
        *check_partners(content, rules),
    ]
    order = {part: place for place, part in enumerate(PartId)}
    return tuple(sorted(found, key=lambda item: (order[item.place.part], item.place.row)))


def verdict(findings: tuple[Finding, ...]) -> Verdict:
    """Whether the dossier is ready: every check that is no mere advice holds."""
    return all_of(finding.verdict for finding in findings if not finding.is_advice)
