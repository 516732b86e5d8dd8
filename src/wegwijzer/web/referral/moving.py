"""Keeping to one open case a firm when something in a closed case begins again."""

from __future__ import annotations

from datetime import datetime

from wegwijzer.core.referral.permissions import Actor
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Consent, Event, Message, Need
from wegwijzer.web.referral.recording import record


def make_room(need: Need, *, actor: Actor, at: datetime) -> Case:
    """The case in which a need can go on: its own, unless that is closed and the firm has a newer open one.

    Then the need moves there with all that belongs to it, so that there are never two open cases. Both are locked.
    """
    old = need.case
    if old.closed_at is None or old.firm_id is None:
        return old
    new = Case.objects.select_for_update().filter(firm_id=old.firm_id, closed_at__isnull=True).first()
    if new is None:
        return old
    need.case = new
    need.save(update_fields=["case"])
    for kind in (Event, Message, Consent):
        kind._default_manager.filter(need=need).update(case=new)
    for case in (old, new):
        record(case, Happening.MOVED, actor=actor, side=CaseSide.CLOCK, at=at, need=need if case is new else None)
    return new
