"""Pairs of offerings that look alike: found when one is written, decided by the structures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wegwijzer.core.offers.alike import COMPARED, Answer, alike_to, outcome
from wegwijzer.core.offers.permissions import OfferAction, may
from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.readers.offer_rules import shipped_offer_rules
from wegwijzer.web.offers import letters
from wegwijzer.web.offers.errors import OfferRefusedError
from wegwijzer.web.offers.models import AlikePair, OfferingRow
from wegwijzer.web.offers.rows import offering_of, owner_of, words_of_rows


def look_for_pairs(rows: Sequence[OfferingRow], *, at: datetime) -> int:
    """Lay rows that were just written beside all others, and keep what looks alike; how many new pairs.

    A pair that was decided stays decided; one that nobody decided goes when it does not look alike any more. The other
    structure gets a letter, once a pair.
    """
    compared = [row for row in rows if row.kind in {kind.value for kind in COMPARED}]
    if not compared:
        return 0
    kinds = {row.kind for row in compared}
    others = list(OfferingRow.objects.select_related("desk").filter(kind__in=kinds, withdrawn=None, desk__isnull=False))
    by_id = {str(row.pk): row for row in others}
    words = words_of_rows(others)
    offerings = {id: offering_of(row) for id, row in by_id.items()}
    new = 0
    for row in compared:
        mine = str(row.pk)
        found = dict(alike_to(offerings[mine], offerings.values(), words, at_least=shipped_offer_rules().alike_from))
        either = Q(first=row) | Q(second=row)
        for pair in AlikePair.objects.filter(either, outcome=""):
            other = str(pair.second_id if str(pair.first_id) == mine else pair.first_id)
            if other not in found:
                pair.delete()
        for other, likeness in found.items():
            first, second = sorted((mine, other))
            pair, is_new = AlikePair.objects.get_or_create(
                first=by_id[first], second=by_id[second], defaults={"likeness": likeness, "found": at}
            )
            if is_new:
                new += 1
                letters.alike(pair, to=by_id[other], title=row.title, by=str(row.desk), at=at)
            elif not pair.outcome:
                AlikePair.objects.filter(pk=pair.pk).update(likeness=likeness)
    return new


@transaction.atomic
def decide(actor: Actor, pair: AlikePair, answer: Answer, *, at: datetime) -> Answer | None:
    """Say what a pair is, for the desks that one works at; an editor says it for both. What came of it.

    Raises OfferRefusedError: not_allowed.
    """
    held = AlikePair.objects.select_for_update().get(pk=pair.pk)
    first, second = (OfferingRow.objects.select_related("desk").get(pk=key) for key in (held.first_id, held.second_id))
    is_editor = Role.EDITOR in actor.roles
    speaks = [is_editor or may(actor, OfferAction.DECIDE_ALIKE, owner_of(row)) for row in (first, second)]
    if not any(speaks):
        raise OfferRefusedError("not_allowed")
    if speaks[0]:
        held.first_answer = answer.value
    if speaks[1]:
        held.second_answer = answer.value
    found = outcome(
        Answer(held.first_answer) if held.first_answer else None,
        Answer(held.second_answer) if held.second_answer else None,
    )
    held.outcome = found.value if found is not None else ""
    held.decided = at if found is not None else None
    held.decided_by_id = actor.person if found is not None else None
    held.save()
    return found
