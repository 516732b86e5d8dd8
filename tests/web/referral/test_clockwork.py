"""The clocks after a standstill: nobody is passed over before the time they were promised."""

from __future__ import annotations

from datetime import timedelta

from tests.web.referral.conftest import World
from wegwijzer.core.referral.clocks import Notice
from wegwijzer.web.referral import clockwork


def kinds(done: list[Notice]) -> list[str]:
    return [notice.kind.value for notice in done]


def test_the_helper_has_its_time_after_a_last_call_that_went_out_late(world: World) -> None:
    world.brings()
    world.later(days=14)  # nothing ran: last call and hand-over are both overdue
    foreseen = clockwork.dry_run(world.at.date(), now=world.at)
    assert kinds(foreseen) == ["last_call"]
    assert clockwork.run(world.at) == foreseen
    assert kinds(clockwork.run(world.later(days=1))) == []
    assert kinds(clockwork.run(world.later(days=1))) == ["hand_over"]


def test_a_dry_run_tells_the_day_on_which_a_hand_over_will_really_come(world: World) -> None:
    world.brings()
    world.later(days=14)
    foreseen = {
        notice.kind.value: notice for notice in clockwork.dry_run(world.at.date() + timedelta(days=9), now=world.at)
    }
    clockwork.run(world.at)
    done = clockwork.run(world.later(days=2))
    assert [notice.due_on for notice in done] == [foreseen["hand_over"].due_on]


def test_a_very_long_standstill_ends_no_offer_before_its_last_call(world: World) -> None:
    world.brings()
    assert kinds(clockwork.run(world.later(days=90))) == ["last_call"]
    assert world.offer_to("food").state == "waiting"
