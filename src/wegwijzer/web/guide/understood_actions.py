"""What changes in a walk when the visitor says whether we understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from wegwijzer.web.corrections import actions as corrections
from wegwijzer.web.guide.models import Walk
from wegwijzer.web.guide.registered import registered_of
from wegwijzer.web.guide.understanding import Proposal, understand
from wegwijzer.web.guide.understood_state import SKIPPED, UnderstoodState, understood_state


def answer_question(walk: Walk, question: str, answer: str, *, at: datetime) -> None:
    """Keep the answer to a small question, or that it was passed over; an answer steers the roadmap from then on.

    Only the question that is on the page counts: a form that is sent twice changes nothing.
    """
    found = understand(walk)
    if found.question is None or found.question.id != question:
        return
    given = found.question.answer(answer)
    state = understood_state(walk.understood)
    _store(walk, replace(state, answers={**state.answers, question: given.id if given else SKIPPED}), at)
    if given is not None and given.raises and not state.is_confirmed:
        walk.domains = list(understand(walk).likely)
        walk.save()


def confirm_domains(walk: Walk, chosen: Sequence[str], *, may_keep: bool, language: str, at: datetime) -> None:
    """Take over the domains that the visitor confirmed or chose, none being a choice too.

    With `may_keep` the sentence is kept to learn from, without names; without, one that was kept before goes.
    """
    walk.domains = list(chosen)
    state = replace(understood_state(walk.understood), is_confirmed=True)
    _store(walk, _with_consent(walk, state, may_keep=may_keep, language=language, at=at), at)


def reopen(walk: Walk, *, at: datetime) -> None:
    """Let the visitor choose the domains again; what they chose stays until they do."""
    _store(walk, replace(understood_state(walk.understood), is_confirmed=False), at)


def decide_facts(walk: Walk, said: Sequence[tuple[Proposal, bool]], *, at: datetime) -> None:
    """Take over the proposed facts that the visitor said yes to; those they said no to are not proposed again."""
    if not said:
        return
    state = understood_state(walk.understood)
    declined = list(state.declined)
    answers: dict[str, object] = dict(walk.answers)
    for proposal, is_right in said:
        if is_right:
            answers |= proposal.values
        else:
            declined += [pair for pair in proposal.values.items() if pair not in declined]
    walk.answers = answers
    _store(walk, replace(state, declined=tuple(declined)), at)


def _with_consent(
    walk: Walk, state: UnderstoodState, *, may_keep: bool, language: str, at: datetime
) -> UnderstoodState:
    chosen: Sequence[str] = walk.domains or ()
    if state.kept_now and not may_keep:
        corrections.forget([state.kept_now])
        return replace(state, kept_now="", kept=tuple(one for one in state.kept if one != state.kept_now))
    if not may_keep or (state.kept_now and corrections.choose(state.kept_now, chosen)):
        return state
    if state.kept_now:
        return state  # somebody reviewed it already
    found = understand(walk)
    if found.is_unread:
        return state
    kept = corrections.keep(
        walk.need, found.reading, chosen, language=language, known_names=names_known(walk), on=timezone.localdate(at)
    )
    return replace(state, kept_now=kept, kept=(*state.kept, kept)) if kept else state


def names_known(walk: Walk) -> tuple[str, ...]:
    """The name of the firm that a register gave, to take out of its sentence however it is written."""
    name = registered_of(walk.registered).name
    return (name,) if name else ()


def _store(walk: Walk, state: UnderstoodState, at: datetime) -> None:
    walk.understood, walk.updated = state.as_data(), at
    walk.save()
