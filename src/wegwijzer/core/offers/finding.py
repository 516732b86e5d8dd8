"""Offerings that answer a need: by domain, sector and place, with why. For the roadmap and for whoever searches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wegwijzer.core.offers.merging import Shown

_EXPERTISE, _BUSINESS, _SECTOR, _PROVINCE = 3, 2, 1, 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a firm needs: domains of business and expertise, its sector and province ("" while unknown)."""

    business_domains: Collection[str] = ()
    expertise: Collection[str] = ()
    sector: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """An offering that answers a need, with the domains by which it does; a higher score fits better."""

    shown: Shown
    expertise: tuple[str, ...]
    business_domains: tuple[str, ...]
    score: int


def answering(shown: Iterable[Shown], wanted: Wanted) -> tuple[Answering, ...]:
    """Those that touch a domain of the need and are open to its sector and province, the best first, then in order."""
    found = []
    for one in shown:
        head = one.head
        if not _open_to(head.sectors, wanted.sector) or not _open_to(head.provinces, wanted.province):
            continue
        expertise = tuple(domain for domain in head.expertise if domain in wanted.expertise)
        business = tuple(domain for domain in head.business_domains if domain in wanted.business_domains)
        if not expertise and not business:
            continue
        score = _EXPERTISE * bool(expertise) + _BUSINESS * bool(business)
        score += _SECTOR * (wanted.sector in head.sectors) + _PROVINCE * (wanted.province in head.provinces)
        found.append(Answering(one, expertise, business, score))
    return tuple(sorted(found, key=lambda one: -one.score))


def _open_to(tied: Collection[str], value: str) -> bool:
    return not tied or not value or value in tied
