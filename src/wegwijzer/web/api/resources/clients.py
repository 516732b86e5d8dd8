"""The clients of who made the key: read, with accounts added, a talk noted, or removed; as on the pages."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status

from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.language.words import plain
from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.problems import FaultText, problem_of_status
from wegwijzer.web.api.resources.speaking import day_of, language, one_of
from wegwijzer.web.api.schemas import clients as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import Scope
from wegwijzer.web.portfolio.for_programs import actions, models, talk_form, upload_folder, upload_reading
from wegwijzer.web.portfolio.queries import client, owner_of_person, reading, readings, upload
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording
from wegwijzer.wording.signals_results import signals_data

if TYPE_CHECKING:
    from wegwijzer.web.portfolio.queries import ClientReading

router = Router(tags=["clients"])

_CLIENTS, _WRITE = Bearer(Scope.PORTFOLIO_READ), Bearer(Scope.PORTFOLIO_WRITE)
_FILE = "accounts.json"
_TALK = {"naam": "name", "dag": "last_talk", "notitie": "note"}
"""The fields of the page's form and ours."""


@router.get("/clients", response=Page[forms.ClientLine], auth=_CLIENTS)
def list_clients(request: HttpRequest, response: HttpResponse, asked: Query[forms.ClientsAsked]) -> Any:
    """List the clients of your portfolio with their warning lights, the most worrying first.

    The portfolio is that of the person who made the key; nobody else's is there, not even of the same office.
    """
    board = _board(request, asked.on)
    if asked.light is not None and asked.light not in {light.id for light, _ in board.lights}:
        raise InvalidError(one_of(request, "query.light", [light.id for light, _ in board.lights]))
    owner = owner_of_person(_reader(request), at=timezone.now())
    found = [] if owner is None else readings(owner, board=board)
    return paged(request, response, asked, [one for one in found if _fits(one, asked)], _line)


@router.get("/clients/{client_id}", response=forms.ClientDetails, auth=_CLIENTS)
def get_client(request: HttpRequest, client_id: Id, asked: Query[forms.OnDay]) -> Any:
    """Show one client of your portfolio, with every light of every year.

    `signals` is the document that `wegwijzer signals --json` prints for one enterprise.
    """
    board = _board(request, asked.on)
    owner = owner_of_person(_reader(request), at=timezone.now())
    found = reading(owner, client_id, board=board) if owner is not None else None
    if found is None:
        raise Http404
    wording = LightWording(board, language(request))
    return {**_line(found), "note": found.client.note, "signals": signals_data([found.reading], wording)[0]}


@router.post("/accounts", response=forms.AccountsRead, auth=_WRITE)
def add_accounts(request: HttpRequest, given: forms.AccountsGiven) -> Any:
    """Add annual accounts to your portfolio; a client that it does not hold yet is made.

    Accounts that are there already change nothing, so that sending them again does no harm. What could not be read is
    told in `faults`, as on the page; the rest is kept. Where `is_done` is false, ask for the reading until it is.
    """
    person, now = _reader(request), timezone.now()
    if upload_folder.is_full():
        return problem_of_status(request, 503)
    body = json.dumps(given.accounts, ensure_ascii=False).encode()
    kept = actions.receive(actions.owner_for_person(person, at=now), [SimpleUploadedFile(_FILE, body)], at=now)
    upload_reading.read_step(kept, seconds=upload_reading.FIRST_STEP_SECONDS)
    return _upload(kept)


@router.get("/accounts/{upload_id}", response=forms.AccountsRead, auth=_WRITE)
def get_accounts_reading(request: HttpRequest, upload_id: Id) -> Any:
    """Show how far the reading of accounts came, also of files that were sent on the page; it reads on meanwhile."""
    owner = owner_of_person(_reader(request), at=timezone.now())
    kept = upload(owner, upload_id) if owner is not None else None
    if kept is None:
        raise Http404
    upload_reading.read_step(kept)
    return _upload(kept)


@router.post("/clients/{client_id}/talk", response=forms.TalkTold, auth=_WRITE)
def note_talk(request: HttpRequest, client_id: Id, given: forms.TalkGiven) -> Any:
    """Keep how you call a client, when you last talked, and about what.

    What is left out is emptied: send all of it.
    """
    found = _client(request, client_id)
    day = given.last_talk.isoformat() if given.last_talk is not None else ""
    typed = {"naam": given.name, "dag": day, "notitie": given.note}
    form = talk_form.read_talk(typed, language(request), today=timezone.localdate())
    if form.faults:
        raise InvalidError(*(FaultText(f"body.{_TALK[name]}", what) for name, what in form.faults))
    actions.note_talk(found, name=form.name, last_talk=form.day, note=form.note)
    return {
        "id": str(found.pk),
        "name": found.given_name,
        "last_talk": form.day.isoformat() if form.day is not None else None,
        "note": found.note,
    }


@router.delete("/clients/{client_id}", response={204: None}, auth=_WRITE)
def remove_client(request: HttpRequest, client_id: Id) -> Any:
    """Remove a client with all its accounts from your portfolio. It cannot be taken back."""
    actions.remove_client(_client(request, client_id))
    return Status(204, None)


def _client(request: HttpRequest, client_id: Id) -> models.Client:
    """A client of who made the key; anybody else's is not there."""
    owner = owner_of_person(_reader(request), at=timezone.now())
    found = client(owner, client_id) if owner is not None else None
    if found is None:
        raise Http404
    return found


def _upload(kept: models.Upload) -> dict[str, Any]:
    return {
        "id": str(kept.pk),
        "is_done": kept.is_done,
        "read": kept.read,
        "added": kept.added,
        "clients": kept.clients,
        "faults": [{"where": where, "what": problem, "expected": expected} for where, problem, expected in kept.faults],
        "more_faults": kept.fault_count - len(kept.faults),
    }


def _reader(request: HttpRequest) -> str:
    """Whose portfolio is read. Http404 for who has no clients by their role, as on the pages."""
    actor = caller_of(request).actor
    if not may(actor, Action.SEE_CLIENTS):
        raise Http404
    return actor.person


def _board(request: HttpRequest, on: date | None) -> LightBoard:
    board = shipped_board(day_of(on))
    if not board.lights:
        day = day_of(on).isoformat()
        raise InvalidError(FaultText("query.on", say("portfolio.no_lights", language(request), day=day)))
    return board


def _fits(one: ClientReading, asked: forms.ClientsAsked) -> bool:
    lit = {light.light: light.status for light in one.reading.latest.lights}
    wanted = {LightStatus(asked.status)} if asked.status else {LightStatus.RED, LightStatus.AMBER}
    if asked.light and lit.get(asked.light) not in wanted:
        return False
    if asked.status and not asked.light and not wanted & set(lit.values()):
        return False
    words = plain(f"{one.name} {one.number} {one.client.entity}")
    return all(part in words for part in plain(asked.q or "").split())


def _line(one: ClientReading) -> dict[str, Any]:
    latest = one.reading.latest
    end = latest.year.year.end
    talk = one.client.last_talk

    def lit(status: LightStatus) -> list[str]:
        return [light.light for light in latest.lights if light.status is status]

    return {
        "id": str(one.client.pk),
        "name": one.name,
        "entity": one.client.entity,
        "score": round(latest.score, 1),
        "year_end": end.isoformat() if end is not None else None,
        "computed": latest.computed,
        "red": lit(LightStatus.RED),
        "amber": lit(LightStatus.AMBER),
        "last_talk": talk.isoformat() if talk is not None else None,
        "is_fictional": one.client.is_fictional,
    }
