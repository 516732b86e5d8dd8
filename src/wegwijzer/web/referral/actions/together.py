"""Whether a need may be laid beside those of other firms, without names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.web.referral.models import Need
from wegwijzer.web.referral.standing import need_for


@transaction.atomic
def let_together(*, actor: Actor, need_id: object, yes: bool, at: datetime) -> Need:
    """The firm agrees, or takes its agreement back; saying the same twice keeps the first moment."""
    need = need_for(actor, need_id, Action.LET_TOGETHER)
    if (need.together_at is not None) != yes:
        need.together_at = at if yes else None
        need.save(update_fields=["together_at"])
    return need
