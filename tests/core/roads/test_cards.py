"""At most one card, where it matters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import DAY, a_measure, a_version, in_all
from wegwijzer.core.catalogue.measure import Source
from wegwijzer.core.catalogue.vocabulary import Card, CardMoment
from wegwijzer.core.period import Period
from wegwijzer.core.roads.cards import Situation, choose_card, documented_odds


def a_card(card_id: str, *moments: CardMoment) -> Card:
    return Card(card_id, in_all(card_id), in_all(card_id), "a report", moments)


CARDS = (
    a_card("contracts", CardMoment(subjects=("agreement",)), CardMoment(business_domains=("legal",), partner=True)),
    a_card("secrets", CardMoment(planned_actions=("file_patent",)), CardMoment(partner=True)),
    a_card("only_for_large", CardMoment(roles=("college",), sizes=("micro", "small"))),
    a_card("odds", CardMoment(measure_kinds=("grant",), efforts=("medium", "high"))),
)


def chosen(**situation: object) -> str | None:
    found = choose_card(CARDS, Situation(**situation))  # type: ignore[arg-type]
    return found and found.card.id


@pytest.mark.parametrize(
    ("situation", "card"),
    [
        ({}, None),
        ({"business": frozenset({"legal"})}, None),
        ({"business": frozenset({"legal"}), "is_with_partner": True}, "contracts"),
        ({"subjects": frozenset({"agreement"})}, "contracts"),
        ({"is_with_partner": True}, "secrets"),
        ({"planned_action": "file_patent"}, "secrets"),
        ({"roles": frozenset({"college"}), "size": "micro"}, "only_for_large"),
        ({"roles": frozenset({"college"}), "size": "large"}, None),
        ({"roles": frozenset({"college"})}, None),
        ({"measures": (a_measure(effort="high"),)}, "odds"),
        ({"measures": (a_measure(effort="low"),)}, None),
        ({"measures": (a_measure(kind="tax", effort="high"),)}, None),
    ],
)
def test_a_card_arises_where_everything_of_one_of_its_moments_holds(situation, card):
    assert chosen(**situation) == card


def test_the_measure_that_brings_up_the_odds_is_the_first_of_that_kind():
    measures = (a_measure(id="light"), a_measure(id="heavy", effort="high"), a_measure(id="later", effort="high"))
    found = choose_card(CARDS, Situation(measures=measures))
    assert found is not None
    assert found.measure is measures[1]


def test_the_latest_odds_of_the_measure_itself_are_told_with_their_source_though_their_period_is_over():
    figures = Source("A yearbook", None)
    old = a_version(period=Period(date(2018, 1, 1), date(2019, 12, 31)), odds=in_all("old"))
    latest = a_version(period=Period(date(2020, 1, 1), date(2021, 12, 31)), odds=in_all("in 2021"), source=figures)
    now = a_version(period=Period(date(2022, 1, 1)))
    found = documented_odds(a_measure(old, latest, now), DAY)
    assert found is not None
    assert (found.text["nl"], found.source) == ("in 2021", "A yearbook")


def test_odds_of_a_period_still_to_come_are_not_told():
    coming = a_version(period=Period(date(2030, 1, 1)), odds=in_all("later"))
    assert documented_odds(a_measure(coming), DAY) is None


@given(
    business=st.frozensets(st.sampled_from(("legal", "product"))),
    subjects=st.frozensets(st.sampled_from(("agreement", "waste"))),
    is_with_partner=st.booleans(),
    size=st.sampled_from((None, "micro", "large")),
    roles=st.frozensets(st.sampled_from(("college", "bank"))),
)
def test_no_card_without_a_reason_and_always_the_first_that_has_one(business, subjects, is_with_partner, size, roles):
    situation = {
        "business": business,
        "subjects": subjects,
        "is_with_partner": is_with_partner,
        "size": size,
        "roles": roles,
    }
    alone = [card.id for card in CARDS if choose_card((card,), Situation(**situation)) is not None]
    assert chosen(**situation) == (alone[0] if alone else None)
