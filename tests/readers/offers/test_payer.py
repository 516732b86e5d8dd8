"""Whether the kmo-portefeuille may pay part of a training: what the rules of the day say, and what stays to be seen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.core.offers.offerings import an_offering
from wegwijzer.core.band import Band
from wegwijzer.core.offers.offering import Course, Kind, Per, Price
from wegwijzer.core.offers.payer import Pays, payer_of
from wegwijzer.readers.catalogue import shipped_day

NOW = date(2026, 11, 30)


def payer(theme="innovation", registered=True, price="400", on=NOW, **changes):
    course = Course(theme, registered)
    told = Price(Decimal(price), Per.PERSON) if price else None
    return payer_of(an_offering(kind=Kind.TRAINING, course=course, price=told, **changes), shipped_day(on))


def test_a_training_on_an_accepted_theme_may_be_paid_for_in_part_once_the_firm_is_checked():
    found = payer()
    assert found.pays is Pays.MAY
    assert found.rate == Band(Decimal(20), Decimal(30))
    assert {reading.criterion.id for reading in found.to_check} >= {"sme", "establishment_in_flanders"}
    assert "theme_accepted" not in {reading.criterion.id for reading in found.to_check}


def test_saving_energy_and_cybersecurity_get_more():
    assert payer("cybersecurity").rate == Band(Decimal(35), Decimal(45))


def test_without_a_theme_the_theme_is_to_be_checked():
    assert "theme_accepted" in {reading.criterion.id for reading in payer("").to_check}


def test_a_training_below_the_smallest_price_is_not_paid_for():
    assert payer(price="99").pays is Pays.NOT
    assert payer(price="").pays is Pays.MAY


def test_the_rules_are_those_of_the_day():
    assert payer(on=date(2015, 10, 1)).rate == Band(Decimal(50), Decimal(50))


def test_of_a_provider_that_is_not_registered_nothing_is_said():
    assert payer(registered=False) is None
    assert payer_of(an_offering(), shipped_day(NOW)) is None
