"""Read organisation files and the code lists that go with them."""

from __future__ import annotations

from collections.abc import Mapping

from wegwijzer.core.catalogue.measure import Confidence
from wegwijzer.core.catalogue.organisation import Organisation, Role
from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.errors import Fault
from wegwijzer.core.firm.facts import FactDictionary
from wegwijzer.readers.schema import OrganisationForm, OrganisationsForm, RolesForm
from wegwijzer.readers.texts import kin, optional_text, source, text
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import LocatedData


def read_roles(located: LocatedData) -> tuple[dict[str, Role], list[Fault]]:
    """The roles by id, and all faults."""
    form, faults = validate(located, RolesForm)
    if form is None:
        return {}, faults
    return {
        role.id: Role(role.id, text(role.label), role.first_contact, text(role.what_to_say), role.order, role.own)
        for role in form.organisation_roles
    }, faults


def read_organisations(
    located: LocatedData, *, roles: Mapping[str, Role], facts: FactDictionary, expertise: Mapping[str, Domain]
) -> tuple[list[Organisation], list[Fault]]:
    """The organisations of one file in order, and all faults."""
    form, faults = validate(located, OrganisationsForm)
    if form is None:
        return [], faults
    known = {
        "provinces": _options(facts, "province"),
        "sectors": _options(facts, "sector"),
        "expertise": frozenset(expertise),
    }
    organisations = []
    for place, entry in enumerate(form.organisations):
        path = ("organisations", place)
        if entry.role not in roles:
            faults.append(
                located.fault((*path, "role"), f'unknown role "{entry.role}".', "a role of organisation_roles.yaml.")
            )
            continue
        for key, allowed in known.items():
            for value in getattr(entry, key):
                if value not in allowed:
                    faults.append(
                        located.fault((*path, key), f'unknown "{value}".', f"one of {', '.join(sorted(allowed))}.")
                    )
        organisations.append(_organisation(entry, roles[entry.role]))
    return organisations, faults


def _options(facts: FactDictionary, fact: str) -> frozenset[str]:
    definition = facts.get(fact)
    return frozenset(option.id for option in definition.options) if definition else frozenset()


def _organisation(entry: OrganisationForm, role: Role) -> Organisation:
    return Organisation(
        id=entry.id,
        name=text(entry.name),
        plain_name=text(entry.plain_name),
        role=role,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        predecessors=kin(entry.predecessors),
        successors=kin(entry.successors),
        provinces=tuple(entry.provinces),
        sectors=tuple(entry.sectors),
        expertise=tuple(entry.expertise),
        what_it_does=text(entry.what_it_does),
        caveat=optional_text(entry.caveat),
        confidence=Confidence(entry.confidence),
        source=source(entry.source),
        documented=entry.documented,
    )
