"""What firms said after closing, one answer a firm: about what, who helped, from which measure it came. No names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from wegwijzer.core.referral.states import OfferState
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.referral.models import Case, Outcome

_ENDED_BY = (OfferState.DONE.value, OfferState.DONE_WITHOUT_RESULT.value, OfferState.TAKEN_UP.value)
"""Whose help an answer is about: who said to be done goes first, then whoever ended otherwise."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer of a firm. `desk` is the name of the desk that helped, `measure` the id of the measure that the
    question came from, `layer` where the firm stood in the pyramid when it measured again; each "" for none.
    """

    subject: str
    desk: str
    measure: str
    helped: str
    changed: tuple[str, ...]
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a round that were given before a day, and how many firms were asked by then."""

    given: tuple[Answer, ...]
    asked: int


def answers(number: int, *, before: date) -> Answers:
    """The answers of round 1 (after closing) or 2 (half a year later).

    A firm counts once, with its last answer, so that no firm makes a small number large by itself; one whose names
    were erased counts once a case, as nobody can tell any more which cases were the same firm's.
    """
    end = timezone.make_aware(datetime.combine(before, time.min))
    rows = Outcome.objects.filter(round=number, asked_at__lt=end).select_related("case")
    last: dict[str, Outcome] = {}
    asked: set[str] = set()
    for row in rows.prefetch_related("case__needs__offers__desk").order_by("answered_at", "pk"):
        firm = _firm(row)
        asked.add(firm)
        if row.answered_at is not None and row.answered_at < end:
            last[firm] = row
    return Answers(tuple(_answer(row) for row in last.values()), len(asked))


def _firm(row: Outcome) -> str:
    if row.case is None:
        return f"outcome {row.pk}"
    return str(row.case.firm_id or f"case {row.case_id}")


def _answer(row: Outcome) -> Answer:
    case = row.case
    return Answer(
        row.subject,
        _desk(case) if case is not None else "",
        _measure(case) if case is not None else "",
        row.helped,
        tuple(row.changed),
        row.layer,
    )


def _desk(case: Case) -> str:
    offers = [offer for need in case.needs.all() for offer in need.offers.all() if offer.state in _ENDED_BY]
    offers.sort(key=lambda offer: (_ENDED_BY.index(offer.state), -offer.state_since.timestamp()))
    return str(offers[0].desk) if offers else ""


def _measure(case: Case) -> str:
    known = shipped_catalogue().measures
    return next((id for need in case.needs.all() for id in need.refers_to if id in known), "")
