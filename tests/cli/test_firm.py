"""`wegwijzer firm`: a firm by its number, firms by a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "kbo"
DAY = "[kbo, 2026-11-01]"


@pytest.fixture
def firm(run, tmp_path):
    """Ask the register of the example."""
    registers = str(tmp_path / "registers")
    assert run("load", "kbo", str(EXAMPLE), "--registers", registers).exit_code == 0
    return lambda *arguments: run("firm", *arguments, "--registers", registers)


@pytest.mark.parametrize("number", ["0200.000.142", "BE 0200 000 142", "200000142"])
def test_a_number_in_any_way_of_writing_gives_what_is_known_with_its_source_and_day(firm, number):
    lines = firm(number, "--lang", "en").stdout.splitlines()
    assert lines[0] == "0200.000.142  Bakkerij De Korst"
    assert f"  legal_form: the legal form: BV (private company, formerly BVBA) {DAY}" in lines
    assert f"  insolvency_proceedings: No insolvency proceedings are under way. {DAY}" in lines


def test_the_contracts_keys_of_a_firm(firm):
    data = json.loads(firm("0200000142", "--json").stdout)
    assert data["facts"]["founded"] == {
        "value": "2009-03-01",
        "source": "register",
        "as_of": "2026-11-01",
        "detail": "kbo",
    }
    assert data["seat"] == {"postal_code": "8500", "municipality": {"nl": "Kortrijk", "fr": "Kortrijk"}}


def test_a_natural_person_has_no_address_on_any_line(firm):
    for text in (firm("0200000241").stdout, firm("0200000241", "--json").stdout, firm("kwast").stdout):
        assert not any(word in text for word in ("9000", "Gent", "Zonderling", "Voorbeeldstraat"))


def test_a_name_gives_hits_best_first(firm):
    assert firm("korst bakkerij bvba").stdout == "0200.000.142  Bakkerij De Korst  (Kortrijk)\n"
    hits = json.loads(firm("de", "--json", "--limit", "5").stdout)
    assert all(
        set(hit) == {"enterprise_number", "name", "is_active", "is_natural_person", "municipality", "province", "fit"}
        for hit in hits
    )


def test_nothing_found_says_what_to_do(firm):
    assert "Try fewer words" in firm("xyzzyplugh").stdout


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0403.019.262", "the check digits"),
        ("0403.019.261", "0403.019.261: is not in the register of 2026-11-01."),
        ("   ", "NAME: is empty or too long."),
        ("x" * 500, "NAME: is empty or too long."),
    ],
)
def test_what_cannot_be_looked_up_is_one_line_and_status_2(firm, text, fault):
    result = firm(text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert fault in result.stderr


def test_without_a_register_it_says_how_to_load_one(run, tmp_path):
    result = run("firm", "bakkerij", "--registers", str(tmp_path))
    assert result.exit_code == 2
    assert "wegwijzer load kbo PATH" in result.stderr
