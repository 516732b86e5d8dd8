"""Which collective instrument could pay for a project, read from the same criteria as everything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijzer.core.advice.assessing import Assessment, assess, soft_facts
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.catalogue.catalogue import DayCatalogue
from wegwijzer.core.collective.proposal import share_each
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.profile import Profile
from wegwijzer.core.truth import MET, NOT_MET, UNKNOWN

COLLECTIVE_ACTION = "collective_project"
"""The action that a measure pays for, in data/measures."""

_ORDER = {MET: 0, UNKNOWN: 1, NOT_MET: 2}


@dataclass(frozen=True, slots=True)
class Team:
    """Who would do it: `applicant` is the kind of the organisation that applies (a choice of the fact
    `organisation_kind`), `firms` how many take part, `has_centre` whether a research organisation does."""

    applicant: str
    firms: int
    has_centre: bool
    budget_eur: Band | None = None

    def profile(self, on: date) -> Profile:
        """The applicant as the criteria of collective measures read it; what is not known is left out."""
        known: dict[str, FactValue] = {
            "organisation_kind": self.applicant,
            "partner_firms": exactly(self.firms),
            "parties_count": exactly(self.firms + (1 if self.has_centre else 0)),
            "research_partner": self.has_centre,
        }
        if self.budget_eur is not None:
            known["project_budget_eur"] = self.budget_eur
        return Profile({fact: KnownFact(value, FactSource.STATED, on) for fact, value in known.items()})


@dataclass(frozen=True, slots=True)
class InstrumentFit:
    """One instrument for one team: its reading criterion by criterion, and what each firm would pay on average.

    `support_eur` is None where the sources give no amount; it goes to the applicant. `share_eur` is then None too.
    """

    assessment: Assessment
    support_eur: Band | None
    share_eur: Band | None


def fitting_instruments(team: Team, day: DayCatalogue) -> tuple[InstrumentFit, ...]:
    """Every collective instrument of the day, fitting ones first, then by what is still open, then in catalogue order.

    Raises ValueError for a team without firms.
    """
    if team.firms < 1:
        raise ValueError("a collective project needs firms")
    picture = derive(team.profile(day.day), day.derivation)
    soft = soft_facts(day.catalogue)
    fits = [
        _fit(team, assess(on_day, picture, soft))
        for on_day in day.measures
        if COLLECTIVE_ACTION in on_day.measure.actions
    ]
    return tuple(sorted(fits, key=lambda fit: (_ORDER[fit.assessment.verdict], len(fit.assessment.missing))))


def _fit(team: Team, assessment: Assessment) -> InstrumentFit:
    support = assessment.worth.total if assessment.worth is not None else None
    share = share_each(team.budget_eur, support, team.firms) if support is not None and team.budget_eur else None
    return InstrumentFit(assessment, support, share)
