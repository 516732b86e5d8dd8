"""What became of it: the two questions after a case closed, and what figures keep of the answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wegwijzer.core.referral.permissions import Action, Actor
from wegwijzer.web.referral.errors import NotThereError, RefusedError
from wegwijzer.web.referral.givens import LONGEST_WORDS
from wegwijzer.web.referral.happenings import CaseSide, Happening
from wegwijzer.web.referral.models import Case, Outcome
from wegwijzer.web.referral.outcome_codes import CHANGED, HELPED, LAYERS
from wegwijzer.web.referral.recording import record
from wegwijzer.web.referral.standing import as_number, case_for


def ask_outcome(case: Case, number: int, at: datetime) -> Outcome:
    """The questions of a round, put once."""
    last = case.needs.order_by("-created").first()
    outcome, _ = Outcome.objects.get_or_create(
        case=case,
        round=number,
        defaults={
            "asked_at": at,
            "subject": last.subject if last is not None else "",
            "sector": case.sector,
            "province": case.province,
            "size": case.size,
        },
    )
    return outcome


@transaction.atomic
def answer_outcome(
    *,
    actor: Actor,
    outcome_id: object,
    helped: str,
    changed: tuple[str, ...],
    words: str = "",
    layer: str = "",
    at: datetime,
) -> Outcome:
    """The firm's answers; they can be given again until the next round. Raises RefusedError for what is no answer."""
    outcome = Outcome.objects.filter(pk=as_number(outcome_id)).first()
    if outcome is None or outcome.case_id is None:
        raise NotThereError
    case = case_for(actor, outcome.case_id, Action.ANSWER_OUTCOME, lock=True)
    if helped not in HELPED:
        raise RefusedError("helped_missing")
    if set(changed) - set(CHANGED) or (layer and layer not in LAYERS):
        raise RefusedError("no_such_answer")
    if len(words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    outcome.helped, outcome.changed, outcome.words = helped, list(dict.fromkeys(changed)), words.strip()
    outcome.layer, outcome.answered_at = layer, at
    outcome.save()
    record(case, Happening.OUTCOME, actor=actor, side=CaseSide.FIRM, at=at, after=helped)
    return outcome
