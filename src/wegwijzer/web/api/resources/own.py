"""Who calls, and corrections of what was read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.needs import read_domains
from wegwijzer.web.api.access import Bearer, caller_of
from wegwijzer.web.api.capacities import standing_of
from wegwijzer.web.api.errors import InvalidError
from wegwijzer.web.api.headers import ONCE
from wegwijzer.web.api.once import do_once
from wegwijzer.web.api.resources.own_told import firm_told
from wegwijzer.web.api.resources.speaking import one_of
from wegwijzer.web.api.resources.told import desk_told
from wegwijzer.web.api.schemas import access as forms
from wegwijzer.web.api.scopes import SCOPES, Scope
from wegwijzer.web.corrections import actions as corrections

router = Router(tags=["own"])


@router.get("/me", response=forms.Me, auth=Bearer())
def get_me(request: HttpRequest) -> Any:
    """Say which key is in use, as whom it acts, and what it may do."""
    caller = caller_of(request)
    return {
        "key": caller.key.name,
        "prefix": caller.key.prefix,
        "desk": desk_told(caller.key.desk) if caller.key.desk is not None else None,
        "firm": firm_told(caller.key.firm) if caller.key.firm is not None else None,
        "person": caller.actor.name,
        "role": standing_of(caller.actor).value,
        "scopes": [scope for scope in SCOPES if scope in caller.scopes],
        "expires": caller.key.expires.isoformat(),
    }


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
        raise InvalidError(one_of(request, f"body.business_domains.{place}", list(known)))
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
