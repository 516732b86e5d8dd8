"""The JSON of the NBB: accounts, reference records, and how the two find each other."""

from datetime import date

import pytest

from tests.filing_files import as_bytes, nbb_json, nbb_reference
from tests.filings import client
from tests.readers.accounts.batches import read, read_one, told, without_place
from wegwijzer.core.accounts.filing import AccountsModel

DEPOSIT = client(seed=3, years=2)[0]
REFERENCE = {
    "ReferenceNumber": "2025-00000001",
    "EnterpriseNumber": "0403019261",
    "ExerciseDates": {"startDate": "2024-01-01", "endDate": "2024-12-31"},
    "ModelType": "m01-f",
    "Currency": "EUR",
}


def rubric(code="70", value="5.00", period="N"):
    return {"Code": code, "Value": value, "Period": period}


def accounts(*rubrics, **more):
    return {"ReferenceNumber": "2025-00000001", "Rubrics": list(rubrics) or [rubric()], **more}


def one(document, name="f.json"):
    return read_one(as_bytes(document), name)


def test_accounts_and_reference_record_in_two_files_find_each_other_by_number_in_either_order():
    files = {"a.json": as_bytes(nbb_json(DEPOSIT)), "b.json": as_bytes([nbb_reference(DEPOSIT)])}
    for order in (files, dict(reversed(files.items()))):
        read_ = read(order)
        assert told(read_) == []
        [filing] = read_.filings
        assert (filing.entity, filing.model, filing.reference) == (DEPOSIT.entity, DEPOSIT.model, DEPOSIT.reference)
        assert (filing.year, filing.deposited, filing.is_deposit) == (DEPOSIT.year, DEPOSIT.deposited, True)
        assert filing.previous.amounts == DEPOSIT.previous.amounts
        assert (filing.name, filing.legal_form) == (DEPOSIT.name, DEPOSIT.legal_form)


def test_they_find_each_other_by_file_name_when_the_accounts_have_no_number():
    bare = {"Rubrics": [rubric()]}
    for other in ("x.reference.json", "x-references.json", "x_ref.json"):
        read_ = read({"x.json": as_bytes(bare), other: as_bytes([REFERENCE])})
        assert (told(read_), read_.filings[0].entity) == ([], "0403019261")


def test_a_record_for_another_deposit_is_not_taken_by_file_name():
    other = REFERENCE | {"ReferenceNumber": "2024-9"}
    read_ = read({"x.json": as_bytes(accounts()), "x.reference.json": as_bytes([other])})
    assert read_.filings == []


@pytest.mark.parametrize(
    "document",
    [
        {**REFERENCE, "Rubrics": [rubric()]},
        {"Reference": REFERENCE, "AccountingData": accounts()},
        {**REFERENCE, "accounts": {"Rubrics": [rubric()]}},
        {"Rubrics": [rubric()], "reference": REFERENCE},
        [{"reference": REFERENCE, "data": {"Rubrics": [rubric()]}}],
        [REFERENCE, accounts()],
        [REFERENCE, {"Rubrics": [rubric()]}],
        {"EnterpriseNumber": "0403019261", "EndDate": "2024-12-31", "Rubrics": [rubric()]},
        {"value": [{**REFERENCE, "Rubrics": [rubric()]}]},
        {key.upper(): value for key, value in {**REFERENCE, "Rubrics": [rubric()]}.items()},
        {
            "enterprisenumber": "BE 0403.019.261",
            "exerciseDates": {"EndDate": "2024-12-31T00:00:00"},
            "rubrics": [rubric()],
        },
    ],
)
def test_both_may_stand_in_one_document_in_any_wrapping_and_capitals(document):
    read_ = one(document)
    assert told(read_) == []
    [filing] = read_.filings
    assert (filing.entity, filing.year.end, dict(filing.year.amounts)) == (
        "0403019261",
        date(2024, 12, 31),
        {"70": 5.0},
    )


def test_a_legal_form_may_be_a_code_or_an_object_with_its_code():
    for form in ("014", {"LegalFormCode": "014", "Validity": None}):
        assert one({**REFERENCE, **accounts(), "LegalForm": form}).filings[0].legal_form == "nv"


def test_a_list_of_whole_deposits_gives_them_all():
    second = {**REFERENCE, "ReferenceNumber": "2024-2", "ExerciseDates": {"EndDate": "2023-12-31"}}
    read_ = one([{**REFERENCE, **accounts()}, {**second, "Rubrics": [rubric(value="6")]}])
    assert [filing.year.amounts["70"] for filing in read_.filings] == [5.0, 6.0]


def test_without_reference_the_number_comes_from_the_file_name_and_the_missing_day_is_told():
    read_ = one(accounts(), "0403019261_2025-00000001.json")
    assert read_.filings[0].entity == "0403019261"
    assert read_.filings[0].year.end is None
    assert "is read without its closing day" in told(read_)[0]


@pytest.mark.parametrize("name", ["f.json", "0403019261 0200065765.json"])
def test_without_reference_and_number_the_fault_says_what_is_missing(name):
    read_ = one(accounts(), name)
    assert read_.filings == []
    assert "does not say whose accounts these are (2025-00000001)" in told(read_)[0]
    assert "its reference record (same ReferenceNumber)" in told(read_)[0]


