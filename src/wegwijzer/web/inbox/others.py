"""What other organisations offer for a need, so that referring on is easier than keeping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache

from wegwijzer.core.referral.routing import Choice, Routing, route
from wegwijzer.core.referral.routing import Desk as RoutingDesk
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.standing import while_it_stands
from wegwijzer.web.referral.models import Need, Offer
from wegwijzer.web.referral.offering import asked_of, routing_desks
from wegwijzer.web.referral.timing import local_day
from wegwijzer.wording.language import local, say

SHOWN = 3
"""Organisations that stand on the page of a case."""
_MOST_MEASURES = 4
_SECONDS_KEPT = 15
"""How old what is shown of how busy desks are may be."""


@dataclass(frozen=True, slots=True)
class Other:
    """One organisation: what it does, which measures it carries out, why (not) it, and how fast it answers."""

    id: str
    name: str
    organisation: str
    what: str
    measures: Sequence[tuple[str, str]]
    more_measures: int
    reasons: Sequence[str]
    reply: str
    can_be_asked: bool


@dataclass(frozen=True, slots=True)
class Others:
    """Who can be asked, best first, and who not by itself, with the reason."""

    fitting: Sequence[Other]
    rest: Sequence[Other]

    def find(self, desk_id: str) -> Other | None:
        """The one with that id, if it can be asked."""
        return next(
            (other for other in (*self.fitting, *self.rest) if other.id == desk_id and other.can_be_asked), None
        )


def others_for(need: Need, chain: Iterable[Offer], *, at: datetime, language: str) -> Others:
    """Every organisation beside those of the chain, which were asked."""
    already, day = frozenset(str(offer.desk_id) for offer in chain), local_day(at)
    routing = route(asked_of(need), _desks(day), on=day, already=already, most=None)
    return Others(
        [_fitting(choice, language) for choice in _choices(routing)],
        [
            _other(desk, [say(f"inbox.why_not.{reason.value}", language) for reason in why], language)
            for desk, why in sorted(routing.left_out, key=lambda entry: entry[0].name.casefold())
            if "already_asked" not in {reason.value for reason in why}
        ],
    )


def _desks(day: date) -> tuple[RoutingDesk, ...]:
    """The desks with how busy they are, at most some seconds ago: what is sent is worked out anew by the action."""
    key = f"inbox.desks.{day.isoformat()}"
    kept: tuple[RoutingDesk, ...] | None = cache.get(key)
    if kept is None:
        kept = routing_desks(day)
        cache.set(key, kept, _SECONDS_KEPT)
    return kept


def _choices(routing: Routing) -> list[Choice]:
    """Those that fit, and behind them the one that helps whoever nobody else does."""
    fallback = routing.fallback
    named = {choice.desk.id for choice in routing.choices}
    asked = {desk.id for desk, _ in routing.left_out}
    extra = [fallback] if fallback is not None and fallback.desk.id not in named | asked else []
    return [*routing.choices, *extra]


def _fitting(choice: Choice, language: str) -> Other:
    return _other(choice.desk, [say(f"inbox.why.{reason.value}", language) for reason in choice.reasons], language)


def _other(desk: RoutingDesk, reasons: Sequence[str], language: str) -> Other:
    catalogue = shipped_catalogue()
    known = catalogue.organisations.get(desk.organisation)
    measures = [
        (slug, local(catalogue.measures[slug].name, language)) for slug in _provided().get(desk.organisation, ())
    ]
    days = desk.reply_days
    return Other(
        id=desk.id,
        name=desk.name,
        organisation=known.id if known is not None else "",
        what=local(known.what_it_does, language) if known is not None else "",
        measures=measures[:_MOST_MEASURES],
        more_measures=max(len(measures) - _MOST_MEASURES, 0),
        reasons=reasons,
        reply=say("inbox.other.reply_one" if days == 1 else "inbox.other.reply", language, count=days),
        can_be_asked=desk.people > 0,
    )


@while_it_stands(maxsize=1)
def _provided() -> Mapping[str, tuple[str, ...]]:
    """The measures of every organisation, by id."""
    found: dict[str, list[str]] = {}
    for slug, measure in shipped_catalogue().measures.items():
        for organisation in dict.fromkeys(
            provider.organisation for provider in measure.providers if provider.organisation
        ):
            found.setdefault(organisation, []).append(slug)
    return {organisation: tuple(slugs) for organisation, slugs in found.items()}
