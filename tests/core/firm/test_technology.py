"""Technology classes: report 2016, appendix 4, table 13, row by row."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.core.firm import technology
from wegwijzer.core.firm.technology import (
    Correspondence,
    TechnologyClass,
    TechnologyTable,
    normalise_nace,
    technology_class,
)

ROWS = (
    TechnologyClass("high", ("21", "26", "303")),
    TechnologyClass("medium_high", ("20", "254", "27", "28", "29", "30", "325"), ("301", "303")),
    TechnologyClass("medium_low", ("182", "19", "22", "23", "24", "25", "301", "33"), ("254",)),
    TechnologyClass("low", ("10", "11", "12", "13", "14", "15", "16", "17", "18", "31", "32"), ("182", "325")),
)
EARLIER = {
    "2960": ("2540", "3040"),
    "2971": ("2751", "3312"),
    "30": ("3320",),
    "3001": ("2823",),
    "3002": ("2620",),
    "3511": ("3011", "3315"),
    "3512": ("3012",),
    "3720": ("3832",),
}
TABLE = TechnologyTable(ROWS, (Correspondence("2003", EARLIER),))
CLASSES = {"high", "medium_high", "medium_low", "low", "outside"}


def class_of(nace: str, version: str = "2008") -> str | None:
    return technology_class(nace, version, TABLE)


def test_docstring_examples_hold():
    assert doctest.testmod(technology).failed == 0


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("21 21.10 21201 26 26.1 26512 303 30.3 30300", "high"),
        ("20 20.1 20160 254 25.4 25400 27 28 29 27.11 28990 29.320 302 304 30.91 309 325 32.50 32501", "medium_high"),
        ("182 18.20 18200 19 19.20 22 23 24 22.2 23.61 24.42 251 25.11 25620 301 30.11 30120 33 33.1", "medium_low"),
        ("10 11 12 13 14 15 16 17 10.71 11050 17.120 181 18.12 18130 31 31.09 321 32.1 32.99 323", "low"),
        ("01 05 08.11 09 34 35 36 41.20 47 62 62.010 72190 96 99 00", "outside"),
    ],
)
def test_every_row_of_the_table(codes, expected):
    assert {code: class_of(code) for code in codes.split()} == dict.fromkeys(codes.split(), expected)


@pytest.mark.parametrize("code", ["18", "25", "30", "32"])
def test_division_with_an_exception_is_too_short_to_decide(code):
    assert class_of(code) is None


@pytest.mark.parametrize("version", ["2025", "nacebel-2025", "NACE Rev. 2.1", ""])
def test_version_without_correspondence_never_decides(version):
    assert class_of("26", version) is None
    assert class_of("62", version) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("30.01", "medium_high"),
        ("30.02", "high"),
        ("30.020", "high"),
        ("300", None),
        ("30", None),
        ("35.11", "medium_low"),
        ("351", "medium_low"),
        ("35", "medium_low"),
        ("29.60", "medium_high"),
        ("29.71", None),
        ("37.20", "outside"),
        ("35.19", None),
        ("62.01", "outside"),
        ("10", "outside"),
    ],
)
def test_earlier_code_decides_when_all_that_stands_beside_it_agrees(code, expected):
    assert class_of(code, "nacebel-2003") == expected


def test_link_of_a_whole_division_counts_for_the_division_alone():
    table = TechnologyTable(ROWS, (Correspondence("2003", {"34": ("3320",), "3410": ("2910",)}),))
    assert [technology_class(code, "2003", table) for code in ("34", "341", "34.10")] == [
        None,
        "medium_high",
        "medium_high",
    ]


@pytest.mark.parametrize("version", ["2008", " 2008", "NACE-BEL 2008", "nacebel-2008", "nacebel2008"])
def test_version_is_known_by_its_year(version):
    assert class_of("26", version) == "high"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("25", "25"), ("25.4", "254"), ("254", "254"), ("25.40", "2540"), ("25.400", "25400"), (" 01.110 ", "01110")],
)
def test_dots_and_spaces_do_not_matter(text, digits):
    assert normalise_nace(text) == digits


@pytest.mark.parametrize("text", ["", "2", "254000", "C25", "25,4", "..25", "25..4", "25.", "²5", "٢٥", "twenty"])
def test_text_that_is_no_code_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"two to five digits.*25\.4"):
        normalise_nace(text)
    with pytest.raises(ValueError, match="two to five digits"):
        class_of(text)


@given(st.from_regex(r"[0-9]{2,5}", fullmatch=True))
def test_finer_code_never_contradicts_a_coarser_one(code):
    found = class_of(code)
    assert found is None or found in CLASSES
    if len(code) >= 3:
        assert found is not None
    if found is not None and len(code) < 5:
        assert {class_of(f"{code}{digit}") for digit in range(10)} == {found}


CODES = st.from_regex(r"[1-3][0-9]{3}", fullmatch=True)
CORRESPONDENCES = st.dictionaries(CODES, st.lists(CODES, min_size=1, max_size=4).map(tuple), min_size=1, max_size=12)


@given(CORRESPONDENCES, CODES)
def test_code_of_another_version_decides_exactly_when_its_counterparts_agree(classes, code):
    table = TechnologyTable(ROWS, (Correspondence("2025", classes),))
    touched = {known[:2] for known in classes}
    for known, counterparts in classes.items():
        agreed = {class_of(one) for one in counterparts}
        assert technology_class(known, "2025", table) == (agreed.pop() if len(agreed) == 1 else None)
    if code not in classes:
        assert technology_class(code, "2025", table) == (None if code[:2] in touched else "outside")


@given(CORRESPONDENCES, st.integers(2, 3))
def test_coarser_code_of_another_version_decides_exactly_when_all_finer_ones_agree(classes, digits):
    table = TechnologyTable(ROWS, (Correspondence("2025", classes),))
    for coarse in {known[:digits] for known in classes}:
        finer = {technology_class(known, "2025", table) for known in classes if known.startswith(coarse)}
        assert technology_class(coarse, "2025", table) == (finer.pop() if len(finer) == 1 else None)


@given(st.from_regex(r"[0-9]{2,5}", fullmatch=True), CORRESPONDENCES)
def test_correspondences_leave_codes_of_2008_as_they_are(code, classes):
    assert technology_class(
        code, "2008", TechnologyTable(ROWS, (Correspondence("2025", classes),))
    ) == technology_class(code, "2008", TechnologyTable(ROWS))
