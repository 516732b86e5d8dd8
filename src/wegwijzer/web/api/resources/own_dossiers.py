"""Dossiers of one's own firm: reading, how complete they are, writing in a part, and what became of the request."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from wegwijzer.core.dossier.access import Deed, allows
from wegwijzer.core.dossier.content import PartId
from wegwijzer.core.dossier.fields import EXTRA, MOST_ROWS, PLAIN_FIELDS, ROW_FIELDS, ROWS, TEXT, YEAR, rows_of
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.conditions import WrongVersionError, asked_version, put_version
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import IF_MATCH
from wegwijzer.web.api.paging import Page, PageAsked, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import language
from wegwijzer.web.api.schemas import own_dossiers as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.dossiers.for_programs import actions, dossier_page, models, part_form, queries, reading
from wegwijzer.wording.language import say

router = Router(tags=["dossiers"])

_READ, _WRITE = Bearer(Scope.PLANS_READ), Bearer(Scope.PLANS_WRITE)
_DAYS = ("submitted_on", "approved_on", "starts_on", "ends_on")
_EXTRA = re.compile(rf"{EXTRA}[a-z-]{{1,40}}\Z")
_YEAR = re.compile(rf"{YEAR}\d{{4}}\Z", re.ASCII)
_POINTS = "en"
"""The language in which numbers have a point before their decimals, as in JSON."""


@router.get("/own-dossiers", response=Page[forms.OwnDossierLine], auth=_READ)
def list_own_dossiers(request: HttpRequest, response: HttpResponse, asked: Query[PageAsked]) -> Any:
    """List the dossiers of your firm, and yours that belong to no firm yet, the last changed first."""
    return paged(request, response, asked, _dossiers(request), _line)


@router.get("/own-dossiers/{dossier_id}", response=forms.OwnDossier, auth=_READ)
def get_own_dossier(request: HttpRequest, dossier_id: Id) -> Any:
    """Show one dossier with every part as written, and what was said about it."""
    return _details(_dossier(request, dossier_id, Deed.SEE))


@router.get("/own-dossiers/{dossier_id}/check", response=forms.DossierChecked, auth=_READ)
def check_own_dossier(request: HttpRequest, dossier_id: Id) -> Any:
    """Tell how complete a dossier is: how each part stands, and what does not fit its measure, as its page does."""
    found, spoken = _dossier(request, dossier_id, Deed.SEE), language(request)
    seen = reading.read(found, on=timezone.localdate())
    return {
        "verdict": dossier_page.overall(seen.findings)[1],
        "met": dossier_page.met_count(seen.findings),
        "parts": [
            {name: getattr(line, name) for name in ("id", "title", "status", "word", "comments", "has_rivals")}
            for line in dossier_page.part_lines(found, seen, spoken)
        ],
        "findings": [
            {name: getattr(line, name) for name in forms.FindingTold.model_fields}
            for line in dossier_page.finding_lines(seen.findings, seen, spoken)
        ],
    }


@router.get("/own-dossiers/{dossier_id}/parts/{part}", response=forms.PartTold, auth=_READ)
def get_own_part(request: HttpRequest, response: HttpResponse, dossier_id: Id, part: forms.Part) -> Any:
    """Show one part as written."""
    return _part(response, _dossier(request, dossier_id, Deed.SEE), PartId(part))


@router.post("/own-dossiers/{dossier_id}/parts/{part}", response=forms.PartTold, auth=_WRITE)
def write_own_part(
    request: HttpRequest,
    response: HttpResponse,
    dossier_id: Id,
    part: forms.Part,
    given: forms.PartGiven,
    if_match: str | None = IF_MATCH,
) -> Any:
    """Write in a part. Every version is kept, as on the page; adviser's comments stay.

    Where somebody wrote in it meanwhile nothing is done (412).
    """
    found, chosen, now = _dossier(request, dossier_id, Deed.WRITE), PartId(part), timezone.now()
    sent = dict(_sent(request, chosen, given))
    base = asked_version(request, now=int(found.revisions.get(part, 0)))
    written = part_form.read_part(chosen, sent, _POINTS)
    if given.rows is None:
        written.pop(ROWS, None)
    person = caller_of(request).actor.person
    if actions.keep_upon(found, chosen, written, base=base, person=person, at=now).outcome == "conflict":
        raise WrongVersionError
    return _part(response, _dossier(request, dossier_id, Deed.SEE), chosen)


@router.post("/own-dossiers/{dossier_id}/state", response=forms.OwnDossier, auth=_WRITE)
def tell_dossier_state(request: HttpRequest, dossier_id: Id, given: forms.DossierDays) -> Any:
    """Tell how far the request is, and how you call the dossier."""
    found, now = _dossier(request, dossier_id, Deed.WRITE), timezone.now()
    title = " ".join(given.title.split())
    faults = []
    if not title:
        faults.append(_fault(request, "body.title", "missing"))
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        faults.append(_fault(request, "body.ends_on", "at_least", given.starts_on.isoformat()))
    if faults:
        raise InvalidError(*faults)
    actions.rename(found, title, at=now)
    actions.keep_state(found, {name: getattr(given, name) for name in _DAYS}, at=now)
    return _details(_dossier(request, dossier_id, Deed.SEE))


def _dossiers(request: HttpRequest) -> list[models.Dossier]:
    caller = caller_of(request)
    return queries.dossiers_for_firm(caller.key.firm_id, caller.actor.person) if caller.key.firm_id else []


def _dossier(request: HttpRequest, dossier_id: Id, deed: Deed) -> models.Dossier:
    """A dossier of the key's firm, or of its person that belongs to no other firm. Http404 for any other."""
    found = next((one for one in _dossiers(request) if one.pk == dossier_id), None)
    if found is None or not allows(queries.standings(found, caller_of(request).actor, None), deed):
        raise Http404
    return found


