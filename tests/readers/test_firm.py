"""Firm files: everything the contract names is read, and every fault has its place."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import DAY
from wegwijzer.core.band import Band, exactly
from wegwijzer.core.errors import InputError
from wegwijzer.core.firm.facts import FactSource
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.firm import read_firm, read_firm_text
from wegwijzer.wording.results import profile_data


def profile(text):
    return read_firm(read_firm_text(text, name="firm.yaml"), shipped_catalogue().facts, on=DAY)


def faults(text):
    with pytest.raises(InputError) as caught:
        profile(text)
    return [str(fault) for fault in caught.value.faults]


def test_numbers_bands_days_and_choices_are_read():
    firm = profile(
        "name: Bakkerij\nlegal_form: bv\nfte: 12\nturnover_eur: {min: 500000, max: 900000}\n"
        "balance_sheet_total_eur: {max: 400000.50}\nfounded: 2010-05-01\nnace: '10.711'\nnace_version: 2008\n"
    )
    assert firm.facts["fte"].value == exactly(12)
    assert firm.facts["turnover_eur"].value == Band(Decimal(500_000), Decimal(900_000))
    assert firm.facts["balance_sheet_total_eur"].value == Band(None, Decimal("400000.50"))
    assert firm.facts["nace"].value == "10711"
    assert firm.facts["nace_version"].value == "2008"
    assert firm.facts["fte"].source is FactSource.STATED
    assert firm.facts["fte"].as_of == DAY


def test_options_are_known_in_any_case_and_under_earlier_names():
    assert profile("legal_form: BVBA\n").facts["legal_form"].value == "bv"
    assert profile("region: Vlaanderen\n").facts["region"].value == "vlaanderen"


def test_a_mere_year_is_some_day_in_it():
    value = profile("founded: 2010\n").facts["founded"].value
    assert value.high - value.low == 364


def test_json_is_read_like_yaml():
    assert profile('{"fte": 12.5, "region": "vlaanderen"}').facts["fte"].value == exactly("12.5")


def test_a_postal_code_gives_province_and_region_marked_as_derived():
    firm = profile("postal_code: 8500\n")
    assert firm.facts["province"].value == "west-vlaanderen"
    assert firm.facts["region"].value == "vlaanderen"
    assert firm.facts["region"].source is FactSource.DERIVED


def test_null_means_not_known():
    assert "fte" not in profile("fte: null\n").facts


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("ftee: 12\n", "firm.yaml:1", 'unknown key. Did you mean "fte"?'),
        ("region: vlaanderen\nfte: twaalf\n", "firm.yaml:2", "is no number"),
        ("fte: -3\n", "firm.yaml:1", "-3 is impossible. Expected: 0 or more."),
        ("fte: true\n", "firm.yaml:1", "True is no number"),
        ("fte: {min: 50, max: 10}\n", "firm.yaml:1", "max (10) is smaller than its min (50)"),
        ("fte: {}\n", "firm.yaml:1", "the band has no ends"),
        ("fte: {from: 3}\n", "firm.yaml:1", 'a band has no key "from"'),
        ("turnover_eur: 99999999999999999\n", "firm.yaml:1", "impossibly large"),
        ("legal_form: gmbh\n", "firm.yaml:1", "is no option. Expected: one of eenmanszaak, bv"),
        ("founded: 2010-02-30\n", "firm.yaml:1", "is no day"),
        ("nace: bakery\n", "firm.yaml:1", "nace"),
        ("enterprise_number: 0403.019.262\n", "firm.yaml:1", "check digits"),
        ("postal_code: 0001\n", "firm.yaml:1", "postal code"),
        ("postal_code: 8500\nregion: wallonie\n", "firm.yaml:2", "does not go with postal code 8500"),
        ("insolvency_proceedings: nee\n", "firm.yaml:1", "is neither yes nor no"),
        ("relations: {name: x}\n", "firm.yaml:1", "is no list"),
        ("relations:\n- name: x\n  share_pct: 120\n  holder: other\n", "firm.yaml:3", "120 is no share"),
        ("relations:\n- name: x\n  share_pct: 20\n  holder: them\n", "firm.yaml:4", "'them' holds nothing"),
        ("relations:\n- name: x\n  share_pct: 20\n  holder: firm\n  investr: y\n", "firm.yaml:5", '"investor"?'),
        ("previous_years:\n- ftes: 3\n", "firm.yaml:2", "is no year of figures"),
        ("- fte\n", "firm.yaml", "is no firm file"),
        ("", "firm.yaml", "is no firm file"),
    ],
)
def test_bad_input_is_one_line_per_fault_with_its_place(text, where, problem):
    [fault] = faults(text)
    assert fault.startswith(where)
    assert problem in fault
    assert "Expected: " in fault
    assert "\n" not in fault


def test_all_faults_come_at_once():
    assert len(faults("ftee: 1\nfte: x\nregion: y\nrelations: 3\n")) == 4


def test_a_key_twice_in_json_is_a_fault():
    assert "given twice" in faults('{"fte": 1, "fte": 2}')[0]


@pytest.mark.parametrize("text", ['{"fte": NaN}', '{"fte": Infinity}', '{"fte": 1e400}', '{"fte": ', "{" * 5000])
def test_numbers_that_are_none_and_broken_json_are_faults(text):
    assert faults(text)


def test_relations_and_earlier_years_survive_the_round_trip():
    text = json.dumps(
        {
            "name": "Weverij",
            "enterprise_number": "0403019261",
            "fte": 120,
            "relations": [
                {"name": "Moeder", "share_pct": 60, "holder": "other", "fte": 30, "linked": True,
                 "relations": [{"name": "Zus", "share_pct": 33.3, "holder": "firm", "investor": "university"}]}
            ],
            "previous_years": [{"fte": 110}, {"fte": {"min": 90, "max": 100}, "relations": []}],
        }
    )  # fmt: skip
    firm = profile(text)
    assert profile(json.dumps(profile_data(firm, shipped_catalogue().facts))) == firm


amounts = st.decimals(min_value=0, max_value=10**12, places=2)


@given(st.dictionaries(st.sampled_from(["fte", "turnover_eur", "investment_eur"]), amounts))
def test_any_amounts_survive_the_round_trip(facts):
    firm = profile(json.dumps({fact: float(number) for fact, number in facts.items()}))
    assert profile(json.dumps(profile_data(firm, shipped_catalogue().facts))) == firm


@given(st.text(max_size=200))
def test_no_text_at_all_gives_a_traceback(text):
    with suppress(InputError):
        assert profile(text).facts is not None
