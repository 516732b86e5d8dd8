"""A log as a page: who takes part, each promise with what can be done now, and its whole story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wegwijzer.core.agreements.promises import Promise, State, Step, steps_for
from wegwijzer.readers.typed_days import day_field
from wegwijzer.web.agreements import queries
from wegwijzer.web.agreements.models import Cooperation, LogEvent, Partner, PromiseRow
from wegwijzer.web.agreements.promise_standing import standing
from wegwijzer.web.post.telling import moment_text
from wegwijzer.wording.language import say
from wegwijzer.wording.values import date_text

_ICONS = {
    State.WAITING: "maybe",
    State.AGREED: "info",
    State.SAID_KEPT: "maybe",
    State.KEPT: "met",
    State.NOT_KEPT: "no",
    State.DECLINED: "no",
    State.WITHDRAWN: "no",
}
_WITH_WORDS = (Step.DECLINED, Step.NOT_KEPT, Step.DISPUTED, Step.CHANGE_DECLINED)


@dataclass(frozen=True, slots=True)
class LogLine:
    """A log in a list."""

    id: UUID
    title: str
    partners: str
    is_invited: bool
    open: int


@dataclass(frozen=True, slots=True)
class EventView:
    """One event as a sentence."""

    when: str
    sentence: str
    words: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that can be taken. `has_terms` asks for new terms, `has_words` takes a reason."""

    id: str
    label: str
    has_terms: bool
    has_words: bool


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise."""

    number: int
    giver: str
    taker: str
    what: str
    due: str
    due_field: str
    state: str
    icon: str
    is_late: bool
    needs_me: bool
    change: str
    steps: tuple[StepView, ...]
    story: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """One partner."""

    number: int
    name: str
    is_me: bool
    has_joined: bool


@dataclass(frozen=True, slots=True)
class LogView:
    """The whole page; `seal` is the latest hash, shortened."""

    id: UUID
    title: str
    me: str
    partners: tuple[PartnerView, ...]
    others: tuple[PartnerView, ...]
    promises: tuple[PromiseView, ...]
    events: int
    seal: str
    waiting_for_me: int


def log_line(partner: Partner, language: str) -> LogLine:
    """A log in the list of one of its partners; what it holds only once they said yes."""
    log = partner.cooperation
    names = ", ".join(one.name for one in log.partners.all() if one.pk != partner.pk)
    is_invited = partner.joined is None
    return LogLine(log.pk, log.title, names, is_invited, 0 if is_invited else queries.open_promises(log))


def log_view(me: Partner, language: str, *, on: date) -> LogView:
    """Everything the page shows to one partner: promises that wait for them first, then by day."""
    log = Cooperation.objects.get(pk=me.cooperation_id)
    partners = tuple(
        PartnerView(one.number, one.name, one.pk == me.pk, one.joined is not None) for one in log.partners.all()
    )
    names = {one.number: one.name for one in partners}
    rows = log.promises.select_related("giver", "taker").prefetch_related("events")
    promises = [_promise(row, me, names, language, on) for row in rows]
    order = sorted(promises, key=lambda found: (not found[0].needs_me, found[1] in _SETTLED, found[2], found[0].number))
    return LogView(
        id=log.pk,
        title=log.title,
        me=me.name,
        partners=partners,
        others=tuple(one for one in partners if not one.is_me),
        promises=tuple(found[0] for found in order),
        events=log.events_count,
        seal=f"{log.events_count}-{log.head[:16]}",
        waiting_for_me=sum(found[0].needs_me for found in promises),
    )


_SETTLED = (State.KEPT, State.DECLINED, State.WITHDRAWN)


def _promise(
    row: PromiseRow, me: Partner, names: dict[int, str], language: str, on: date
) -> tuple[PromiseView, State, date]:
    promise = standing(row)
    steps = steps_for(promise, str(me.number), on=on)
    is_late = promise.is_late(on)
    state = "late" if is_late else promise.state.value
    if promise.state is State.NOT_KEPT and promise.is_disputed:
        state = "disputed"
    view = PromiseView(
        number=row.number,
        giver=row.giver.name,
        taker=row.taker.name,
        what=promise.terms.what,
        due=date_text(promise.terms.due, language),
        due_field=day_field(promise.terms.due),
        state=say(f"agreements.state.{state}", language),
        icon="no" if is_late else _ICONS[promise.state],
        is_late=is_late,
        needs_me=_needs(promise, steps),
        change=_change(promise, names, language),
        steps=tuple(
            StepView(
                one.value,
                say(f"agreements.step.{one.value}", language),
                one is Step.CHANGE_ASKED,
                one in _WITH_WORDS,
            )
            for one in steps
        ),
        story=tuple(event_view(event, names, language) for event in row.events.all()),
    )
    return view, promise.state, promise.terms.due


def _needs(promise: Promise, steps: tuple[Step, ...]) -> bool:
    """Whether the other waits for an answer of who looks."""
    if promise.state is State.SAID_KEPT:
        return Step.KEPT in steps
    return Step.CONFIRMED in steps or Step.CHANGE_AGREED in steps


def _change(promise: Promise, names: dict[int, str], language: str) -> str:
    if promise.change is None:
        return ""
    return say(
        "agreements.change_asked",
        language,
        name=names[int(promise.change_by)],
        what=promise.change.what,
        due=date_text(promise.change.due, language),
    )


def event_view(event: LogEvent, names: dict[int, str], language: str) -> EventView:
    """An event as a sentence, with when."""
    told = sentence_of(event.step, names.get(event.by, ""), event.what, event.due, language)
    return EventView(moment_text(event.at, language), told, event.words)


def sentence_of(step: str, name: str, what: str, due: date | None, language: str) -> str:
    """What happened, in a sentence."""
    day = date_text(due, language) if due else ""
    return say(f"agreements.event.{step}", language, name=name, what=what, due=day)
