"""What an adviser does with a question: take it up, write, make an appointment, give it to a colleague, end it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.inbox.access import advisers_only
from wegwijzer.web.inbox.forms import Sent, read_step, read_talk, typed_words, version_of
from wegwijzer.web.inbox.inbox_choice import read_choice
from wegwijzer.web.inbox.views import show_offer
from wegwijzer.web.referral import actions, queries
from wegwijzer.web.referral.errors import RefusedError, StaleError
from wegwijzer.web.referral.one_time_key import do_once

FIELD_OF: Mapping[str, str] = {
    "words_missing": "words",
    "words_too_long": "words",
    "reason_missing": "reason",
    "reason_not_yours": "reason",
    "no_colleague": "person",
    "appointment_past": "day",
    "appointment_length": "minutes",
}
"""The field that a refusal is about; the others are about the whole page."""


@require_POST
@advisers_only
def step(request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]) -> HttpResponse:
    """Another state of the offer."""
    sent, wanted = read_step(request.POST)
    if wanted is None:
        return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent, fault="inbox.fault.step")
    version = version_of(request.POST)
    return _carried_out(
        request, language, offer_id, actor, desks, sent, wanted.to.value,
        lambda: actions.take_step(actor=actor, offer_id=offer_id, step=wanted, version=version, at=timezone.now()),
    )  # fmt: skip


@require_POST
@advisers_only
def message(request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]) -> HttpResponse:
    """Words to the firm."""
    words = typed_words(request.POST)
    found = queries.offer_page(actor, offer_id)
    return _carried_out(
        request, language, offer_id, actor, desks, Sent("message", {"words": words}), "message",
        lambda: actions.write_message(
            actor=actor, case_id=found.need.case_id, need_id=found.need_id, words=words, at=timezone.now()
        ),
    )  # fmt: skip


@require_POST
@advisers_only
def colleague(
    request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]
) -> HttpResponse:
    """To a colleague at the same desk."""
    person, version = request.POST.get("person", "")[:50], version_of(request.POST)
    return _carried_out(
        request, language, offer_id, actor, desks, Sent("colleague", {"person": person}), "assigned",
        lambda: actions.assign(
            actor=actor, offer_id=offer_id, person_id=person, version=version, at=timezone.now()
        ),
    )  # fmt: skip


@require_POST
@advisers_only
def appointment(
    request: HttpRequest, language: str, offer_id: UUID, *, actor: Actor, desks: Sequence[str]
) -> HttpResponse:
    """An appointment with the firm."""
    sent, talk = read_talk(request.POST)
    if talk is None:
        return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent)
    return _carried_out(
        request, language, offer_id, actor, desks, sent, "appointment",
        lambda: actions.make_appointment(
            actor=actor, offer_id=offer_id, begins=talk.begins, minutes=talk.minutes, place=talk.place,
            at=timezone.now(),
        ),
    )  # fmt: skip


@require_POST
@advisers_only
def change_appointment(
    request: HttpRequest,
    language: str,
    offer_id: UUID,
    appointment_id: UUID,
    *,
    actor: Actor,
    desks: Sequence[str],
) -> HttpResponse:
    """Another moment for an appointment, or none any more."""
    sequence = version_of({"version": request.POST.get("sequence", "")})
    form = f"appointment_{appointment_id}"
    if request.POST.get("what") == "cancel":
        return _carried_out(
            request, language, offer_id, actor, desks, Sent(form, {}), "cancelled",
            lambda: actions.change_appointment(
                actor=actor, appointment_id=appointment_id, cancelled=True, sequence=sequence, at=timezone.now()
            ),
        )  # fmt: skip
    sent, talk = read_talk(request.POST, form)
    if talk is None:
        return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent)
    return _carried_out(
        request, language, offer_id, actor, desks, sent, "moved",
        lambda: actions.change_appointment(
            actor=actor, appointment_id=appointment_id, begins=talk.begins, minutes=talk.minutes, place=talk.place,
            sequence=sequence, at=timezone.now(),
        ),
    )  # fmt: skip


def _carried_out(
    request: HttpRequest,
    language: str,
    offer_id: UUID,
    actor: Actor,
    desks: Sequence[str],
    sent: Sent,
    done: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Do it and go back to the question; what cannot be done comes back with all that was typed."""
    try:
        do_once(request, act, actor=actor, at=timezone.now())
    except StaleError as error:
        return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent, change=error.change)
    except RefusedError as error:
        key, field = f"referral.refused.{error.code}", FIELD_OF.get(error.code)
        if field is not None and field in sent.typed:
            return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent.wrong(field, key))
        return show_offer(request, language, offer_id, actor=actor, desks=desks, sent=sent, fault=key)
    return to_offer(request, language, offer_id, desks, done)


def to_offer(request: HttpRequest, language: str, offer_id: UUID, desks: Sequence[str], done: str) -> HttpResponse:
    """Back to the question, with the list as it was."""
    choice = read_choice(request.GET, desks=desks)
    # What was taken up left the list of new ones: the list beside it becomes that of one's own questions.
    kept = choice.address(slug="van-mij") if done == "taken_up" and choice.view in ("new", "overdue") else choice.here
    address = reverse("inbox:offer", args=[language, offer_id])
    return HttpResponseRedirect(f"{address}{kept}{'&' if kept else '?'}gedaan={done}")
