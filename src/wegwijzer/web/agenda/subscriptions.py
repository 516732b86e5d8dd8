"""Who wants a digest: asked for, confirmed, ended. What the page answers never tells whether an address was known."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from wegwijzer.readers.agenda.rules import shipped_agenda_rules
from wegwijzer.web.agenda.models import Subscription
from wegwijzer.web.post.actions import forget_case, letter_to, put_one


@transaction.atomic
def ask(
    *,
    email: str,
    language: str,
    themes: Sequence[str],
    postal_code: str,
    kilometres: int,
    wants_online: bool,
    at: datetime,
) -> None:
    """Keep a wish and send the link that confirms it: the same work for an address that is known and one that is not.

    Of many wishes of one address in a day only the first few are sent: nobody can flood somebody else's mailbox.
    """
    address = email.strip().lower()
    recent = Subscription.objects.filter(email=address, created__gt=at - timedelta(days=1), confirmed_at=None).count()
    row = Subscription.objects.create(
        email=address,
        language=language,
        themes=list(themes),
        postal_code=postal_code,
        kilometres=kilometres,
        wants_online=wants_online,
        confirm=secrets.token_urlsafe(32),
        stop=secrets.token_urlsafe(32),
        created=at,
    )
    if recent < shipped_agenda_rules().confirm_letters_a_day:
        put_one(
            letter_to(
                key=f"agenda_confirm|{row.pk}",
                kind="agenda_confirm",
                to=address,
                language=language,
                values={"link": {"page": "agenda:confirm", "args": [row.confirm]}},
                at=at,
                case=row.pk,
            )
        )


@transaction.atomic
def confirm(token: str, *, at: datetime) -> Subscription | None:
    """Begin: the newest wish of an address takes the place of an earlier one. None for a link that is not known.

    What an address was told of stays told, whatever its new wish is.
    """
    row = Subscription.objects.select_for_update().filter(confirm=token).first()
    if row is None:
        return None
    if row.confirmed_at is None:
        if at - row.created > timedelta(days=shipped_agenda_rules().confirm_days):
            return None
        for earlier in Subscription.objects.filter(email=row.email, confirmed_at__isnull=False):
            earlier.told.update(subscription=row)
            # The links of letters that went before still end it, and nobody gets a second digest in one week.
            row.stop, row.looked = earlier.stop, earlier.looked
            end(earlier)
        row.confirmed_at = at
        row.save(update_fields=["confirmed_at", "stop", "looked"])
    return row


def of_stop(token: str) -> Subscription | None:
    """The subscription that an address ends."""
    return Subscription.objects.filter(stop=token).first() if token else None


@transaction.atomic
def end(row: Subscription) -> None:
    """Remove a subscription, what it was told of, and its letters that wait."""
    forget_case(row.pk)
    row.delete()


def remove_unconfirmed(at: datetime) -> int:
    """Remove wishes that nobody confirmed in time; how many."""
    old = Subscription.objects.filter(
        confirmed_at=None, created__lt=at - timedelta(days=shipped_agenda_rules().confirm_days)
    )
    count = 0
    for row in old:
        end(row)
        count += 1
    return count


def kept_of(row: Subscription) -> dict[str, object]:
    """Everything that is kept of a subscriber, for them to download."""
    return {
        "email": row.email,
        "language": row.language,
        "themes": row.themes,
        "postal_code": row.postal_code,
        "kilometres": row.kilometres,
        "wants_online": row.wants_online,
        "asked_on": row.created.isoformat(timespec="seconds"),
        "confirmed_on": row.confirmed_at.isoformat(timespec="seconds") if row.confirmed_at else None,
        "told": [
            {"title": told.listing.title, "day": told.listing.first_day.isoformat()}
            for told in row.told.select_related("listing").order_by("listing__begins", "pk")
        ],
    }
