"""Whom to offer a need to: the desks that fit, why, and why the others do not.

A desk's subjects, sectors, provinces, sizes and languages say whom it is for; what it leaves empty does not restrict
it. A desk that is known not to be for this firm is never chosen. What is not known of the firm rules nobody out, but
a desk for which it matters comes lower and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

_EXPERTISE, _SECTOR, _SUBJECT, _NEAR = 4.0, 3.0, 2.0, 1.5
_SIZE = _LANGUAGE = 0.5
_UNKNOWN = -1.0
_ROOM_PER_PERSON = 10
"""How many open offers one person can have, where a desk states no capacity; only to tell who is busiest."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which nobody answers at a desk, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Desk:
    """One counter of an organisation: a branch or a team that takes up cases. Empty sets do not restrict.

    `capacity` is how many open offers it can have at once, None where it states none; `open_offers` those it has,
    waiting or taken up; `people` how many can take up a case; `reply_days` the working days within which it promises an
    answer. `is_fallback` marks who answers when nobody else can.
    """

    id: str
    organisation: str
    name: str
    business_domains: frozenset[str]
    expertise: frozenset[str]
    sectors: frozenset[str]
    provinces: frozenset[str]
    sizes: frozenset[str]
    languages: frozenset[str]
    capacity: int | None
    open_offers: int
    absences: tuple[Absence, ...]
    people: int
    reply_days: int
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and what is known of the firm: None is not known. `business_domain` is the need's subject."""

    business_domain: str
    expertise: tuple[str, ...] = ()
    sector: str | None = None
    province: str | None = None
    size: str | None = None
    language: str = "nl"


class Why(Enum):
    """What speaks for a desk. The last three say what is not known of the firm, so that the desk may not fit."""

    EXPERTISE = "expertise"
    SECTOR = "sector"
    SUBJECT = "subject"
    NEAR = "near"
    SIZE = "size"
    LANGUAGE = "language"
    HAS_ROOM = "has_room"
    FALLBACK = "fallback"
    SECTOR_UNKNOWN = "sector_unknown"
    PROVINCE_UNKNOWN = "province_unknown"
    SIZE_UNKNOWN = "size_unknown"


class WhyNot(Enum):
    """Why a desk is not chosen. The last three: it is for one province and the firm's is not known; another branch of
    the same organisation is; there were enough that fit better."""

    NO_PEOPLE = "no_people"
    ABSENT = "absent"
    FULL = "full"
    OTHER_SUBJECT = "other_subject"
    OTHER_SECTOR = "other_sector"
    OTHER_REGION = "other_region"
    OTHER_SIZE = "other_size"
    OTHER_LANGUAGE = "other_language"
    ALREADY_ASKED = "already_asked"
    REGION_UNKNOWN = "region_unknown"
    OTHER_BRANCH = "other_branch"
    OTHERS_FIT_BETTER = "others_fit_better"


