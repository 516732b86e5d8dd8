"""What is personal leaves a text before it is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.language.masking import LABELS, PersonalKind, mask

SEPARATORS = ("", " ", ".", "-", "/", " - ", "\u00a0", "_", "–")


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    """Eleven digits: birth before 2000 or from then on, ordinary or for somebody who is not in the register itself."""
    year, month, day = draw(st.integers(0, 99)), draw(st.integers(0, 12)), draw(st.integers(0, 31))
    month += draw(st.sampled_from((0, 20, 40)))
    first = f"{year:02}{month:02}{day:02}{draw(st.integers(1, 998)):03}"
    check = 97 - int(draw(st.sampled_from(("", "2"))) + first) % 97
    return f"{first}{check:02}"


@given(national_numbers(), st.lists(st.sampled_from(SEPARATORS), min_size=10, max_size=10))
def test_no_national_number_survives_whatever_stands_between_its_digits(number, between):
    written = "".join(digit + separator for digit, separator in zip(number, [*between, ""], strict=True))
    masked = mask(f"mijn nummer is {written}, bel me")
    assert masked.text.startswith("mijn nummer is [")
    assert masked.text.endswith("], bel me")
    assert not any(sign.isdigit() for sign in masked.text)


@given(st.text(st.sampled_from("0123456789 .-/+@abBE[]\n,()"), max_size=80))
def test_masking_twice_is_masking_once(text):
    once = mask(text)
    assert mask(once.text).text == once.text
    assert mask(once.text).found == ()


@given(st.text())
def test_any_text_is_masked_without_a_fault_and_one_without_digits_and_at_signs_stays_as_it_is(text):
    masked = mask(text)
    if not any(sign.isdecimal() or sign == "@" for sign in text):
        assert masked == type(masked)(text)
    ends = [0]
    for found in masked.found:
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("93.05.18-223.61", PersonalKind.NATIONAL_NUMBER),
        ("930518 223 61", PersonalKind.NATIONAL_NUMBER),
        ("17.07.30-033.84", PersonalKind.NATIONAL_NUMBER),
        ("BE68 5390 0754 7034", PersonalKind.ACCOUNT),
        ("be68539007547034", PersonalKind.ACCOUNT),
        ("BE68-5390-0754-7034", PersonalKind.ACCOUNT),
        ("539-0075470-34", PersonalKind.ACCOUNT),
        ("NL91 ABNA 0417 1643 00", PersonalKind.ACCOUNT),
        ("FR14 2004 1010 0505 0001 3M02 606", PersonalKind.ACCOUNT),
        ("4111 1111 1111 1111", PersonalKind.CARD),
        ("5500-0000-0000-0004", PersonalKind.CARD),
        ("3400 0000 0000 009", PersonalKind.CARD),
        ("jan.peeters+werk@voorbeeld.co.be", PersonalKind.EMAIL),
        ("0475 12 34 56", PersonalKind.PHONE),
        ("0475/12.34.56", PersonalKind.PHONE),
        ("+32 475 12 34 56", PersonalKind.PHONE),
        ("0032 (0)475 12 34 56", PersonalKind.PHONE),
        ("02 123 45 67", PersonalKind.PHONE),
        ("056/12.34.56", PersonalKind.PHONE),
        ("+32 2 123 45 67", PersonalKind.PHONE),
    ],
)
def test_each_kind_is_found_in_the_ways_in_which_it_is_written(text, kind):
    masked = mask(f"Dit is {text}.")
    assert masked.kinds == (kind,)
    assert masked.text == f"Dit is {LABELS[kind]}."


@pytest.mark.parametrize(
    "text",
    [
        "0403.019.261",
        "BE 0403 019 261",
        "BE0403019261",
        "Een machine van 80.000 euro, 12 ton, 3 kW",
        "omzet van 1.200.000 in 2019, 1.500.000 in 2020",
        "EAN 5410041001204",
        "op 01/02/2026 3 stuks",
        "93.05.18-223.62",
        "BE68 5390 0754 7035",
        "4111 1111 1111 1112",
        "tussen 10 en 15 mensen, van 9 tot 17 uur",
        "ISO 9001:2015, EN 13432",
        "stuk 2/3 @ 5 euro",
    ],
)
def test_enterprise_numbers_amounts_and_numbers_with_wrong_check_digits_stay(text):
    assert mask(text).text == text


def test_a_number_beside_other_numbers_is_found_all_the_same():
    assert mask("nr 12 93.05.18-223.61 5 keer").text == "nr 12 [rijksregisternummer] 5 keer"


def test_several_are_told_in_the_order_of_the_text():
    text = "a@b.be of 0475 12 34 56, BE68 5390 0754 7034"
    masked = mask(text)
    assert masked.kinds == (PersonalKind.EMAIL, PersonalKind.PHONE, PersonalKind.ACCOUNT)
    assert masked.text == "[e-mailadres] of [telefoonnummer], [rekeningnummer]"
    assert [text[one.start : one.end] for one in masked.found] == ["a@b.be", "0475 12 34 56", "BE68 5390 0754 7034"]


def test_only_the_kinds_asked_for_leave():
    text = "a@b.be, 93.05.18-223.61"
    assert mask(text, kinds={PersonalKind.NATIONAL_NUMBER}).text == "a@b.be, [rijksregisternummer]"


def test_the_words_in_its_place_are_those_of_the_caller():
    labels = {**LABELS, PersonalKind.EMAIL: "[e-mail address]"}
    assert mask("write a@b.be", labels=labels).text == "write [e-mail address]"


@pytest.mark.parametrize("label", ["[nummer 1]", "[@]"])
def test_a_label_that_looks_personal_itself_is_refused(label):
    with pytest.raises(ValueError, match="without digits"):
        mask("x", labels={**LABELS, PersonalKind.EMAIL: label})


def test_a_text_of_five_million_characters_is_read_in_seconds():
    assert mask("a1 2-3@ " * 625_000).found == ()
