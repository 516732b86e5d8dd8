"""What changes in partner search: what a firm has and seeks, requests, answers, and their end by the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wegwijzer.core.partnering import contacting
from wegwijzer.core.partnering.contacting import Contact, ContactState, ContactStep
from wegwijzer.core.understanding.learnable import learnable
from wegwijzer.readers.name_signs import shipped_name_signs
from wegwijzer.readers.partnering import shipped_partner_rules
from wegwijzer.web.partners import letters
from wegwijzer.web.partners.errors import PartnersError
from wegwijzer.web.partners.matching import end, refresh
from wegwijzer.web.partners.models import ContactRow, Seeking, Suggestion
from wegwijzer.web.post.telling import ZONE
from wegwijzer.web.referral.models import Firm


@dataclass(frozen=True, slots=True)
class Said:
    """What a firm says of itself; `pen` is the office that may act for it, None for nobody."""

    has: Sequence[str]
    seeks: Sequence[str]
    markets: Sequence[str] | None
    meets_competitors: bool
    pen: UUID | None = None


def without_names(text: str, firm: Firm) -> str:
    """One line as others read it: without what tells who wrote it."""
    return learnable(text, shipped_name_signs(), known_names=[firm.name] if firm.name else ())


@transaction.atomic
def say(firm: Firm, said: Said, *, version: int, at: datetime) -> Seeking:
    """Keep what a firm has and seeks, and put it in the search.

    Raises PartnersError: `stale` when somebody else of the firm changed it meanwhile, `nothing_said` without anything
    to offer or to look for.
    """
    Firm.objects.select_for_update().get(pk=firm.pk)  # two of one firm make one row
    row = Seeking.objects.filter(firm=firm).first()
    if row is not None and row.version != version:
        raise PartnersError("stale")
    row = row or Seeking(firm=firm, version=0)
    row.has = _lines(said.has, firm)
    row.seeks = _lines(said.seeks, firm)
    if not row.has and not row.seeks:
        raise PartnersError("nothing_said")
    row.markets = None if said.markets is None else sorted(said.markets)
    row.meets_competitors = said.meets_competitors
    row.nace = str(firm.facts.get("nace", {}).get("value", "")).replace(".", "")[:8]
    row.pen_id = said.pen
    row.agreed_at = row.agreed_at or at
    row.seen_at = at
    row.version += 1
    row.save()
    refresh(at)
    return row


@transaction.atomic
def stop(row: Seeking, *, at: datetime) -> None:
    """Take a firm out of the search with all that it said; whoever waited for it hears that nothing comes of it."""
    _end_waiting(row, at)
    row.delete()
    refresh(at)


@transaction.atomic
def not_this_one(suggestion: Suggestion, *, at: datetime) -> None:
    """One of the two does not want this pair; the other is told nothing."""
    end(suggestion)
    refresh(at)


@transaction.atomic
def ask(suggestion: Suggestion, by: Seeking, words: str, *, at: datetime) -> ContactRow:
    """Ask for a first contact. Raises PartnersError with the core's reason, or `gone`."""
    pair = sorted((suggestion.one_id, suggestion.other_id))
    rows = {row.pk: row for row in Seeking.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    asked = rows.get(suggestion.other_id if by.pk == suggestion.one_id else suggestion.one_id)
    if asked is None or by.pk not in rows or asked.agreed_at is None or suggestion.is_over:
        raise PartnersError("gone")
    bearing = shipped_partner_rules().bearing
    known = [
        contact_of(row)
        for row in ContactRow.objects.filter(asking__in=pair) | ContactRow.objects.filter(asked__in=pair)
    ]
    refusal = contacting.refusal(str(by.pk), str(asked.pk), known, bearing)
    if refusal is not None:
        raise PartnersError(refusal.value)
    made = contacting.request(str(by.pk), str(asked.pk), bearing, on=at.astimezone(ZONE).date())
    row = ContactRow.objects.create(
        asking=by,
        asked=asked,
        suggestion=suggestion,
        words=without_names(words, by.firm),
        state=made.state.value,
        on=made.on,
        answer_by=made.answer_by,
    )
    _seen(by, at)
    letters.asked(row, at=at)
    return row


@transaction.atomic
def take_step(row: ContactRow, step: ContactStep, by: Seeking | None, *, at: datetime) -> None:
    """Answer, withdraw, or (without `by`) end by the calendar. Raises PartnersError `too_late` when it fits no more."""
    held = ContactRow.objects.select_for_update().get(pk=row.pk)
    try:
        after = contacting.after(
            contact_of(held), step, str(by.pk) if by is not None else "", on=at.astimezone(ZONE).date()
        )
    except contacting.ContactError:
        raise PartnersError("too_late") from None
    held.state, held.settled_at = after.state.value, at
    held.save(update_fields=["state", "settled_at"])
    if by is not None:
        _seen(by, at)
    if after.state is ContactState.AGREED:
        letters.agreed(held, at=at)
        return
    if after.state is ContactState.DECLINED:
        end(held.suggestion)
    if after.state is not ContactState.WITHDRAWN:
        letters.closed(held, at=at)
    refresh(at)


def contact_of(row: ContactRow) -> Contact:
    """A request as the core reads it."""
    return Contact(str(row.asking_id), str(row.asked_id), row.on, row.answer_by, ContactState(row.state))


def end_old(at: datetime) -> Iterator[str]:
    """End what nobody answered, warn firms that did not come back, and take out those that stay away; a line each."""
    on, rules = at.astimezone(ZONE).date(), shipped_partner_rules()
    for row in ContactRow.objects.filter(state=ContactState.ASKED.value, answer_by__lt=on):
        try:
            take_step(row, ContactStep.EXPIRE, None, at=at)
        except PartnersError:
            continue  # answered a moment ago
        yield f"contact {row.pk} was not answered"
    for away in Seeking.objects.filter(seen_at__lt=at - timedelta(days=rules.kept_days)):
        with transaction.atomic():
            held = Seeking.objects.select_for_update().filter(pk=away.pk, seen_at=away.seen_at).first()
            if held is not None:
                stop(held, at=at)
                yield f"seeking {away.pk} ended: nobody came back"
    warned = at - timedelta(days=rules.kept_days - rules.remind_days)
    for quiet in Seeking.objects.filter(seen_at__lt=warned).select_related("firm"):
        if letters.still_looking(quiet, until=quiet.seen_at + timedelta(days=rules.kept_days), at=at):
            yield f"seeking {quiet.pk} was asked whether it still looks"


def _end_waiting(row: Seeking, at: datetime) -> None:
    waiting = ContactRow.objects.filter(asked=row, state=ContactState.ASKED.value).select_related("asking__firm")
    for contact in waiting:
        letters.closed(contact, at=at)


def _seen(row: Seeking, at: datetime) -> None:
    Seeking.objects.filter(pk=row.pk).update(seen_at=at)


def _lines(lines: Sequence[str], firm: Firm) -> list[str]:
    kept = [without_names(line, firm) for line in lines]
    return list(dict.fromkeys(line for line in kept if line))
