"""Builders and random cases for the tests of referral; a moment is written as a day, at noon in Belgium."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from wegwijzer.core.referral.case import CaseFacts, NeedFacts, OfferFacts
from wegwijzer.core.referral.states import OfferState

BELGIUM = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 9, 7)
"""The first of three weeks without a public holiday."""

LETTERS = dict(zip("WTNDRUXP", OfferState, strict=True))
"""The states of an offer: waiting, taken up, not for us, done, done without result, not reached, withdrawn, passed on.
"""


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of a day in Belgium."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BELGIUM)


def an_offer(state: str = "W", *, since: date = MONDAY, **changes: object) -> OfferFacts:
    """An offer of MONDAY to a desk that promised five working days; `state` by its letter."""
    values: dict[str, object] = {
        "id": "offer",
        "desk": "desk",
        "state": LETTERS[state],
        "offered_at": at(min(since, MONDAY)),
        "state_since": at(since),
        "reply_days": 5,
        **changes,
    }
    return OfferFacts(**values)  # type: ignore[arg-type]


def a_case(*needs: tuple[OfferFacts, ...], closed: date | None = None, **changes: object) -> CaseFacts:
    """A case of MONDAY; each need is given as its offers."""
    values: dict[str, object] = {
        "id": "case",
        "opened_at": at(MONDAY),
        "last_activity": at(MONDAY),
        "needs": tuple(NeedFacts(f"need-{place}", "product", offers) for place, offers in enumerate(needs)),
        "closed_at": None if closed is None else at(closed),
        **changes,
    }
    return CaseFacts(**values)  # type: ignore[arg-type]


MOMENTS = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def some_offers(draw: st.DrawFn) -> tuple[OfferFacts, ...]:
    """Up to four offers of one need, in any states."""
    found = []
    for place in range(draw(st.integers(0, 4))):
        offered = draw(MOMENTS)
        found.append(
            OfferFacts(
                id=f"offer-{place}",
                desk=f"desk-{draw(st.integers(0, 5))}",
                state=draw(st.sampled_from(OfferState)),
                offered_at=offered,
                state_since=offered + timedelta(minutes=draw(st.sampled_from((0, 0, 1, 1500, 40_000)))),
                reply_days=draw(st.integers(1, 12)),
                by_fallback=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def some_cases(draw: st.DrawFn) -> CaseFacts:
    """Cases with up to three needs, open and closed."""
    needs = []
    for place in range(draw(st.integers(0, 3))):
        offers = tuple(
            OfferFacts(f"{place}/{offer.id}", *(getattr(offer, name) for name in OfferFacts.__slots__[1:]))
            for offer in draw(some_offers())
        )
        needs.append(NeedFacts(f"need-{place}", "product", offers))
    opened = draw(MOMENTS)
    return CaseFacts(
        id="case",
        opened_at=opened,
        last_activity=opened,
        needs=tuple(needs),
        closed_at=draw(st.none() | MOMENTS),
        is_anonymous=draw(st.sampled_from((False, False, False, True))),
    )