_POINTS = {
    Why.SECTOR: _SECTOR,
    Why.SUBJECT: _SUBJECT,
    Why.NEAR: _NEAR,
    Why.SIZE: _SIZE,
    Why.LANGUAGE: _LANGUAGE,
    Why.SECTOR_UNKNOWN: _UNKNOWN,
    Why.PROVINCE_UNKNOWN: _UNKNOWN,
    Why.SIZE_UNKNOWN: _UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A desk to offer to, with the reasons and what they weigh."""

    desk: Desk
    reasons: tuple[Why, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Routing:
    """Whom to offer to, best first; whom not and why, by id; and who answers when nobody does.

    Every desk is in `choices`, in `left_out`, or it is the fallback. `fallback` is None only where no fallback desk has
    anybody; it may be absent or full, for better late than nobody.
    """

    choices: tuple[Choice, ...]
    left_out: tuple[tuple[Desk, tuple[WhyNot, ...]], ...]
    fallback: Choice | None


def route(
    asked: Asked,
    desks: Iterable[Desk],
    *,
    on: date,
    already: frozenset[str] = frozenset(),
    most: int | None = 3,
) -> Routing:
    """The desks to offer a need to on a day, at most `most`; `already` are the ids of those that were asked before.

    Of an organisation at most one branch is chosen, the nearest. Between desks that fit equally well the one with most
    room goes first, so that the work is spread. Fallback desks are kept for when nobody else fits: then one of them is
    the only choice, unless it was asked before.
    """
    if most is not None and most < 1:
        raise ValueError(f"most is {most}: give at least 1, or None for every desk that fits.")
    fitting: list[Choice] = []
    fallbacks: list[Choice] = []
    left_out: list[tuple[Desk, tuple[WhyNot, ...]]] = []
    against: dict[str, tuple[WhyNot, ...]] = {}
    for desk in desks:
        against[desk.id] = _against(asked, desk, on, already)
        if desk.is_fallback and desk.people > 0:
            fallbacks.append(_choice(asked, desk))
        elif against[desk.id]:
            left_out.append((desk, against[desk.id]))
        else:
            fitting.append(_choice(asked, desk))
    nearest = _one_branch_each(fitting)
    choices = tuple(sorted(nearest, key=_order)[:most])
    fallbacks.sort(key=lambda choice: _fallback_order(choice, against[choice.desk.id]))
    fallback = fallbacks[0] if fallbacks else None
    if not choices and fallback is not None and fallback.desk.id not in already:
        choices = (fallback,)
    named = {choice.desk.id for choice in (*choices, *fallbacks[:1])}
    kept = {choice.desk.id for choice in nearest}
    for choice in (*fitting, *fallbacks):
        if choice.desk.id not in named:
            is_branch = not choice.desk.is_fallback and choice.desk.id not in kept
            last = WhyNot.OTHER_BRANCH if is_branch else WhyNot.OTHERS_FIT_BETTER
            left_out.append((choice.desk, against[choice.desk.id] or (last,)))
    return Routing(choices, tuple(sorted(left_out, key=lambda entry: entry[0].id)), fallback)


def _against(asked: Asked, desk: Desk, on: date, already: frozenset[str]) -> tuple[WhyNot, ...]:
    tests = (
        (WhyNot.NO_PEOPLE, desk.people < 1),
        (WhyNot.ABSENT, any(absence.first <= on <= absence.last for absence in desk.absences)),
        (WhyNot.FULL, _is_full(desk)),
        (WhyNot.OTHER_SUBJECT, _is_other(asked.business_domain, desk.business_domains)),
        (WhyNot.OTHER_SECTOR, _is_other(asked.sector, desk.sectors)),
        (WhyNot.OTHER_REGION, _is_other(asked.province, desk.provinces)),
        (WhyNot.OTHER_SIZE, _is_other(asked.size, desk.sizes)),
        (WhyNot.OTHER_LANGUAGE, _is_other(asked.language, desk.languages)),
        (WhyNot.ALREADY_ASKED, desk.id in already),
        # Which of an organisation's branches is near cannot be guessed; who works in several provinces may well be.
        (WhyNot.REGION_UNKNOWN, asked.province is None and len(desk.provinces) == 1),
    )
    return tuple(reason for reason, holds in tests if holds)


def _is_other(known: str | None, wanted: frozenset[str]) -> bool:
    return known is not None and bool(wanted) and known not in wanted


def _is_full(desk: Desk) -> bool:
    return desk.capacity is not None and desk.open_offers >= desk.capacity


def _choice(asked: Asked, desk: Desk) -> Choice:
    expertise = set(asked.expertise)
    covered = len(expertise & desk.expertise) / len(expertise) if expertise else 0.0
    tests = (
        (Why.EXPERTISE, covered > 0),
        (Why.SECTOR, asked.sector in desk.sectors),
        (Why.SUBJECT, asked.business_domain in desk.business_domains),
        (Why.NEAR, asked.province in desk.provinces),
        (Why.SIZE, asked.size in desk.sizes),
        (Why.LANGUAGE, asked.language in desk.languages),
        (Why.HAS_ROOM, desk.capacity is not None and not _is_full(desk)),
        (Why.FALLBACK, desk.is_fallback),
        (Why.SECTOR_UNKNOWN, asked.sector is None and bool(desk.sectors)),
        (Why.PROVINCE_UNKNOWN, asked.province is None and bool(desk.provinces)),
        (Why.SIZE_UNKNOWN, asked.size is None and bool(desk.sizes)),
    )
    reasons = tuple(reason for reason, holds in tests if holds)
    score = (_EXPERTISE + covered if covered else 0.0) + sum(_POINTS.get(reason, 0.0) for reason in reasons)
    return Choice(desk, reasons, score)


def _one_branch_each(fitting: list[Choice]) -> list[Choice]:
    best: dict[str, Choice] = {}
    for choice in sorted(fitting, key=lambda choice: (Why.NEAR not in choice.reasons, _order(choice))):
        best.setdefault(choice.desk.organisation, choice)
    return list(best.values())


def _order(choice: Choice) -> tuple[float, float, int, str]:
    return (-choice.score, _load(choice.desk), choice.desk.open_offers, choice.desk.id)


def _load(desk: Desk) -> float:
    room = _ROOM_PER_PERSON * max(desk.people, 1) if desk.capacity is None else desk.capacity
    return desk.open_offers / room if room else float("inf")


def _fallback_order(choice: Choice, against: tuple[WhyNot, ...]) -> tuple[object, ...]:
    """First one that was not asked, then one that is there with room, then one that fits best."""
    hard = (WhyNot.ALREADY_ASKED, WhyNot.ABSENT, WhyNot.FULL)
    return (*(reason in against for reason in hard), len(set(against) - set(hard)), *_order(choice))
