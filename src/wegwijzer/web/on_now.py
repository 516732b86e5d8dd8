"""What runs now for a search or a need: an offer, a project to join, an event. Two at most, each of another kind.

For the search page and the roadmap. Nothing here is looked up by meaning: words and domains decide, in a few queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from wegwijzer.core.language.sharing import Asked
from wegwijzer.core.matching.need import Need
from wegwijzer.core.offers.finding import Answering, Wanted
from wegwijzer.core.offers.merging import Shown
from wegwijzer.core.offers.offering import Kind
from wegwijzer.readers.word_sharing import asked_in_need, asked_in_search
from wegwijzer.web.agenda import queries as agenda
from wegwijzer.web.offers import queries as offers
from wegwijzer.web.projects import queries as projects
from wegwijzer.web.projects.models import Project
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

MOST = 2
"""A reader came for something else: this is beside it."""
_FOR_NEEDS = (Kind.HALF_DAY, Kind.EXPERTISE, Kind.EQUIPMENT, Kind.TRAINING)
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class NowLine:
    """One thing: what kind it is, its title and page, and who, when and where in one line."""

    kind: str
    title: str
    address: str
    about: str


def on_now_for_search(text: str, *, on: date, language: str) -> tuple[NowLine, ...]:
    """What tells enough of the words of a search."""
    asked = asked_in_search(text)
    found = offers.searched(asked, on=on, limit=1)
    return _chosen(projects.open_about(asked, on=on), found, agenda.upcoming(on=on, asked=asked, limit=1), language)


def on_now_for_need(need: Need | None, *, sector: str, province: str, on: date, language: str) -> tuple[NowLine, ...]:
    """What answers a need: an offer in its fields, near enough; events and projects that share its words too."""
    if need is None:
        return ()
    asked = asked_in_need(need.text)
    business = [match.domain.id for match in need.business]
    wanted = Wanted(business, [match.domain.id for match in need.expertise], sector, province)
    answering = offers.answering_need(wanted, on=on, kinds=_FOR_NEEDS, limit=_LOOKED_AT) if need.expertise else ()
    fitting = [one for one in answering if _really_answers(one, asked)]
    best = sorted(fitting, key=lambda one: -(one.score + 2 * offers.shared_words(asked, one.shown)))
    events = agenda.upcoming(on=on, themes=business, province=province, asked=asked, limit=1) if business else []
    return _chosen(projects.open_about(asked, on=on), [one.shown for one in best[:1]], events, language)


def _really_answers(one: Answering, asked: Asked) -> bool:
    """A field of expertise alone is wide: the domain of business or the words must fit too."""
    return bool(one.expertise) and bool(one.business_domains or offers.shared_words(asked, one.shown) >= 1)


def _chosen(
    joinable: Sequence[Project], found: Sequence[Shown], events: Sequence[agenda.Entry], language: str
) -> tuple[NowLine, ...]:
    """A project first, for it has a last day and few there are; then an offer and an event."""
    lines = [_project_line(one, language) for one in joinable[:1]]
    lines += [_offer_line(one, language) for one in found[:1]]
    lines += [_event_line(one, language) for one in events[:1]]
    return tuple(lines[:MOST])


def _project_line(row: Project, language: str) -> NowLine:
    until = say("now.project_until", language, day=date_text(row.decide_by, language)) if row.decide_by else ""
    return NowLine(say("now.project", language), row.title, reverse("projects:project", args=[language, row.pk]), until)


def _offer_line(shown: Shown, language: str) -> NowLine:
    head = shown.head
    address = reverse("offers:offering", args=[language, head.id])
    who = ", ".join(shown.structures) or say("offers.who.firm", language)
    return NowLine(say(f"offers.kind.{head.kind.value}", language), head.title, address, who)


def _event_line(entry: agenda.Entry, language: str) -> NowLine:
    row = entry.row
    where = say("agenda.online", language) if row.is_online else row.place
    told = [date_text(row.first_day, language), where, ", ".join(entry.organisers)]
    address = reverse("agenda:event", args=[language, row.pk])
    return NowLine(say("now.event", language), row.title, address, " · ".join(part for part in told if part))
