"""A desk for every organisation of the catalogue that can be asked for help, filled from what is documented of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from wegwijzer.core.catalogue.catalogue import Catalogue
from wegwijzer.core.catalogue.organisation import Organisation
from wegwijzer.web.people.models import Desk
from wegwijzer.wording.language import DEFAULT_LANGUAGE, local

NO_HELPERS = frozenset(
    {
        "college_umbrella",
        "european_institution",
        "federal_service",
        "policy_body",
        "professional_institute",
        "research_funder",
    }
)
"""Roles of organisations that no firm's question is passed on to: they make policy, fund research or keep registers."""

_FILLED = ("name", "sectors", "provinces", "expertise", "is_active")


def is_helper(organisation: Organisation) -> bool:
    """Whether a need can be offered to an organisation: not the firm's own accountant, not one that only rules."""
    return not organisation.role.is_own and organisation.role.id not in NO_HELPERS


@transaction.atomic
def sync_desks_from_catalogue(catalogue: Catalogue, *, on: date | None = None) -> int:
    """Bring the desks up to date with the catalogue of a day (today), and tell how many are new.

    A desk that anybody changed (`version` above 1) stays as it is. One whose organisation is no more is closed.
    """
    day = on or timezone.localdate()
    helpers = {
        found.id: found for found in catalogue.organisations.values() if is_helper(found) and found.exists_on(day)
    }
    known = list(Desk.objects.exclude(organisation="").filter(kind=Desk.Kind.HELPER))
    changed = []
    for desk in known:
        organisation = helpers.get(desk.organisation)
        facts = _facts(organisation) if organisation else {"is_active": False}
        if desk.version == 1 and not desk.branch and any(getattr(desk, key) != value for key, value in facts.items()):
            for key, value in facts.items():
                setattr(desk, key, value)
            changed.append(desk)
    Desk.objects.bulk_update(changed, _FILLED)
    there = {desk.organisation for desk in known}
    new = [
        Desk(organisation=found.id, kind=Desk.Kind.HELPER, **_facts(found))
        for found in helpers.values()
        if found.id not in there
    ]
    Desk.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _facts(organisation: Organisation) -> dict[str, object]:
    """What the catalogue knows of a desk. Nothing is documented of subjects, sizes and languages: no restriction."""
    return {
        "name": local(organisation.name, DEFAULT_LANGUAGE)[:200],
        "sectors": sorted(organisation.sectors),
        "provinces": sorted(organisation.provinces),
        "expertise": sorted(organisation.expertise),
        "is_active": True,
    }
