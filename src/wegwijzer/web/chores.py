"""What a worker does besides the pages: clocks, digests, reminders, letters, and clearing away what is too old.

Everything is told as a line without personal data. Each chore can be broken off and done again: what was done is
remembered in the database, in the same transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management import call_command, get_commands
from django.db import DatabaseError

from wegwijzer.core.referral.clocks import Notice
from wegwijzer.web.operating.clock_watch import ClockWatch
from wegwijzer.web.people.attempts import remove_old_attempts
from wegwijzer.web.people.links import remove_old_links
from wegwijzer.web.people.session_store import SessionStore
from wegwijzer.web.post.digests import digests_due, write_digests
from wegwijzer.web.post.models import Heartbeat, Outgoing
from wegwijzer.web.post.sending import ServerAwayError, send_waiting
from wegwijzer.web.post.telling import ZONE
from wegwijzer.web.publications.in_force import asked_when_needed
from wegwijzer.web.webhooks.delivering import send_due

log = logging.getLogger(__name__)

_CLOCKS, _CLEARING, _ALWAYS = timedelta(minutes=5), timedelta(hours=1), timedelta(0)
"""How long a chore waits before it is done again: the clocks count days and look at every case."""
_BEAT = timedelta(seconds=30)
_ON_A_DAY = frozenset({"clocks", "digests", "reminders", "figures", "clearing away"})
"""What is done because a day has come, and cannot be undone: not while the clock is in doubt."""
_AWAY_FIRST, _AWAY_LONGEST = timedelta(seconds=15), timedelta(minutes=10)
"""How long no letter is tried while the mail server is away: it doubles."""


class Chores:
    """The chores of one worker. It knows when it last did each, showed that it lives and missed the mail server.

    With a `watch` nothing is done that hangs on a day while the clock is in doubt.
    """

    def __init__(
        self,
        name: str,
        now: Callable[[], datetime],
        is_stopping: Callable[[], bool],
        *,
        watch: ClockWatch | None = None,
    ) -> None:
        self._name, self._now, self._is_stopping, self._watch = name, now, is_stopping, watch
        self._doubt = ""
        self._done: dict[str, datetime] = {}
        self._beaten: datetime | None = None
        self._pause, self._try_from = _AWAY_FIRST, now()
        self.is_well = True

    def do(self) -> Iterator[str]:
        """Do everything that is due, a line for each thing done. `is_well` tells afterwards whether all of it went.

        A chore that fails stops no other; only a database that is away does, as DatabaseError.
        """
        self._beat()
        with asked_when_needed():
            yield from self._do_all()

    def _do_all(self) -> Iterator[str]:
        yield from self._look_at_clock()
        self.is_well = not self._is_pausing() and not self._doubt
        for name, chore, every in (
            ("clocks", self._clocks, _CLOCKS),
            ("digests", self._digests, _CLOCKS),
            ("reminders", self._reminders, _CLOCKS),
            ("lists", self._lists, _CLOCKS),
            ("figures", self._figures, _ALWAYS),
            ("clearing away", self._clear_away, _CLEARING),
            ("letters", self._letters, _ALWAYS),
            ("webhooks", self._webhooks, _ALWAYS),
        ):
            if self._is_stopping():
                return
            if (self._doubt and name in _ON_A_DAY) or _is_within(every, self._done.get(name), self._now()):
                continue
            self._done[name] = self._now()
            try:
                yield from chore()
            except DatabaseError:
                raise
            except Exception as error:
                log.exception("%s failed", name)
                self.is_well = False
                yield f"{name} failed ({type(error).__name__})"

    def _clocks(self) -> Iterator[str]:
        for done in _clockwork("run", self._now()):
            yield _clock_line(done)

    def _digests(self) -> Iterator[str]:
        yield from map(str, write_digests(self._now()))

    def _reminders(self) -> Iterator[str]:
        yield from write_reminders(self._now())

    def _lists(self) -> Iterator[str]:
        yield from read_lists(self._now())

    def _figures(self) -> Iterator[str]:
        yield from make_figures(self._now())

    def _clear_away(self) -> Iterator[str]:
        yield from clear_away(self._now())

    def _letters(self) -> Iterator[str]:
        if not self._is_pausing():
            yield from self._send()

    def _send(self) -> Iterator[str]:
        try:
            for handled in send_waiting(self._now, is_stopping=self._is_stopping):
                self._beat()
                self._pause = _AWAY_FIRST
                yield str(handled)
        except ServerAwayError as error:
            self._try_from, self.is_well = self._now() + self._pause, False
            yield f"mail server away ({error}): letters wait {self._pause.total_seconds():.0f} s"
            self._pause = min(2 * self._pause, _AWAY_LONGEST)

    def _webhooks(self) -> Iterator[str]:
        for line in send_due(self._now, is_stopping=self._is_stopping):
            self._beat()
            yield line

    def _look_at_clock(self) -> Iterator[str]:
        """Say it once when the clock is in doubt, and once when it is believed again."""
        before, self._doubt = self._doubt, self._watch.doubt() if self._watch is not None else ""
        if bool(self._doubt) != bool(before):
            yield self._doubt or "clock is believed again"

    def _is_pausing(self) -> bool:
        """Whether the mail server was away a moment ago. A clock that was set back makes no pause longer."""
        return timedelta(0) < self._try_from - self._now() <= _AWAY_LONGEST

    def _beat(self) -> None:
        now = self._now()
        if not _is_within(_BEAT, self._beaten, now):
            self._beaten = now
            Heartbeat.objects.update_or_create(name=self._name, defaults={"at": now})


def _is_within(time: timedelta, since: datetime | None, now: datetime) -> bool:
    """Whether less than that went by. A moment that lies ahead was told by a clock that ran ahead, and says nothing."""
    return since is not None and timedelta(0) <= now - since < time


def write_reminders(at: datetime) -> Iterator[str]:
    """Put the reminders of every app of ours in the outbox: its `reminders.write_reminders(at)`, where it has one."""
    yield from _of_every_app("reminders", "write_reminders", at)


def read_lists(at: datetime) -> Iterator[str]:
    """Read what apps of ours follow on other sites, the event lists: `due_lists.read_due(at)`, where an app has one.

    Each keeps it short by itself: letters wait meanwhile.
    """
    yield from _of_every_app("due_lists", "read_due", at)


def make_figures(at: datetime) -> Iterator[str]:
    """Count and add up what pages show as figures: `nightly.run(at)`, where an app has one. Each knows when it is due.

    The guide counts its walks before the observatory adds them up: apps go in the order of the settings.
    """
    yield from _of_every_app("nightly", "run", at)


def _of_every_app(module: str, function: str, at: datetime) -> Iterator[str]:
    for app in apps.get_app_configs():
        name = f"{app.name}.{module}"
        if app.name.startswith("wegwijzer.web.") and find_spec(name) is not None:
            yield from map(str, getattr(import_module(name), function)(at))


def clear_away(at: datetime) -> Iterator[str]:
    """Remove what may no longer be kept: every command `remove_old_*` of our apps, and sign-ins that ended."""
    SessionStore.clear_expired()
    remove_old_links(at)
    remove_old_attempts(at)
    from wegwijzer.web.referral.actions import remove_old_pending  # loaded only here: it knows every app

    remove_old_pending(at)
    for name in sorted(get_commands()):
        if name.startswith("remove_old_"):
            call_command(name, stdout=_Nowhere())
    yield "old things cleared away"


def foresee(on: date, now: datetime) -> Iterator[str]:
    """What would be done up to the end of a day if nobody did anything until then. Changes nothing."""
    end = datetime.combine(on, time.max, tzinfo=ZONE)
    for due in _clockwork("dry_run", on, now=now):
        yield _clock_line(due)
    today = now.astimezone(ZONE).date()
    yield from map(str, digests_due(on, since=min(today, on)))
    waiting = Outgoing.objects.filter(state__in=(Outgoing.State.WAITING, Outgoing.State.SENDING), not_before__lte=end)
    for row in waiting.order_by("not_before", "created", "pk"):
        yield f"letter {row.pk} {row.kind}: from {row.not_before.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _clock_line(due: Notice) -> str:
    return f"clock {due.kind.value} of {due.due_on}: case {due.case}{f', offer {due.offer}' if due.offer else ''}"


def _clockwork(name: str, moment: object, **more: object) -> Iterable[Notice]:
    """The referral's clocks; loaded only here, as they know every app."""
    if find_spec("wegwijzer.web.referral.clockwork") is None:
        return ()
    found: Iterable[Notice] = getattr(import_module("wegwijzer.web.referral.clockwork"), name)(moment, **more)
    return found


class _Nowhere:
    """Swallows what a command says: it is told as one line."""

    def write(self, text: str) -> int:
        """Take it."""
        return len(text)

    def flush(self) -> None:
        """Nothing to do."""
