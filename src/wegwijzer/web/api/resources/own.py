"""Who calls, the clients of who made the key, and corrections of what was read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from wegwijzer.core.knipperlichten.light import LightBoard, LightStatus
from wegwijzer.core.language.words import plain
from wegwijzer.core.referral.permissions import Action, may
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.readers.needs import read_domains
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.paging import Page, paged
from wegwijzer.web.api.problems import FaultText
from wegwijzer.web.api.resources.speaking import day_of, language
from wegwijzer.web.api.resources.told import desk_told
from wegwijzer.web.api.schemas import access as forms
from wegwijzer.web.api.schemas.shared import Id
from wegwijzer.web.api.scopes import SCOPES, Scope
from wegwijzer.web.corrections import actions as corrections
from wegwijzer.web.portfolio.queries import owner_of_person, reading, readings
from wegwijzer.wording.language import say
from wegwijzer.wording.signals import LightWording
from wegwijzer.wording.signals_results import signals_data

if TYPE_CHECKING:
    from wegwijzer.web.portfolio.queries import ClientReading

router = Router(tags=["own"])

_CLIENTS = Bearer(Scope.PORTFOLIO_READ)


@router.get("/me", response=forms.Me, auth=Bearer())
def get_me(request: HttpRequest) -> Any:
    """Say which key is in use, as whom it acts, and what it may do."""
    caller = caller_of(request)
    return {
        "key": caller.key.name,
        "prefix": caller.key.prefix,
        "desk": desk_told(caller.key.desk),
        "person": caller.actor.name,
        "role": caller.actor.desks[str(caller.key.desk_id)].value,
        "scopes": [scope for scope in SCOPES if scope in caller.scopes],
        "expires": caller.key.expires.isoformat(),
    }


@router.get("/clients", response=Page[forms.ClientLine], auth=_CLIENTS)
def list_clients(request: HttpRequest, response: HttpResponse, asked: Query[forms.ClientsAsked]) -> Any:
    """List the clients of your portfolio with their warning lights, the most worrying first.

    The portfolio is that of the person who made the key; nobody else's is there, not even of the same office.
    """
    board = _board(request, asked.on)
    if asked.light is not None and asked.light not in {light.id for light, _ in board.lights}:
        raise InvalidError(_one_of(request, "query.light", [light.id for light, _ in board.lights]))
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


@router.post("/corrections", response={201: forms.CorrectionKept}, auth=Bearer(Scope.CORRECTIONS_WRITE))
def hand_in_correction(
    request: HttpRequest, response: HttpResponse, given: forms.CorrectionGiven, idempotency_key: str | None = ONCE
) -> Any:
    """Hand in a sentence with what it is about, so that the next one is read better.

    Names, numbers and addresses are taken out before anything is kept; an editor looks at it first. Only with the
    consent of who wrote it.
    """
    known = shipped_catalogue().business_domains
    if wrong := [one for one in given.business_domains if one not in known]:
        place = given.business_domains.index(wrong[0])
        raise InvalidError(_one_of(request, f"body.business_domains.{place}", list(known)))
    caller, now = caller_of(request), timezone.now()
    kept: list[str] = []

    def act() -> object:
        one = corrections.keep(
            given.text,
            read_domains(given.text),
            list(dict.fromkeys(given.business_domains)),
            language=given.language,
            known_names=given.known_names,
            on=timezone.localdate(now),
        )
        kept.append(one)
        return one

    do_once(request, response, caller, act, at=now)
    text = corrections.text_to_keep(given.text, known_names=given.known_names)
    return {"is_kept": bool(kept[0]) if kept else True, "text": text}


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


def _one_of(request: HttpRequest, where: str, known: list[str]) -> FaultText:
    key = "api.fault.one_of"
    what, expected = (
        say(f"{key}.what", language(request)),
        say(f"{key}.expected", language(request), value=", ".join(known)),
    )
    return FaultText(where, what, expected)
