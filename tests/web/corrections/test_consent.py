"""A sentence is kept to learn from only with consent, without names, and goes when consent goes or its time is up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tests.web.visitor import Visitor, words_of
from wegwijzer.core.understanding.reading import Reading, Scored
from wegwijzer.web.corrections import actions
from wegwijzer.web.corrections.models import Correction
from wegwijzer.web.guide.models import Walk

NEED = "Onze verpakking scheurt in de diepvries, bel Jan Peeters op 0475 12 34 56 of jan@voorbeeld.be, 0403.019.261"
KEPT = "Onze verpakking scheurt in de diepvries, bel […] op […] of […]"
READING = Reading((Scored("product", 0.8, True),), (Scored("food", 0.7, True), Scored("energy", 0.1, False)))
DAY = date(2026, 11, 24)


def confirm(visitor: Visitor, *domains: str, **fields: str) -> None:
    visitor.send("begrepen/", step="domains", domain=domains, **fields)


def a_kept(text: str = "onze oven lekt", chosen: tuple[str, ...] = ("product",), on: date = DAY) -> Correction:
    return Correction.objects.get(
        pk=actions.keep(text, READING, chosen, language="nl", known_names=(), on=on),
    )


def test_the_box_stands_apart_and_is_not_ticked(visitor: Visitor):
    page = visitor.start(NEED).see("vraag/")
    box = page.partition('name="may_keep"')[2].partition(">")[0]
    assert "checked" not in box
    assert KEPT in words_of(page)


def test_without_consent_nothing_is_kept(visitor: Visitor):
    visitor.start(NEED)
    confirm(visitor, "product")
    assert Correction.objects.count() == 0


def test_with_consent_the_sentence_is_kept_without_names_with_both_choices_and_nothing_more(visitor: Visitor):
    visitor.start(NEED, enterprise_number="0403.019.261")
    confirm(visitor, "legal", "finance", may_keep="1")
    row = Correction.objects.get()
    assert (row.text, row.chosen, row.language, row.state) == (KEPT, ["finance", "legal"], "nl", "waiting")
    assert row.proposed[0]["id"] == "product"
    assert {field.name for field in Correction._meta.get_fields()} == {
        "id",
        "text",
        "language",
        "proposed",
        "chosen",
        "expertise",
        "day",
        "state",
    }
    assert "Uw zin is bewaard zonder namen." in words_of(visitor.see("vraag/"))


def test_another_choice_replaces_the_first_and_makes_no_second_row(visitor: Visitor):
    visitor.start(NEED)
    confirm(visitor, "legal", may_keep="1")
    confirm(visitor, "finance", may_keep="1")
    assert Correction.objects.get().chosen == ["finance"]
    visitor.send("wegwijzer/onderwerp/", domain="product")
    assert Correction.objects.get().chosen == ["product"]


def test_taking_the_tick_away_removes_it(visitor: Visitor):
    visitor.start(NEED)
    confirm(visitor, "legal", may_keep="1")
    confirm(visitor, "legal")
    assert Correction.objects.count() == 0


def test_wiping_everything_removes_what_was_kept_of_every_need(visitor: Visitor):
    visitor.start(NEED)
    confirm(visitor, "legal", may_keep="1")
    visitor.start("Onze oven verbruikt te veel stroom")
    confirm(visitor, "process", may_keep="1")
    assert Correction.objects.count() == 2
    visitor.send("wissen/")
    assert (Correction.objects.count(), Walk.objects.count()) == (0, 0)


def test_a_sentence_that_was_reviewed_keeps_its_choice(visitor: Visitor):
    visitor.start(NEED)
    confirm(visitor, "legal", may_keep="1")
    actions.accept(Correction.objects.get().pk)
    confirm(visitor, "finance", may_keep="1")
    assert Correction.objects.get().chosen == ["legal"]


def test_what_holds_no_words_is_not_kept(db):
    assert actions.keep("0475 12 34 56", READING, ("legal",), language="nl", known_names=(), on=DAY) == ""
    assert Correction.objects.count() == 0


def test_no_more_wait_than_can_be_reviewed(db, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    for _ in range(3):
        actions.keep("onze oven lekt", READING, (), language="nl", known_names=(), on=DAY)
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "days", "left"),
    [
        ("waiting", actions.WAITING_DAYS, 1),
        ("waiting", actions.WAITING_DAYS + 1, 0),
        ("accepted", actions.WAITING_DAYS + 1, 1),
        ("accepted", actions.ACCEPTED_DAYS, 1),
        ("accepted", actions.ACCEPTED_DAYS + 1, 0),
    ],
)
def test_it_is_removed_when_its_time_is_up(db, state, days, left):
    row = a_kept()
    if state == "accepted":
        actions.accept(row.pk)
    actions.remove_old(DAY + timedelta(days=days))
    assert Correction.objects.count() == left


def test_the_command_of_the_worker_removes_them(db, capsys):
    a_kept(on=date(2000, 1, 1))
    call_command("remove_old_corrections")
    assert "1 sentences removed" in capsys.readouterr().out
    assert Correction.objects.count() == 0
