"""Entities, models, days and legal forms as files write them."""

from datetime import date

import pytest

from wegwijzer.core.accounts.filing import AccountsModel
from wegwijzer.readers.accounts.labels import day_of, entity_of, model_of, numbers_in_name
from wegwijzer.readers.accounts.legal_form import legal_form_of
from wegwijzer.readers.accounts.rubric_code import rubric_code


@pytest.mark.parametrize("written", ["0403.019.261", "BE 0403 019 261", "403019261", " 0403019261 "])
def test_an_enterprise_number_is_kept_in_ten_digits(written):
    assert entity_of(written) == ("0403019261", "")


def test_a_number_with_wrong_check_digits_is_kept_as_a_label_and_said_to_be_wrong():
    entity, problem = entity_of("0403.019.262")
    assert entity == "0403.019.262"
    assert "check digits" in problem


@pytest.mark.parametrize("label", ["klant 12", "12345", "9999999999", "Bakkerij Jansen"])
def test_any_other_label_is_kept_without_a_word(label):
    assert entity_of(label) == (label, "")


@pytest.mark.parametrize(
    ("written", "model"),
    [
        ("m01-f", AccountsModel.ABRIDGED),
        ("m81-f", AccountsModel.ABRIDGED),
        ("M02", AccountsModel.FULL),
        ("m82-f", AccountsModel.FULL),
        ("m07-f", AccountsModel.MICRO),
        ("m87", AccountsModel.MICRO),
        ("VOL-kap", AccountsModel.FULL),
        ("verkort", AccountsModel.ABRIDGED),
        ("m99-x", None),
        ("iets", None),
        ("", None),
    ],
)
def test_the_model_comes_from_the_code_of_the_nbb_or_from_a_word(written, model):
    assert model_of(written) is model


@pytest.mark.parametrize("written", ["2024-12-31", "31/12/2024", "31-12-2024", "31.12.2024", "20241231"])
def test_a_day_is_read_year_first_or_day_first(written):
    assert day_of(written) == date(2024, 12, 31)


@pytest.mark.parametrize("written", ["2024", "12/31/2024", "2024-02-30", "0001-01-01", "31/12/24", "x", ""])
def test_what_is_no_day_is_none(written):
    assert day_of(written) is None


def test_a_file_name_gives_the_valid_numbers_in_it():
    assert numbers_in_name("0403019261_2024-00012345.json") == ["0403019261"]
    assert numbers_in_name("0403.019.261 en 0403019261.json") == ["0403019261"]
    assert numbers_in_name("0403019262-2024.json") == []


@pytest.mark.parametrize(
    ("written", "form"), [("014", "nv"), ("14", "nv"), ("NV", "nv"), ("lgf:m610", "bv"), ("?", "")]
)
def test_the_legal_form_comes_from_the_kbo_code_or_from_its_name(written, form):
    assert legal_form_of(written) == form


@pytest.mark.parametrize("written", ["70", "10/15", " 70/76a", "9901", "8059P", "640/8"])
def test_a_rubric_code_is_recognised(written):
    assert rubric_code(written) == written.strip().upper()


@pytest.mark.parametrize("written", ["omzet", "", "10-15", "7 0 x", "123456", "70/", "n"])
def test_what_is_no_rubric_code_is_none(written):
    assert rubric_code(written) is None
