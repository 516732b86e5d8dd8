"""The list of organisations and the filters over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.language.words import plain
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.catalogue.filters import Facet, Filtered, filtered
from wegwijzer.wording.language import local, say

FORMER = "ook"
_RESTRICTIONS = ("provincie", "sector")


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One line of the list."""

    slug: str
    plain_name: str
    name: str
    what_it_does: str
    role: str
    role_label: str
    role_order: int
    is_open_door: bool
    provinces: tuple[str, ...]
    sectors: tuple[str, ...]
    expertise: tuple[str, ...]
    place: str
    is_former: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    id: str
    title: str
    rows: tuple[OrganisationRow, ...]


@lru_cache(maxsize=32)
def organisation_rows(on: date, language: str) -> tuple[OrganisationRow, ...]:
    """Every organisation, easiest door first, then by name."""
    catalogue = shipped_catalogue()
    provinces = _labels(catalogue, "province", language)
    rows = [
        OrganisationRow(
            slug=organisation.id,
            plain_name=local(organisation.plain_name, language),
            name=local(organisation.name, language),
            what_it_does=local(organisation.what_it_does, language),
            role=organisation.role.id,
            role_label=local(organisation.role.label, language),
            role_order=organisation.role.order,
            is_open_door=organisation.role.is_first_contact,
            provinces=organisation.provinces,
            sectors=organisation.sectors,
            expertise=organisation.expertise,
            place=", ".join(provinces.get(province, province) for province in organisation.provinces),
            is_former=not organisation.exists_on(on),
        )
        for organisation in catalogue.organisations.values()
    ]
    rows.sort(key=lambda row: (row.role_order, row.role, row.is_former, plain(row.plain_name), row.slug))
    return tuple(rows)


def filtered_organisations(
    rows: Sequence[OrganisationRow], asked: Mapping[str, str], *, kept: Mapping[str, str], language: str
) -> Filtered[OrganisationRow]:
    """The rows that fit the filters in the address; former organisations only when asked for."""
    if asked.get(FORMER):
        kept = {**kept, FORMER: "1"}
    else:
        rows = [row for row in rows if not row.is_former]
    return filtered(rows, _facets(shipped_catalogue(), language), asked, kept=kept, language=language)


def sections(found: Filtered[OrganisationRow], language: str) -> tuple[Section, ...]:
    """The rows by how open their door is; with a province or sector chosen, those tied to it come first."""
    chosen = {item.name: item for item in found.filters if item.chosen and item.name in _RESTRICTIONS}
    if not chosen:
        return tuple(_by_door(found.rows, language))
    tied: list[OrganisationRow] = []
    general: list[OrganisationRow] = []
    for row in found.rows:
        is_tied = all(item.chosen in _ties(row, name) for name, item in chosen.items())
        (tied if is_tied else general).append(row)
    names = ", ".join(item.chosen_label for item in chosen.values())
    made = (
        Section("tied", say("catalogue.organisations.section_tied", language, names=names), tuple(tied)),
        Section("general", say("catalogue.organisations.section_general", language), tuple(general)),
    )
    return tuple(section for section in made if section.rows)


def _by_door(rows: Sequence[OrganisationRow], language: str) -> Iterator[Section]:
    """Those that any firm may turn to, then those with a narrower task."""
    for name, is_open in (("open_door", True), ("others", False)):
        found = tuple(row for row in rows if row.is_open_door is is_open)
        if found:
            yield Section(name, say(f"catalogue.organisations.section_{name}", language), found)


def _ties(row: OrganisationRow, name: str) -> tuple[str, ...]:
    return row.provinces if name == "provincie" else row.sectors


def _facets(catalogue: Catalogue, language: str) -> tuple[Facet[OrganisationRow], ...]:
    organisations = catalogue.organisations.values()
    provinces = _labels(catalogue, "province", language)
    sectors = _labels(catalogue, "sector", language)
    used_provinces = {province for organisation in organisations for province in organisation.provinces}
    used_sectors = {sector for organisation in organisations for sector in organisation.sectors}
    used_expertise = {domain for organisation in organisations for domain in organisation.expertise}
    roles = sorted(catalogue.roles.values(), key=lambda role: role.order)
    used_roles = {organisation.role.id for organisation in organisations}

    def label(name: str) -> str:
        return say(f"catalogue.filter.{name}", language)

    return (
        Facet(
            "rol",
            label("role"),
            tuple((role.id, local(role.label, language)) for role in roles if role.id in used_roles),
            lambda row, value: row.role == value,
        ),
        Facet(
            "provincie",
            label("province"),
            tuple(item for item in provinces.items() if item[0] in used_provinces),
            lambda row, value: not row.provinces or value in row.provinces,
        ),
        Facet(
            "sector",
            label("sector"),
            tuple(item for item in sectors.items() if item[0] in used_sectors),
            lambda row, value: not row.sectors or value in row.sectors,
        ),
        Facet(
            "kennis",
            label("expertise"),
            tuple(
                (domain.id, local(domain.label, language))
                for domain in catalogue.expertise_domains.values()
                if domain.id in used_expertise
            ),
            lambda row, value: value in row.expertise,
        ),
    )


def _labels(catalogue: Catalogue, fact: str, language: str) -> dict[str, str]:
    return {option.id: local(option.label, language) for option in catalogue.facts[fact].options}
