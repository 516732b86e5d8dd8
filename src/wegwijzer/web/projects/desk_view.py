"""What the page of a proposal offers besides its words: instruments that could pay, and centres that could do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal

import wegwijzer.web.clusters.queries as clusters
from wegwijzer.core.band import Band
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.core.collective.instruments import Team, fitting_instruments
from wegwijzer.core.collective.project import joined
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.needs import read_need
from wegwijzer.web.people.models import Desk
from wegwijzer.web.projects.models import Project
from wegwijzer.web.projects.reading import parts_of, proposal_of
from wegwijzer.web.referral.models import Firm
from wegwijzer.wording.advice import advice_wording
from wegwijzer.wording.language import local, say
from wegwijzer.wording.values import euro_text

_KIND_OF_ROLE = {
    "university_college": "university_college",
    "college_network": "university_college",
    "research_centre": "research_organisation",
    "sector_knowledge_centre": "research_organisation",
    "sector_federation": "professional_association",
    "entrepreneurs_organisation": "professional_association",
}
"""What kind of applicant a desk's organisation is (the fact `organisation_kind`), by its role in the catalogue."""
_DOES_RESEARCH = frozenset({"university_college", "research_organisation"})
_COULD_DO_IT = frozenset(
    {"university_college", "research_centre", "sector_knowledge_centre", "cluster", "tech_transfer", "college_network"}
)
"""Roles of those that do research or lead projects with firms; who advises or represents does not carry one out."""
_MOST_CENTRES = 8


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """One collective instrument: how it fits, why, and what it would pay and leave for each firm, in words."""

    id: str
    name: str
    verdict: str
    reasons: tuple[str, ...]
    support: str
    share: str


@dataclass(frozen=True, slots=True)
class CentreChoice:
    """An organisation that could do it, with the fields it shares with the question."""

    id: str
    name: str
    fields: str
    is_chosen: bool


def instrument_lines(row: Project, language: str, *, on: date) -> Sequence[InstrumentLine]:
    """The collective instruments of the day for this project, fitting ones first.

    The number of firms is that of those who joined, or the minimum while fewer did.
    """
    day = shipped_day(on)
    kinds = {_kind_of(centre) for centre in row.centres} - {""}
    own = "professional_association" if row.desk.kind == Desk.Kind.FEDERATION else _kind_of(row.desk.organisation)
    applicant = own or next(iter(sorted(kinds)), "research_organisation")
    has_centre = applicant in _DOES_RESEARCH or bool(kinds & _DOES_RESEARCH)
    firms = max(joined(parts_of(row)), row.minimum_firms)
    words = advice_wording(day, language).criteria
    team = Team(applicant, firms, has_centre, proposal_of(row).budget_eur)
    return [
        InstrumentLine(
            fit.assessment.measure.id,
            local(fit.assessment.measure.name, language),
            fit.assessment.verdict.value,
            tuple(words.requirement(reading.criterion.test) for reading in fit.assessment.blocking),
            _euro(fit.support_eur, language),
            _euro(fit.share_eur, language),
        )
        for fit in fitting_instruments(team, day)
    ]


def centre_choices(row: Project, language: str, *, on: date) -> Sequence[CentreChoice]:
    """The centres that work in the fields of the firms' needs and of the question, and those chosen before.

    One that is tied to other sectors than the firms' is left out.
    """
    catalogue = shipped_catalogue()
    asked = f"{row.problem} {row.question}".strip()
    wanted = {match.domain.id for match in read_need(asked).expertise} if asked else set()
    found = clusters.cluster_to_show(row.cluster)
    fields, sectors = (set(found.row.expertise), set(found.row.sectors)) if found is not None else (set(), set())
    wanted |= fields
    fitting = [
        one
        for one in catalogue.organisations.values()
        if one.exists_on(on) and one.role.id in _COULD_DO_IT and wanted.intersection(one.expertise)
        if not one.sectors or not sectors or sectors.intersection(one.sectors)
    ]

    def order(one: Organisation) -> tuple[bool, int, int, str]:
        """Those of the firms' own sector first, then by what the firms ask, then by what the proposal says."""
        own = bool(sectors.intersection(one.sectors))
        return not own, -len(fields.intersection(one.expertise)), -len(wanted.intersection(one.expertise)), one.id

    shown = {one.id: one for one in sorted(fitting, key=order)[:_MOST_CENTRES]}
    shown |= {one: catalogue.organisations[one] for one in row.centres if one in catalogue.organisations}
    return [
        CentreChoice(
            one.id,
            local(one.name, language),
            ", ".join(
                local(catalogue.expertise_domains[field].label, language)
                for field in one.expertise
                if field in wanted and field in catalogue.expertise_domains
            ),
            one.id in row.centres,
        )
        for one in shown.values()
    ]


def names_behind(row: Project) -> list[str]:
    """The names of the firms behind a project, to look for in its words; never for a page."""
    firms = Firm.objects.filter(pk__in=clusters.firms_of(row.cluster))
    return [name for name in firms.values_list("name", flat=True) if name]


def _kind_of(organisation: str) -> str:
    known = shipped_catalogue().organisations.get(organisation)
    return _KIND_OF_ROLE.get(known.role.id, "") if known is not None else ""


def _euro(band: Band | None, language: str) -> str:
    """A band of whole euro in words, never narrower than it is; "" where it says nothing."""
    low, high = (band.low or Decimal(0), band.high) if band is not None else (Decimal(0), None)
    low, high = low.quantize(Decimal(1), ROUND_DOWN), None if high is None else high.quantize(Decimal(1), ROUND_UP)
    if high is None:
        return say("projects.instruments.from", language, low=euro_text(low, language)) if low else ""
    if low == high:
        return euro_text(low, language)
    key = "between" if low else "up_to"
    return say(f"projects.instruments.{key}", language, low=euro_text(low, language), high=euro_text(high, language))
