"""What the routing reads of the desks is what the database says at that moment, whoever wrote it and however."""

from __future__ import annotations

from datetime import timedelta

from tests.web.referral.conftest import NOW, World
from wegwijzer.core.referral.permissions import Role
from wegwijzer.core.referral.routing import Absence
from wegwijzer.core.referral.routing import Desk as RoutingDesk
from wegwijzer.web.people import actions as people
from wegwijzer.web.people.models import Absence as AbsenceRow
from wegwijzer.web.people.models import Desk, Membership, Person
from wegwijzer.web.referral.helper_desks import routing_desks

DAY = NOW.date()


def of(world: World, name: str) -> RoutingDesk:
    """A desk as the routing reads it today."""
    return next(desk for desk in routing_desks(DAY) if desk.id == world.desk(name))


def test_only_desks_that_help_and_are_open_are_read(world: World) -> None:
    Desk.objects.filter(pk=world.desks["agency"].pk).update(is_active=False)
    assert {desk.id for desk in routing_desks(DAY)} == {world.desk("college"), world.desk("food")}


def test_a_desk_is_read_with_all_that_it_takes(world: World) -> None:
    Desk.objects.filter(pk=world.desks["food"].pk).update(
        branch="Gent", capacity=4, reply_days=2, provinces=["oost-vlaanderen"], sizes=["micro"], languages=["nl", "fr"],
        expertise=["food_technology"],
    )  # fmt: skip
    assert of(world, "food") == RoutingDesk(
        id=world.desk("food"),
        organisation="food-test",
        name="Food, Gent",
        business_domains=frozenset({"product", "process"}),
        expertise=frozenset({"food_technology"}),
        sectors=frozenset({"food"}),
        provinces=frozenset({"oost-vlaanderen"}),
        sizes=frozenset({"micro"}),
        languages=frozenset({"nl", "fr"}),
        capacity=4,
        open_offers=0,
        absences=(),
        people=1,
        reply_days=2,
    )


def test_a_change_that_leaves_the_version_alone_is_seen_at_once(world: World) -> None:
    assert of(world, "food").sectors == {"food"}
    Desk.objects.filter(pk=world.desks["food"].pk).update(sectors=["textile"])
    assert of(world, "food").sectors == {"textile"}
    Desk.objects.filter(pk=world.desks["food"].pk).update(sectors=["food"])
    assert of(world, "food").sectors == {"food"}


def test_each_offer_that_waits_or_was_taken_up_counts_at_once(world: World) -> None:
    assert of(world, "food").open_offers == 0
    world.brings()
    assert of(world, "food").open_offers == 1


def test_another_offer_leaves_no_second_copy_of_the_desk_in_memory(world: World) -> None:
    before = of(world, "food")
    world.brings()
    after = of(world, "food")
    assert after.open_offers == before.open_offers + 1
    assert after.business_domains is before.business_domains


def test_people_who_are_let_in_no_more_do_not_count(world: World) -> None:
    assert of(world, "college").people == 2
    Person.objects.filter(pk=world.people["manager"].pk).update(is_active=False)
    assert of(world, "college").people == 1
    Membership.objects.filter(desk=world.desks["college"]).delete()
    assert of(world, "college").people == 0


def test_a_desk_is_away_on_its_own_days(world: World) -> None:
    AbsenceRow.objects.create(desk=world.desks["food"], first=DAY, last=DAY + timedelta(days=3))
    assert of(world, "food").absences == (Absence(DAY, DAY),)
    assert of(world, "college").absences == ()
    food = next(desk for desk in routing_desks(DAY + timedelta(days=4)) if desk.id == world.desk("food"))
    assert food.absences == ()


def test_a_desk_is_away_when_everybody_who_is_let_in_is(world: World) -> None:
    for name in ("college", "manager"):
        assert of(world, "college").absences == ()
        AbsenceRow.objects.create(desk=world.desks["college"], person=world.people[name], first=DAY, last=DAY)
    assert of(world, "college").absences == (Absence(DAY, DAY),)
    people.add_member(world.desks["college"], "new@example.test", Role.ADVISER, "Nieuw", NOW)
    assert of(world, "college").absences == ()


def test_a_desk_without_people_is_not_called_away(world: World) -> None:
    Membership.objects.filter(desk=world.desks["college"]).delete()
    AbsenceRow.objects.create(desk=world.desks["college"], person=world.people["college"], first=DAY, last=DAY)
    assert (of(world, "college").people, of(world, "college").absences) == (0, ())
