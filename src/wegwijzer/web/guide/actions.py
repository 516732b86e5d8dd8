"""What changes in the guide's database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from wegwijzer.core.firm.facts import FactDictionary, Scope
from wegwijzer.core.matching.need import Need
from wegwijzer.web.corrections import actions as corrections
from wegwijzer.web.guide.discretion import shareable
from wegwijzer.web.guide.models import SharedRoadmap, Walk
from wegwijzer.web.guide.personal_data import without_personal_data
from wegwijzer.web.guide.registered import Registered, registered_of
from wegwijzer.web.guide.understood_state import understood_state

WALK_DAYS, SHARED_DAYS = 30, 90
"""How many days a walk is kept after its last change, and a shared roadmap after it was made."""

_PLACE_FACTS = ("region", "province")
_PLACES = frozenset({*_PLACE_FACTS, "postal_code"})


def start_walk(need: str, *, enterprise_number: str, at: datetime, registered: Registered | None = None) -> Walk:
    """A new walk, with nothing answered yet but what registers know. Personal numbers in the need are not stored."""
    known = (registered or Registered()).as_data()
    need = without_personal_data(need)
    return Walk.objects.create(need=need, enterprise_number=enterprise_number, registered=known, created=at, updated=at)


def restart_walk(
    walk: Walk, need: str, *, enterprise_number: str, registered: Registered, facts: FactDictionary, at: datetime
) -> None:
    """Put another need in a walk: what is known of the firm stays, what was said of the old project goes.

    Personal numbers in the need are not stored.
    """
    need = without_personal_data(need)
    if need != walk.need:
        walk.answers = {
            fact: value for fact, value in walk.answers.items() if fact in facts and facts[fact].scope is Scope.FIRM
        }
        walk.dont_know, walk.asked, walk.domains = [], [], None
        walk.understood = understood_state(walk.understood).of_another_need().as_data()
        walk.stands_at = ""
    walk.need, walk.enterprise_number, walk.updated = need, enterprise_number, at
    walk.registered = registered.as_data()
    walk.save()


def answer(walk: Walk, fact: str, values: Mapping[str, object], *, at: datetime) -> None:
    """Store an answer (the values of one or more facts); empty values mean "I don't know"."""
    answers = {known: value for known, value in walk.answers.items() if known != fact}
    answers.update(values)
    if fact == "postal_code" and values:
        answers = {known: value for known, value in answers.items() if known not in _PLACE_FACTS}
    elif fact in _PLACE_FACTS and values:
        answers.pop("postal_code", None)
    walk.answers = answers
    walk.dont_know = [known for known in walk.dont_know if known != fact] + ([] if values else [fact])
    walk.asked = walk.asked if fact in walk.asked else [*walk.asked, fact]
    walk.updated = at
    walk.save()


def stand_at(walk: Walk, place: str) -> None:
    """Note how far a visitor came. Who saw the roadmap has been there, also when they go on answering."""
    if walk.stands_at not in (place, Walk.ROADMAP):
        walk.stands_at = place
        Walk.objects.filter(pk=walk.pk).update(stands_at=place)


def choose_domains(walk: Walk, domains: Sequence[str] | None, *, at: datetime) -> None:
    """Keep the domains that the visitor chose; None goes back to those read from the need.

    A sentence that was kept to learn from goes by the new choice.
    """
    kept = understood_state(walk.understood).kept_now
    if kept and domains is not None:
        corrections.choose(kept, domains)
    walk.domains, walk.updated = None if domains is None else list(domains), at
    walk.save()


def share(walk: Walk, need: Need, *, facts: FactDictionary, on: date, at: datetime) -> SharedRoadmap:
    """Make a link that holds no personal data.

    Only what `discretion.shareable` lets through goes along: no text of the need and no enterprise number.
    """
    known = registered_of(walk.registered).facts
    if not _PLACES.isdisjoint(walk.answers):
        known = {fact: value for fact, value in known.items() if fact not in _PLACES}
    answers = shareable({**known, **walk.answers}, facts, on=on)
    return SharedRoadmap.objects.create(
        answers=answers,
        business_domains=[match.domain.id for match in need.business],
        expertise_domains=[match.domain.id for match in need.expertise],
        created=at,
        expires=at + timedelta(days=SHARED_DAYS),
    )


def forget(walk: Walk) -> None:
    """Remove everything of a walk, and the sentences that it let us keep."""
    corrections.forget(understood_state(walk.understood).kept)
    walk.delete()


def remove_old(at: datetime) -> tuple[int, int]:
    """Remove walks that nobody touched for long and shared roadmaps that expired; how many of each."""
    walks, _ = Walk.objects.filter(updated__lt=at - timedelta(days=WALK_DAYS)).delete()
    shared, _ = SharedRoadmap.objects.filter(expires__lte=at).delete()
    return walks, shared
