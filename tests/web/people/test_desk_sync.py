"""Desks follow the catalogue until somebody changes them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from wegwijzer.core.referral.permissions import Actor, Role
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.web.people.actions import sync_desks_from_catalogue
from wegwijzer.web.people.models import Desk
from wegwijzer.web.referral.actions import manage_desk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def sync(on: date = TODAY) -> int:
    return sync_desks_from_catalogue(shipped_catalogue(), on=on)


def test_every_organisation_that_helps_gets_one_desk_with_what_is_documented():
    assert sync() == Desk.objects.count() > 40
    food = Desk.objects.get(organisation="flanders-food")
    assert (food.kind, food.sectors, food.expertise, food.is_active) == ("helper", ["food"], ["food"], True)
    assert "FOOD" in food.name
    assert Desk.objects.get(organisation="lrm").provinces == ["limburg"]


def test_own_accountants_registers_and_policy_bodies_get_none():
    sync()
    none = ("boekhouder-accountant", "bank", "rsz", "ewi", "serv", "fwo", "itaa")
    assert not Desk.objects.filter(organisation__in=none).exists()


def test_a_second_time_changes_nothing():
    sync()
    before = list(Desk.objects.order_by("pk").values())
    assert sync() == 0
    assert list(Desk.objects.order_by("pk").values()) == before


def test_what_a_manager_changed_stays_and_what_nobody_touched_follows():
    sync()
    food = Desk.objects.get(organisation="flanders-food")
    changed = {"sectors": [], "phone": "02 000 00 00"}
    administrator = Actor("ann", roles=frozenset({Role.ADMINISTRATOR}))
    manage_desk(actor=administrator, desk_id=food.pk, version=1, values=changed, at=timezone.now())
    Desk.objects.filter(organisation="sirris").update(name="oud", sectors=[])
    sync()
    food.refresh_from_db()
    assert (food.sectors, food.phone, food.version) == ([], "02 000 00 00", 2)
    assert Desk.objects.get(organisation="sirris").sectors == ["electronics", "metal_machinery"]


def test_an_organisation_that_is_no_more_closes_its_desk():
    sync(date(2014, 6, 1))
    assert Desk.objects.get(organisation="wtcb").is_active
    sync()
    assert not Desk.objects.get(organisation="wtcb").is_active
