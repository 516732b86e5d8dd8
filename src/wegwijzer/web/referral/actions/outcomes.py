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
from wegwijzer.web.referral.written import kept_words


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
    at: datetime,
) -> Outcome:
    """The firm's answers; they can be given again until the next round. Raises RefusedError for what is no answer."""
    outcome, case = _of_firm(actor, outcome_id)
    if helped not in HELPED:
        raise RefusedError("helped_missing")
    if set(changed) - set(CHANGED):
        raise RefusedError("no_such_answer")
    if len(words) > LONGEST_WORDS:
        raise RefusedError("words_too_long")
    outcome.helped, outcome.changed, outcome.words = (
        helped,
        list(dict.fromkeys(changed)),
        kept_words(words, actor.language),
    )
    outcome.answered_at = at
    outcome.save()
    record(case, Happening.OUTCOME, actor=actor, side=CaseSide.FIRM, at=at, after=helped)
    return outcome


@transaction.atomic
def keep_layer(*, actor: Actor, outcome_id: object, layer: str, consent: bool) -> Outcome:
    """The firm's layer in the pyramid, measured again, with its answer; "" takes it away again.

    Raises RefusedError: layer_consent_missing, no_such_answer.
    """
    outcome, _ = _of_firm(actor, outcome_id)
    if layer and not consent:
        raise RefusedError("layer_consent_missing")
    if layer and layer not in LAYERS:
        raise RefusedError("no_such_answer")
    outcome.layer = layer
    outcome.save(update_fields=["layer"])
    return outcome


def _of_firm(actor: Actor, outcome_id: object) -> tuple[Outcome, Case]:
    """The outcome of a firm that somebody speaks for, with its case, locked."""
    outcome = Outcome.objects.filter(pk=as_number(outcome_id)).first()
    if outcome is None or outcome.case_id is None:
        raise NotThereError
    case = case_for(actor, outcome.case_id, Action.ANSWER_OUTCOME, lock=True)
    return Outcome.objects.get(pk=outcome.pk), case
