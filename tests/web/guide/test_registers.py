"""Once only: what registers know is not asked, the visitor can correct it, and both values stay visible."""

from __future__ import annotations

import pytest

from tests.registers import BAKER, BANKRUPT, TRADER, UNKNOWN, a_registers_folder
from tests.web.visitor import Visitor, words_of
from wegwijzer.web.guide.models import SharedRoadmap, Walk


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registers")
    return a_registers_folder(folder / "loaded", folder / "dump")


@pytest.fixture
def at_the_door(visitor: Visitor, registers, monkeypatch) -> Visitor:
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(registers))
    return visitor


def asked_without_end(visitor: Visitor) -> list[str]:
    """The facts that the guide asks one after the other, each answered with "I don't know"."""
    asked = []
    while True:
        visitor.last = visitor.client.get(f"/{visitor.language}/vraag/")
        address = visitor.last.headers["Location"]
        if "/vraag/" not in address:
            return asked
        asked.append(address.rstrip("/").rpartition("/")[2])
        visitor.send(f"vraag/{asked[-1]}/", dont_know="1")


def test_what_a_register_knows_is_not_asked(at_the_door: Visitor):
    at_the_door.start(enterprise_number=BAKER)
    known = {"legal_form", "region", "fte", "turnover_eur", "balance_sheet_total_eur", "founded", "nace", "postal_code"}
    assert known.isdisjoint(asked_without_end(at_the_door))


def test_without_a_number_the_same_questions_are_asked(at_the_door: Visitor):
    at_the_door.start()
    assert {"legal_form", "fte"} <= set(asked_without_end(at_the_door))


def test_the_roadmap_says_where_each_fact_comes_from(at_the_door: Visitor):
    page = words_of(at_the_door.start(enterprise_number=BAKER).see("wegwijzer/"))
    assert "Bakkerij De Verzonnen Korst (Kruispuntbank van Ondernemingen, 1 november 2026)" in page
    assert "Het aantal voltijdse medewerkers 9,5 jaarrekening tot 31 december 2025" in page


def test_a_correction_counts_and_the_register_stays_visible(at_the_door: Visitor):
    at_the_door.start(enterprise_number=BAKER)
    assert "9,5" in at_the_door.see("antwoord/fte/")
    at_the_door.answer("fte", exact="55")
    page = words_of(at_the_door.see("wegwijzer/"))
    assert "Het aantal voltijdse medewerkers 55 jaarrekening tot 31 december 2025: 9,5" in page


def test_a_bankrupt_firm_is_known_to_be_so(at_the_door: Visitor):
    page = words_of(at_the_door.start(enterprise_number=BANKRUPT).see("wegwijzer/"))
    assert "Er loopt een faillissement of gerechtelijke reorganisatie. Kruispuntbank" in page


def test_of_a_sole_trader_only_the_trade_name_and_the_province_are_known(at_the_door: Visitor):
    page = words_of(at_the_door.start(enterprise_number=TRADER).see("wegwijzer/"))
    assert "Snoeiwerk Jan" in page
    assert "Janssens" not in page
    assert "3500" not in page
    assert "Limburg" in page


def test_a_number_that_is_not_registered_is_said_and_the_walk_goes_on(at_the_door: Visitor):
    page = words_of(at_the_door.start(enterprise_number=UNKNOWN).see("wegwijzer/"))
    assert "Niet gevonden in de Kruispuntbank van Ondernemingen van 1 november 2026" in page


def test_a_name_in_place_of_a_number_gives_firms_to_choose_from(at_the_door: Visitor):
    page = at_the_door.start(enterprise_number="verzonnen korst").last.content.decode()
    assert "Welke onderneming bedoelt u?" in page
    assert f'name="chosen_number" value="{BAKER}"' in page
    at_the_door.start(enterprise_number="verzonnen korst", chosen_number=BAKER)
    assert Walk.objects.get().enterprise_number == BAKER


def test_a_name_that_nobody_has_is_told_to_be_no_number(at_the_door: Visitor):
    page = words_of(at_the_door.start(enterprise_number="zzzz qqqq").last.content.decode())
    assert "Dit is geen geldig ondernemingsnummer" in page


def test_another_number_takes_its_own_facts_along(at_the_door: Visitor):
    at_the_door.start(enterprise_number=BAKER)
    at_the_door.start(enterprise_number="")
    assert Walk.objects.get().registered["facts"] == {}


def test_a_shared_link_holds_registered_facts_only_coarsely(at_the_door: Visitor):
    at_the_door.start(enterprise_number=BAKER)
    at_the_door.send("deel/")
    answers = SharedRoadmap.objects.get().answers
    assert answers["province"] == "west-vlaanderen"
    assert answers["nace"] == "10"
    assert answers["balance_sheet_total_eur"] == {"min": 0, "max": 2_000_000}
    assert answers["equity_eur"] == {"min": 0}
    assert "postal_code" not in answers
    assert "capital_half_lost" not in answers


def test_a_register_that_cannot_be_read_does_not_stop_the_walk(visitor: Visitor, tmp_path, monkeypatch):
    (tmp_path / "kbo.sqlite3").write_text("no database", encoding="utf-8")
    monkeypatch.setenv("WEGWIJZER_REGISTERS", str(tmp_path))
    page = words_of(visitor.start(enterprise_number=BAKER).see("wegwijzer/"))
    assert "geen register geladen" in page
