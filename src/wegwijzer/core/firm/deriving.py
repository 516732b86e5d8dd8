"""Derive what follows from the known facts: size class, legal kind, age, technology class.

A stated value is never overwritten. A derived fact that stays open names the base facts that would settle it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wegwijzer.core.band import Band
from wegwijzer.core.firm.facts import FactSource, FactValue, KnownFact
from wegwijzer.core.firm.legal import LegalForm
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.core.firm.size import Figures, SizeAssessment, SizeCeilings, size_and_open_facts
from wegwijzer.core.firm.technology import Sector, TechnologyTable, sector_of, technology_class


@dataclass(frozen=True, slots=True)
class DerivationRules:
    """The dated numbers and code lists that deriving needs, for one day."""

    day: date
    ceilings: SizeCeilings
    legal_forms: Mapping[str, LegalForm] = field(hash=False)
    technology_table: TechnologyTable
    sectors: tuple[Sector, ...] = ()


@dataclass(slots=True)
class _Draft:
    """The values under construction: what is known, what was derived, and what stands behind an open fact."""

    values: dict[str, FactValue]
    derived: dict[str, FactValue]
    behind: dict[str, tuple[str, ...]]

    def settle(self, fact: str, value: FactValue | None, *base: str) -> None:
        """Take over a derived value unless the fact is stated; else note which base facts are absent."""
        if fact in self.values:
            return
        if value is not None:
            self.values[fact] = self.derived[fact] = value
            return
        absent = tuple(name for name in base if name not in self.values)
        if absent:
            self.behind[fact] = absent


def sector_known(profile: Profile, rules: DerivationRules) -> str | None:
    """The sector that the firm states, or that follows from its main activity."""
    values = {fact: known.value for fact, known in profile.facts.items()}
    stated = values.get("sector")
    return stated if isinstance(stated, str) else _sector(values, rules.sectors)


def derive(profile: Profile, rules: DerivationRules) -> FirmPicture:
    """Everything that can be said of the firm on that day."""
    draft = _Draft({fact: known.value for fact, known in profile.facts.items()}, {}, {})
    _settle_legal(draft, rules.legal_forms)
    in_flanders = True if draft.values.get("region") == "vlaanderen" else None
    draft.settle("establishment_in_flanders", in_flanders, "region")
    draft.settle("age_years", _age(draft.values.get("founded"), rules.day), "founded")
    draft.settle("technology_class", _technology(draft.values, rules.technology_table), "nace", "nace_version")
    asks = draft.values.get("planned_action") == "knowledge_question"
    draft.settle("knowledge_question", True if asks else None)
    draft.settle("sector", _sector(draft.values, rules.sectors))
    size, assumptions = _settle_size(draft, profile, rules.ceilings)
    known = dict(profile.facts)
    for fact, value in draft.derived.items():
        known[fact] = KnownFact(value, FactSource.DERIVED, rules.day)
    return FirmPicture(profile, draft.values, known, draft.behind, size, assumptions)


def _settle_legal(draft: _Draft, legal_forms: Mapping[str, LegalForm]) -> None:
    stated = draft.values.get("legal_form")
    form = legal_forms.get(stated) if isinstance(stated, str) else None
    draft.settle("legal_kind", form.kind if form else None, "legal_form")
    draft.settle("legal_personality", form.legal_personality if form else None, "legal_form")
    kind = draft.values.get("legal_kind")
    trades = kind in ("company", "natural_person")
    draft.settle("for_profit", True if trades else False if kind == "non_profit" else None, "legal_form")
    draft.settle("organisation_kind", "firm" if trades else None, "legal_form")


def _age(founded: FactValue | None, day: date) -> Band | None:
    """Full years since foundation; a foundation that lies after the day counts as no years."""
    if not isinstance(founded, Band):
        return None
    youngest = None if founded.high is None else _full_years(founded.high, day)
    oldest = None if founded.low is None else _full_years(founded.low, day)
    return Band(youngest, oldest)


def _full_years(ordinal: Decimal, day: date) -> Decimal:
    start = date.fromordinal(int(ordinal))
    years = day.year - start.year - ((day.month, day.day) < (start.month, start.day))
    return Decimal(max(years, 0))


def _technology(values: Mapping[str, FactValue], table: TechnologyTable) -> str | None:
    code, version = values.get("nace"), values.get("nace_version")
    if not isinstance(code, str) or not isinstance(version, str):
        return None
    return technology_class(code, version, table)


def _sector(values: Mapping[str, FactValue], sectors: tuple[Sector, ...]) -> str | None:
    code, version = values.get("nace"), values.get("nace_version")
    return sector_of(code, version, sectors) if isinstance(code, str) and isinstance(version, str) and sectors else None


def _settle_size(draft: _Draft, profile: Profile, ceilings: SizeCeilings) -> tuple[SizeAssessment, tuple[str, ...]]:
    own, assumptions = _own_figures(draft.values, profile)
    size, open_facts = size_and_open_facts(
        own,
        profile.relations,
        ceilings=ceilings,
        previous=profile.previous_years,
        name=profile.name,
        enterprise_number=profile.enterprise_number,
    )
    if "size_class" not in draft.values:
        rank = Band(Decimal(size.lowest), Decimal(size.highest))
        draft.values["size_class"] = draft.derived["size_class"] = rank
        if not rank.is_exact:
            draft.behind["size_class"] = _facts_that_settle_size(open_facts, draft.values)
    for fact, base, total in (
        ("eu_fte", "fte", size.fte),
        ("eu_turnover_eur", "turnover_eur", size.turnover_eur),
        ("eu_balance_sheet_total_eur", "balance_sheet_total_eur", size.balance_sheet_total_eur),
    ):
        draft.settle(fact, total)
        if total is None or not total.is_exact:
            draft.behind[fact] = (base,)
    return size, assumptions


def _facts_that_settle_size(open_facts: tuple[str, ...], values: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The own figures not known exactly that could still matter; the group itself when it is all that is open."""
    asked = []
    for fact in open_facts:
        value = values.get(fact)
        if not (isinstance(value, Band) and value.is_exact):
            asked.append(fact)
    return tuple(asked) or ("relations",)


def _own_figures(values: Mapping[str, FactValue], profile: Profile) -> tuple[Figures, tuple[str, ...]]:
    """The firm's own figures; open upwards when it belongs to a group of which nothing more is known."""

    def band(fact: str) -> Band | None:
        value = values.get(fact)
        return value if isinstance(value, Band) else None

    figures = Figures(band("fte"), band("turnover_eur"), band("balance_sheet_total_eur"))
    if profile.relations or values.get("part_of_group") is False:
        return figures, ()
    if values.get("part_of_group") is not True:
        return figures, ("autonomous",)
    return (
        Figures(
            _at_least(figures.fte),
            _at_least(figures.turnover_eur),
            _at_least(figures.balance_sheet_total_eur),
        ),
        ("group_unknown",),
    )


def _at_least(band: Band | None) -> Band | None:
    return None if band is None else Band(band.low, None)
