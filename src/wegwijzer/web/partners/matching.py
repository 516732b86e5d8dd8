"""Keep the suggestions: what still holds stays, and free places are filled by the core."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from wegwijzer.core.partnering.contacting import ContactState
from wegwijzer.core.partnering.seeking import Fit, Seeker, fit, may_meet
from wegwijzer.core.partnering.suggesting import suggested_pairs
from wegwijzer.core.truth import NOT_MET
from wegwijzer.readers.partnering import PartnerRules, asset, shipped_partner_rules
from wegwijzer.web.partners.models import Seeking, Suggestion

LIVE = (ContactState.ASKED.value, ContactState.AGREED.value)


def refresh(at: datetime) -> int:
    """Bring the suggestions up to date; how many are new. Call it in a transaction.

    A pair that still fits stays in both lists, so that a list does not change under its reader. One that no longer fits
    goes; one that nobody acted on makes place, and is not shown again.
    """
    rules = shipped_partner_rules()
    firms = {row.pk: seeker_of(row) for row in Seeking.objects.filter(agreed_at__isnull=False).order_by("pk")}
    counts: Counter[str] = Counter()
    apart: list[frozenset[str]] = []
    for row in Suggestion.objects.prefetch_related("contacts"):
        pair = frozenset((str(row.one_id), str(row.other_id)))
        talking = any(contact.state in LIVE for contact in row.contacts.all())
        if row.is_over or talking:
            apart.append(pair)
            counts.update(pair if talking and not row.is_over else ())
        elif not _still_fits(row, firms, rules):
            row.delete()
        elif row.made_at < at - timedelta(days=rules.shown_days):
            end(row)
            apart.append(pair)
        else:
            apart.append(pair)
            counts.update(pair)
    new = suggested_pairs(firms.values(), rules.bearing, apart=apart, taken=counts)
    Suggestion.objects.bulk_create([_row(pair, at) for pair in new], ignore_conflicts=True)  # two may do it at once
    return len(new)


def seeker_of(row: Seeking) -> Seeker:
    """A row as the core reads it; its key is the id, which tells nothing."""
    return Seeker(
        str(row.pk),
        tuple(asset(words) for words in row.has),
        tuple(asset(words) for words in row.seeks),
        row.nace,
        None if row.markets is None else frozenset(row.markets),
        row.meets_competitors,
    )


def end(row: Suggestion) -> None:
    """Do not show this pair again."""
    row.is_over = True
    row.save(update_fields=["is_over"])


def _still_fits(row: Suggestion, firms: Mapping[UUID, Seeker], rules: PartnerRules) -> bool:
    one, other = firms.get(row.one_id), firms.get(row.other_id)
    if one is None or other is None:
        return False
    found = fit(one, other)
    is_as_shown = [list(pair) for pair in found.pairs] == row.pairs
    return is_as_shown and found.score >= rules.bearing.least_score and may_meet(found, one, other)


def _row(pair: Fit, at: datetime) -> Suggestion:
    return Suggestion(
        one_id=UUID(pair.one),
        other_id=UUID(pair.other),
        score=pair.score,
        gives_one=bool(pair.gives_one),
        gives_other=bool(pair.gives_other),
        may_compete=pair.competitors is not NOT_MET,
        pairs=[list(words) for words in pair.pairs],
        made_at=at,
    )
