"""The entries of a person's menu. Pages of other apps are named by their path: one that is not there is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, resolve

from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.web.people.queries import is_federation_desk, is_helper_desk


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One page of the menu. `id` names its words, under `signin.menu`."""

    id: str
    address: str


def own_pages(actor: Actor, language: str) -> Sequence[MenuEntry]:
    """The pages for what somebody does here, the most important first."""
    if not actor.is_signed_in:
        return ()
    wanted = []
    if any(role is not Role.FIRST_LINE and is_helper_desk(desk) for desk, role in actor.desks.items()):
        wanted += [
            ("inbox", "postvak"),
            ("together", "samen"),
            ("events", "agenda/organisator"),
            ("offers", "aanbod/mijn"),
        ]
    if any(role is Role.FIRST_LINE or not is_helper_desk(desk) for desk, role in actor.desks.items()):
        wanted += [("brought", "doorverwezen"), ("clients", "klanten")]
        # An office may hold the pen for a client that seeks a partner.
        wanted.append(("together", "samen") if any(map(is_federation_desk, actor.desks)) else ("partners", "partners"))
    if not actor.desks and not actor.roles:
        wanted += [("questions", "mijn-vragen"), ("projects", "projecten"), ("partners", "partners")]
        wanted.append(("topics", "aanbod/mijn"))
    if actor.has(Role.EDITOR):
        wanted += [("rules", "regels"), ("corrections", "verbeteringen")]
    if actor.has(Role.ANALYST):
        wanted.append(("observatory", "observatorium"))
    if actor.has(Role.ADMINISTRATOR):
        wanted.append(("people", "mensen"))
    elif actor.firms and (actor.desks or actor.roles):
        wanted.append(("questions", "mijn-vragen"))
    if may(actor, OfferAction.SEE_GAPS):
        wanted.append(("gaps", "wie-doet-wat/gaten"))
    entries = [MenuEntry(id, f"/{language}/{page}/") for id, page in wanted]
    return [entry for entry in entries if _is_there(entry.address)]


@lru_cache(maxsize=256)
def _is_there(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
