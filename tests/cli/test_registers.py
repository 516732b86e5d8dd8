"""Commands fill in what the loaded registers know, and say where it comes from."""

from __future__ import annotations

import json

import pytest

from tests.registers import BAKER, UNKNOWN, a_registers_folder


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registers")
    return str(a_registers_folder(folder / "loaded", folder / "dump"))


def advised(run, firm_file, registers, firm):
    result = run("advise", "--firm", firm_file(firm), "--registers", registers, "--on", "2026-11-24", "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_number_alone_is_enough(run, firm_file, registers):
    facts = advised(run, firm_file, registers, {"enterprise_number": BAKER})["firm"]["facts"]
    assert facts["legal_form"] == {"value": "bv", "source": "register", "as_of": "2026-11-01", "detail": "kbo"}
    assert facts["fte"] == {"value": 9.5, "source": "register", "as_of": "2025-12-31", "detail": "nbb"}
    assert facts["province"]["value"] == "west-vlaanderen"


def test_what_the_file_says_counts_and_both_are_shown(run, firm_file, registers):
    facts = advised(run, firm_file, registers, {"enterprise_number": BAKER, "fte": 60})["firm"]["facts"]
    assert (facts["fte"]["value"], facts["fte"]["source"]) == (60, "stated")
    assert facts["fte"]["register"]["value"] == 9.5


def test_a_firm_that_no_register_knows_is_advised_on_what_it_says(run, firm_file, registers):
    facts = advised(run, firm_file, registers, {"enterprise_number": UNKNOWN, "fte": 60})["firm"]["facts"]
    assert {facts[fact]["source"] for fact in facts} <= {"stated", "derived"}


def test_a_receipt_on_registered_facts_replays_without_the_register(run, firm_file, registers, tmp_path):
    path = str(tmp_path / "receipt.json")
    firm = firm_file({"enterprise_number": BAKER})
    assert (
        run("advise", "--firm", firm, "--registers", registers, "--on", "2026-11-24", "--receipt", path).exit_code == 0
    )
    replayed = json.loads(run("receipt", "replay", path, "--json").stdout)
    assert replayed["same"] is True


def test_size_counts_the_earlier_years_of_the_accounts(run, firm_file, registers):
    result = run("size", "--firm", firm_file({"enterprise_number": BAKER}), "--registers", registers, "--json")
    assert json.loads(result.stdout)["fte"] == 9.5
