"""Keep a message for whoever wants it, in the transaction of the change itself: both are kept, or neither is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from wegwijzer.core.referral.states import OfferState
from wegwijzer.web.publications.models import Publication
from wegwijzer.web.referral.happenings import Happening
from wegwijzer.web.referral.models import Event, Offer, Participant
from wegwijzer.web.webhooks import pages
from wegwijzer.web.webhooks.kinds import TOLD_TO_BRINGERS, Kind
from wegwijzer.web.webhooks.models import Delivery, Endpoint

_OF_STATE = {
    OfferState.TAKEN_UP.value: Kind.ACCEPTED,
    OfferState.NOT_FOR_US.value: Kind.DECLINED,
    OfferState.DONE.value: Kind.ENDED,
    OfferState.DONE_WITHOUT_RESULT.value: Kind.ENDED,
    OfferState.NOT_REACHED.value: Kind.ENDED,
    OfferState.WAITING.value: Kind.PUT_BACK,
    OfferState.REFERRED_ON.value: Kind.HANDED_ON,
}
_OF_HAPPENING = {
    Happening.OFFERED.value: Kind.RECEIVED,
    Happening.HANDED_OVER.value: Kind.RECEIVED,
    Happening.REFERRED_ON.value: Kind.RECEIVED,
    Happening.GIVEN_BACK.value: Kind.RECEIVED,
    Happening.WITHDRAWN.value: Kind.WITHDRAWN,
    Happening.CLOSED.value: Kind.CLOSED,
    Happening.REOPENED.value: Kind.REOPENED,
}
_OF_A_CASE = (Kind.CLOSED, Kind.REOPENED)


@dataclass(frozen=True, slots=True)
class _Told:
    """One thing that happened, as messages tell it. `offer` is the one that it happened to, None for a whole case."""

    event: Event
    kind: Kind
    offer: Offer | None


def case_events(sender: object, events: Sequence[Event], **signal: object) -> None:
    """Of events of cases, just kept: a message to every system of a desk that has to do with them."""
    wanted = [event for event in events if _kind_of(event) is not None]
    endpoints = list(_listening()) if wanted else []
    if not endpoints:
        return
    told = list(_told(wanted))
    ties = _Ties.of(told)
    rows = []
    for one in told:
        for endpoint in endpoints:
            if one.kind.value in endpoint.kinds:
                data = ties.data_for(endpoint, one)
                if data is not None:
                    rows.append(
                        message(endpoint, one.kind, f"event:{one.event.pk}:{one.kind.value}", data, one.event.at)
                    )
    keep(rows)


def publication(sender: object, publication: Publication, **signal: object) -> None:
    """Of a publication of rules, just kept: a message to every system that wants to hear of the catalogue."""
    kind = Kind.PUBLISHED if publication.undoes_id is None else Kind.CATALOGUE_WITHDRAWN
    rows = []
    for endpoint in _listening():
        if kind.value in endpoint.kinds:
            data: dict[str, Any] = {
                "measure": publication.measure,
                "publication": publication.pk,
                "withdraws": publication.undoes_id,
                "starts": publication.starts.isoformat(),
                **_links(
                    page=pages.measure_page(publication.measure, endpoint.language),
                    api=pages.measure_api(publication.measure),
                ),
            }
            rows.append(message(endpoint, kind, f"publication:{publication.pk}", data, publication.at))
    keep(rows)


def message(endpoint: Endpoint, kind: Kind, source: str, data: Mapping[str, Any], at: datetime) -> Delivery:
    """A message, not kept yet: what happened, when, and where to read more. It names nobody."""
    body = {"type": kind.value, "timestamp": at.isoformat(timespec="seconds"), "data": data}
    return Delivery(
        endpoint=endpoint,
        source=source,
        kind=kind.value,
        body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        created=at,
        not_before=at,
    )


def keep(rows: Iterable[Delivery]) -> None:
    """Keep messages, each once: what was kept before of the same source stays as it is."""
    made = list(rows)
    if made:
        Delivery.objects.bulk_create(made, ignore_conflicts=True)


def _listening() -> Iterable[Endpoint]:
    return Endpoint.objects.exclude(state=Endpoint.State.OFF).order_by("pk")


def _kind_of(event: Event) -> Kind | None:
    if event.kind == Happening.STEP.value:
        return _OF_STATE.get(event.after)
    return _OF_HAPPENING.get(event.kind)


def _told(events: Iterable[Event]) -> Iterator[_Told]:
    """What each event tells; referring on tells two desks, each its own side."""
    for event in events:
        kind = _kind_of(event)
        if kind is None:
            continue
        offer = None if kind in _OF_A_CASE else event.offer
        yield _Told(event, kind, offer)
        if event.kind == Happening.REFERRED_ON.value and offer is not None and offer.parent is not None:
            yield _Told(event, Kind.HANDED_ON, offer.parent)


@dataclass(frozen=True, slots=True)
class _Ties:
    """Which desks have to do with cases: those asked (with an offer of theirs), and those that brought them."""

    asked: Mapping[tuple[UUID, UUID], UUID]
    brought: Mapping[tuple[UUID, UUID], UUID]

    @classmethod
    def of(cls, told: Sequence[_Told]) -> _Ties:
        """Two questions to the database at most, however many events there are."""
        cases = {one.event.case_id for one in told}
        whole = {one.event.case_id for one in told if one.offer is None}
        offers = Offer.objects.filter(need__case__in=whole).exclude(state=OfferState.WITHDRAWN.value)
        rows = offers.order_by("offered_at", "id").values_list("need__case", "desk", "id") if whole else ()
        joined = Participant.objects.filter(case__in=cases, state=Participant.State.JOINED)
        return cls(
            {(case, desk): offer for case, desk, offer in rows},
            {(case, desk): row for case, desk, row in joined.values_list("case", "desk", "id")},
        )

    def data_for(self, endpoint: Endpoint, one: _Told) -> dict[str, Any] | None:
        """What a desk is told of it; None where it has nothing to do with it."""
        desk, case = endpoint.desk_id, one.event.case_id
        if one.offer is None:
            offer = self.asked.get((case, desk))
        else:
            offer = one.offer.pk if one.offer.desk_id == desk else None
        if offer is not None:
            return self._asked_data(endpoint, one, offer)
        referral = self.brought.get((case, desk))
        if referral is None or one.kind not in TOLD_TO_BRINGERS:
            return None
        return {
            **_ids(desk=desk, role="brought", case=case, need=one.event.need_id),
            "referral": str(referral),
            **_state(one),
            **_links(page=pages.brought_page(referral, endpoint.language), api=pages.referral_api(referral)),
        }

    def _asked_data(self, endpoint: Endpoint, one: _Told, offer: UUID) -> dict[str, Any]:
        is_shared = one.kind is not Kind.WITHDRAWN
        return {
            **_ids(desk=endpoint.desk_id, role="asked", case=one.event.case_id, need=one.event.need_id),
            "question": str(offer),
            **_state(one),
            **_links(
                page=pages.offer_page(offer, endpoint.language) if is_shared else "",
                api=pages.question_api(offer) if is_shared else "",
            ),
        }


def _ids(*, desk: UUID, role: str, case: UUID, need: UUID | None) -> dict[str, Any]:
    return {"desk": str(desk), "role": role, "case": str(case), **({"need": str(need)} if need is not None else {})}


def _state(one: _Told) -> dict[str, str]:
    """Where the offer stands now, for what happened to one."""
    if one.offer is None:
        return {}
    return {"state": OfferState.REFERRED_ON.value if one.kind is Kind.HANDED_ON else one.event.after}


def _links(*, page: str, api: str) -> dict[str, str]:
    return {name: settings.SITE_ADDRESS + path for name, path in (("page", page), ("api", api)) if path}