@pytest.mark.parametrize(
    ("model", "expected"), [("m81-f", AccountsModel.ABRIDGED), ("m02-f", AccountsModel.FULL), ("m44-x", None)]
)
def test_the_model_is_that_of_the_reference(model, expected):
    assert one({**REFERENCE, **accounts(), "ModelType": model}).filings[0].model is expected


def test_a_rubric_twice_with_another_amount_names_both_places_and_neither_is_read():
    read_ = one({**REFERENCE, **accounts(rubric(), rubric("62"), rubric(value="6"))})
    assert read_.filings[0].year.amounts == {"62": 5.0}
    assert told(read_) == [
        "f.json, rubrics[2]: rubric 70 is given twice with another amount; first in rubrics[0]. Neither is read. "
        "Expected: each rubric once a period."
    ]


def test_text_in_a_number_is_told_for_a_rubric_of_ours_and_left_alone_for_another():
    read_ = one({**REFERENCE, **accounts(rubric(), rubric("62", "n.v.t."), rubric("99999", "tekst"))})
    assert read_.filings[0].year.amounts == {"70": 5.0}
    [fault] = told(read_)
    assert fault.startswith('f.json, rubrics[1]: rubric 62: "n.v.t." is no number. It is left out.')


@pytest.mark.parametrize("value", ["1,5", "NaN", "1e999", True, [], {}, float("inf"), 10**400])
def test_values_that_are_no_amount_are_told(value):
    read_ = one({**REFERENCE, **accounts(rubric(), rubric("62", value))})
    assert read_.filings[0].year.amounts == {"70": 5.0}
    assert len(read_.faults) == 1


def test_empty_values_are_missing():
    read_ = one({**REFERENCE, **accounts(rubric(), rubric("62", ""), rubric("61", None))})
    assert (read_.filings[0].year.amounts, read_.faults) == ({"70": 5.0}, [])


def test_rubrics_of_participating_interests_are_not_those_of_the_firm():
    nested = {"ParticipatingInterests": [{"Rubrics": [rubric("9904", "7")]}]}
    assert one({**REFERENCE, **accounts(), **nested}).filings[0].year.amounts == {"70": 5.0}


def test_another_currency_leaves_the_filing_out():
    read_ = one({**REFERENCE, **accounts(), "Currency": "USD"})
    assert (read_.filings, told(read_)[0]) == (
        [],
        'f.json: is in "USD", so that it is left out. Expected: amounts in euro (EUR).',
    )


def test_a_financial_year_that_is_not_twelve_months_has_its_length_and_an_impossible_one_none():
    dates = {"startDate": "2023-07-01", "endDate": "2024-12-31"}
    assert one({**REFERENCE, **accounts(), "ExerciseDates": dates}).filings[0].year.months == 18.0
    dates = {"startDate": "2025-07-01", "endDate": "2024-12-31"}
    read_ = one({**REFERENCE, **accounts(), "ExerciseDates": dates})
    assert read_.filings[0].year.months is None
    assert "its length is not used" in told(read_)[0]


def test_reference_records_alone_are_one_fault():
    [fault] = told(one([REFERENCE]))
    assert fault.startswith("f.json: holds reference records only")


NO_ACCOUNTS = (
    *('{"Rubrics": [', "[1, 2", '{"a": 1}', "[]", '{"Rubrics": "x"}', "[" * 100_000, '{"a": ' + "9" * 5_000 + "}"),
    *("{'a': 1}", '{"Rubrics": [1, null, {"Code": "70"}]}', '{"Rubrics": []}', '{"Rubrics": [{}]}'),
)


@pytest.mark.parametrize("text", NO_ACCOUNTS)
def test_json_that_holds_no_accounts_is_a_fault(text):
    read_ = read_one(text, "0403019261.json")
    assert read_.filings == []
    assert read_.faults


def test_a_truncated_document_is_told_with_its_line():
    text = as_bytes({**REFERENCE, **accounts()}).replace(b"{", b"{\n")[:-20]
    [fault] = told(read_one(text, "f.json"))
    assert fault.startswith("f.json:4: is not valid JSON")


def test_a_key_given_twice_is_told():
    text = '{"EnterpriseNumber": "0403019261", "Rubrics": [{"Code": "70", "Code": "62", "Value": "1", "Period": "N"}]}'
    assert 'the key "Code" is given twice' in told(read_one(text))[0]


def test_accounts_do_not_wait_for_ever():
    files = {f"{place}.json": as_bytes(accounts()) for place in range(4)}
    read_ = read(files, waiting=2)
    assert any("waited for their reference record" in fault for fault in told(read_))


def test_the_same_deposit_is_read_the_same_alone_and_in_a_batch():
    whole = as_bytes(nbb_json(DEPOSIT) | nbb_reference(DEPOSIT))
    [alone] = read_one(whole).filings
    batch = read({"a": whole, "b": whole}).filings
    assert [without_place(filing) for filing in batch] == [without_place(alone)] * 2