def _sent(request: HttpRequest, part: PartId, given: forms.PartGiven) -> Iterator[tuple[str, str]]:
    """The body as the form of the page sends it. Raises InvalidError with every field that there is not."""
    known = (TEXT, *PLAIN_FIELDS.get(part, ()))
    faults = []
    for name, value in given.fields.items():
        is_known = name in known or _EXTRA.match(name) or (part is PartId.COSTS and _YEAR.match(name))
        faults += _field_faults(request, f"body.fields.{name}", name, value, is_known=bool(is_known))
        yield name, value
    rows = given.rows or []
    if len(rows) > MOST_ROWS.get(part, 0):
        faults.append(_fault(request, "body.rows", "too_many", str(MOST_ROWS.get(part, 0))))
    for place, row in enumerate(rows):
        for name, value in row.items():
            is_known = name in ROW_FIELDS.get(part, ())
            faults += _field_faults(request, f"body.rows.{place}.{name}", name, value, is_known=is_known)
            yield f"row-{place}-{name}", value
    if faults:
        raise InvalidError(*faults)


def _field_faults(request: HttpRequest, where: str, name: str, value: str, *, is_known: bool) -> list[FaultText]:
    if not is_known:
        return [_fault(request, where, "unknown")]
    most = forms.LONGEST_TEXT if name == TEXT or name.startswith(EXTRA) else forms.LONGEST_FIELD
    return [_fault(request, where, "too_long", str(most))] if len(value) > most else []


def _fault(request: HttpRequest, where: str, kind: str, value: str = "") -> FaultText:
    what, expected = (say(f"api.fault.{kind}.{part}", language(request), value=value) for part in ("what", "expected"))
    return FaultText(where, what, expected)


def _line(row: models.Dossier) -> dict[str, Any]:
    days = {name: getattr(row, name) for name in _DAYS}
    return {
        "id": str(row.pk),
        "title": row.title,
        "measure": row.measure,
        "language": row.language,
        "updated": row.updated.isoformat(),
        **{name: day.isoformat() if day is not None else None for name, day in days.items()},
    }


def _details(row: models.Dossier) -> dict[str, Any]:
    comments = row.comments.select_related("person").order_by("at", "pk")
    return {
        **_line(row),
        "parts": row.parts,
        "facts": row.facts,
        "comments": [
            {
                "part": one.part,
                "at": one.at.isoformat(),
                "who": one.person.name if one.person is not None else "",
                "side": one.side,
                "words": one.words,
                "is_resolved": one.resolved_at is not None,
            }
            for one in comments
        ],
        "attachments": [one.name for one in queries.attachments(row)],
    }


def _part(response: HttpResponse, row: models.Dossier, part: PartId) -> dict[str, Any]:
    written: Mapping[str, Any] = row.parts.get(part.value, {})
    told = {
        "part": part.value,
        "revision": int(row.revisions.get(part.value, 0)),
        "fields": {name: str(value) for name, value in written.items() if name != ROWS},
        "rows": rows_of(written),
        "has_rivals": part.value in queries.rival_parts(row),
    }
    put_version(response, int(row.revisions.get(part.value, 0)), json.dumps(told, sort_keys=True))
    return told
