"""An offering ends honestly: asked in time, hidden, announced, and only then removed."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from tests.web.offers.conftest import in_days, moment
from wegwijzer.web.offers import actions
from wegwijzer.web.offers.models import OfferingRow
from wegwijzer.web.offers.reminders import write_reminders
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Membership
from wegwijzer.web.post.models import Outgoing


def round_on(row, days):
    """A worker's round so many days after the last day."""
    return list(write_reminders(moment(row.last + timedelta(days=days))))


def sent(kind):
    return [letter.to for letter in Outgoing.objects.filter(kind=kind)]


def test_the_poster_is_asked_a_month_and_a_week_before_each_once(world):
    row = world.machine()
    for days in (-40, -30, -29, -7, -6, 0):
        round_on(row, days)
        round_on(row, days)
    assert sent("offering_ending") == ["vera@voorbeeld.example"] * 2


def test_when_the_poster_left_the_desk_its_people_are_asked(world):
    row = world.machine()
    people.add_member(world.college, "tine@voorbeeld.example", "manager", "Tine", timezone.now())
    people.remove_member(Membership.objects.get(person=world.people["vera"]), timezone.now())
    round_on(row, -7)
    assert sorted(sent("offering_ending")) == ["tine@voorbeeld.example", "victor@voorbeeld.example"]


def test_it_is_told_that_it_is_hidden_and_before_it_goes(world):
    row = world.machine()
    round_on(row, 1)
    round_on(row, 2)
    assert sent("offering_hidden") == ["vera@voorbeeld.example"]
    round_on(row, 365)
    assert sent("offering_removal") == []
    round_on(row, 366)
    round_on(row, 367)
    assert sent("offering_removal") == ["vera@voorbeeld.example"]
    assert actions.remove_old(moment(row.last), on=row.last + timedelta(days=395)) == 0
    assert actions.remove_old(moment(row.last), on=row.last + timedelta(days=396)) == 1


def test_prolonging_takes_the_announcement_back(world):
    row = world.machine()
    past = timezone.localdate() - timedelta(days=500)
    OfferingRow.objects.update(first=past - timedelta(days=10), last=past)
    list(write_reminders(timezone.now()))
    assert OfferingRow.objects.get().noticed == timezone.localdate()
    world.browser("vera").post(f"/nl/aanbod/{row.pk}/verleng/", {"last": in_days(30)})
    assert OfferingRow.objects.get().noticed is None
    OfferingRow.objects.update(noticed=past)
    call_command("remove_old_offerings")
    assert OfferingRow.objects.exists()


def test_what_nobody_can_be_told_of_is_kept(world):
    row = world.machine()
    Membership.objects.filter(desk=world.college).delete()
    round_on(row, 366)
    assert OfferingRow.objects.get().noticed is None
    world.college.email = "info@hogeschool.example"
    world.college.save()
    round_on(row, 367)
    assert sent("offering_removal") == ["info@hogeschool.example"]
