"""What a dossier begins with: only what the firm itself told, or a register knows of it, each with where it came from.

No sentence is made: the words of the problem are those the firm typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.facts import FactDictionary, FactSource, KnownFact
from wegwijzer.core.firm.profile import FirmPicture, Profile
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.fact_values import read_value
from wegwijzer.web.dossiers.actions import Prefilled
from wegwijzer.web.guide.queries import taken_along
from wegwijzer.web.projects.queries import HandedOver, project_handed_over
from wegwijzer.web.referral.models import Case
from wegwijzer.web.referral.queries import actor_of, firm_cases
from wegwijzer.wording.results import fact_data

TAKEN = (
    "legal_form",
    "founded",
    "postal_code",
    "province",
    "sector",
    "nace",
    "nace_version",
    "fte",
    "turnover_eur",
    "balance_sheet_total_eur",
    "collaboration",
)
"""The facts of a firm that a dossier takes along."""


def known_of(request: HttpRequest, language: str, *, on: date) -> Prefilled:
    """What the visitor's own walk and open case hold; what the walk says goes before."""
    parts: dict[str, dict[str, str]] = {}
    origins: dict[str, dict[str, str]] = {}
    facts: dict[str, Any] = {}

    def fill(part: str, field: str, value: str, kind: str, day: date, detail: str = "") -> None:
        if value.strip() and not parts.get(part, {}).get(field):
            parts.setdefault(part, {})[field] = value.strip()
            origins[f"{part}:{field}"] = {"kind": kind, "on": day.isoformat(), "value": value.strip(), "detail": detail}

    project = handed_over(request)
    if project is not None:  # a dossier for several firms: nothing of one's own walk or case belongs in it
        for part, text in (("problem", project.problem), ("idea", project.question), ("effects", project.gets_out)):
            fill(part, "text", text, "project", project.on)
        return Prefilled(parts, origins, facts)
    walk = taken_along(request, language, on=on)
    if walk is not None:
        fill("problem", "text", walk.need, "need", on)
        fill("firm", "firm_number", walk.enterprise_number, "answer", on)
        fill("firm", "firm_name", walk.name, "register", on)
        facts = _facts(walk.picture, shipped_catalogue().facts)
    case = _open_case(request)
    if case is not None and case.firm is not None:
        asked = case.opened_at.date()
        need = next(iter(case.needs.all()), None)
        fill("problem", "text", need.words if need else "", "case", asked)
        fill("firm", "firm_name", case.firm.name, "case", asked)
        fill("firm", "firm_number", case.firm.enterprise_number or "", "case", asked)
        facts = {**{fact: known for fact, known in case.firm.facts.items() if fact in TAKEN}, **facts}
    return Prefilled(parts, origins, facts)


def handed_over(request: HttpRequest) -> HandedOver | None:
    """The collective project that the address or the form names, if it is handed over by a desk of who asks."""
    return project_handed_over(actor_of(request), request.POST.get("project") or request.GET.get("project", ""))


def picture_of(facts: Mapping[str, Any], *, on: date) -> FirmPicture:
    """What follows from the facts kept with a dossier; one that a later catalogue cannot read is left out."""
    dictionary = shipped_catalogue().facts
    found = {fact: _read(fact, known, dictionary, on) for fact, known in facts.items()}
    profile = Profile({fact: known for fact, known in found.items() if known is not None})
    return derive(profile, shipped_day(on).derivation)


def _facts(picture: FirmPicture, dictionary: FactDictionary) -> dict[str, Any]:
    return {
        fact: fact_data(dictionary[fact], picture.known[fact])
        for fact in TAKEN
        if fact in picture.known and (picture.known[fact].source is not FactSource.DERIVED or fact == "province")
    }


def _read(fact: str, known: object, dictionary: FactDictionary, on: date) -> KnownFact | None:
    if fact not in dictionary or not isinstance(known, dict) or "value" not in known:
        return None
    try:
        value = read_value(dictionary[fact], known["value"])
        as_of = date.fromisoformat(str(known.get("as_of", on.isoformat())))
        source = FactSource(str(known.get("source", FactSource.STATED.value)))
    except ValueError:  # a ValueProblem is one
        return None
    return KnownFact(value, source, as_of, str(known.get("detail", "")))


def _open_case(request: HttpRequest) -> Case | None:
    return next((case for case in firm_cases(actor_of(request)) if case.closed_at is None), None)
