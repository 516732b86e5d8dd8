"""The facts that follow from what the register of enterprises says of a firm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wegwijzer.core.band import exactly
from wegwijzer.core.firm.registered import (
    Coded,
    LabelRow,
    RegisteredActivity,
    RegisteredFirm,
    RegisterVocabulary,
    Seat,
    main_activity,
    registered_facts,
)

VOCABULARY = RegisterVocabulary(
    (LabelRow("bv", {"nl": ("besloten vennootschap*",)}), LabelRow("nv", {"nl": ("naamloze vennootschap",)})),
    (LabelRow(False, {"nl": ("normale toestand",)}), LabelRow(True, {"nl": ("opening van faillissement",)})),
)
FIRM = RegisteredFirm(
    number="0403019261",
    as_of=date(2026, 11, 1),
    is_natural_person=False,
    is_active=True,
    status=Coded("AC"),
    situation=Coded("000", {"nl": "Normale toestand"}),
    legal_form=Coded("610", {"nl": "Besloten Vennootschap"}),
    started=date(2009, 3, 1),
    names=(),
    province="oost-vlaanderen",
    region="vlaanderen",
    seat=Seat("9000", {"nl": "Gent"}),
    activities=(),
    activities_are_of_establishments=False,
    establishment_in_flanders=True,
    establishment_count=1,
    establishment_postal_codes=("9000",),
)


def facts(**changes):
    return {fact: known.value for fact, known in registered_facts(replace(FIRM, **changes), VOCABULARY).items()}


def activity(code, version="2008", classification="MAIN", group="001"):
    return RegisteredActivity(Coded(group), version, Coded(code), classification)


def test_each_fact_says_that_the_register_gave_it_and_when():
    assert {
        (known.source.value, known.as_of, known.detail) for known in registered_facts(FIRM, VOCABULARY).values()
    } == {("register", date(2026, 11, 1), "kbo")}


def test_the_start_is_a_day():
    assert facts()["founded"] == exactly(date(2009, 3, 1).toordinal())


def test_a_natural_person_is_a_sole_trader_whatever_the_code_says_and_has_no_postal_code():
    found = facts(is_natural_person=True, legal_form=None, seat=None)
    assert found["legal_form"] == "eenmanszaak"
    assert "postal_code" not in found


def test_what_the_vocabulary_does_not_hold_gives_no_fact():
    found = facts(legal_form=Coded("999", {"nl": "Iets anders"}), situation=Coded("012", {"nl": "Vereffening"}))
    assert "legal_form" not in found
    assert "insolvency_proceedings" not in found


@pytest.mark.parametrize(("label", "value"), [("Normale toestand", False), ("Opening van faillissement", True)])
def test_insolvency_follows_from_the_situation(label, value):
    assert facts(situation=Coded("x", {"nl": label}))["insolvency_proceedings"] is value


@pytest.mark.parametrize(
    ("in_flanders", "region", "fact"),
    [
        (True, "brussel", True),
        (False, "brussel", False),
        (False, "vlaanderen", None),
        (False, None, None),
        (None, "wallonie", None),
    ],
)
def test_no_establishment_in_flanders_is_a_fact_only_where_the_seat_is_elsewhere_too(in_flanders, region, fact):
    assert facts(establishment_in_flanders=in_flanders, region=region).get("establishment_in_flanders") is fact


@pytest.mark.parametrize(
    ("activities", "main"),
    [
        ([], None),
        ([activity("10711", classification="SECO")], None),
        ([activity("10711"), activity("47241", "2025")], ("10711", "2008")),
        ([activity("47241", "2003"), activity("47240", "2025")], ("47240", "2025")),
        ([activity("10711"), activity("10712")], ("1071", "2008")),
        ([activity("10711"), activity("62010")], None),
        ([activity("62010", group="006"), activity("10711", group="001")], ("10711", "2008")),
        ([activity("1071199")], ("10711", "2008")),
    ],
)
def test_the_main_activity_is_of_the_version_that_our_lists_are_written_in(activities, main):
    assert main_activity(activities) == main
