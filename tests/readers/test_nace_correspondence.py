"""The correspondences of NACE as shipped, against what the official tables say, and the faults of a file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import a_profile
from wegwijzer.core.firm.deriving import derive
from wegwijzer.core.firm.technology import technology_class
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_day
from wegwijzer.readers.nace_correspondence import read_correspondences
from wegwijzer.readers.yaml_file import read_yaml_file

TABLE = shipped_catalogue().technology_table
BY_VERSION = {known.version: known for known in TABLE.correspondences}


def test_both_other_versions_are_there():
    assert TABLE.versions == ("2003", "2008", "2025")


@pytest.mark.parametrize(
    ("version", "code", "expected"),
    [
        ("2003", "15.81", "low"),
        ("2003", "24.41", "high"),
        ("2003", "24.42", None),
        ("2003", "24", None),
        ("2003", "34.10", "medium_high"),
        ("2003", "34", None),
        ("2003", "35.12", "medium_low"),
        ("2003", "29.71", None),
        ("2003", "37.10", "outside"),
        ("2003", "72.22", "outside"),
        ("2003", "72.20", None),
        ("2003", "72.50", None),
        ("2003", "45.21", "outside"),
        ("2025", "10.71", "low"),
        ("2025", "25.30", "medium_high"),
        ("2025", "25", None),
        ("2025", "26.60", None),
        ("2025", "28", "medium_high"),
        ("2025", "30.31", "high"),
        ("2025", "31", "low"),
        ("2025", "91.30", None),
        ("2025", "62.10", "outside"),
    ],
)
def test_class_of_a_code_follows_the_official_table(version, code, expected):
    assert technology_class(code, version, TABLE) == expected


@pytest.mark.parametrize(
    ("version", "code", "expected"),
    [("2008", "2540", "medium_high"), ("nacebel-2003", "15811", "low"), ("2025", "25300", "medium_high")],
)
def test_class_of_a_firm_follows_from_its_code_with_its_version(version, code, expected):
    picture = derive(a_profile(nace=code, nace_version=version), shipped_day(date(2025, 1, 1)).derivation)
    assert picture.values["technology_class"] == expected


def test_firm_whose_code_does_not_decide_has_no_class():
    picture = derive(a_profile(nace="29710", nace_version="2003"), shipped_day(date(2025, 1, 1)).derivation)
    assert "technology_class" not in picture.values


@pytest.mark.parametrize(("version", "classes", "undecided"), [("2003", 346, 78), ("2025", 244, 13)])
def test_how_many_classes_their_code_does_not_decide(version, classes, undecided):
    codes = [code for code in BY_VERSION[version].classes if len(code) == 4]
    assert len(codes) == classes
    assert sum(technology_class(code, version, TABLE) is None for code in codes) == undecided


@pytest.mark.parametrize("version", ["2003", "2025"])
def test_every_class_of_2008_inside_the_table_is_reached(version):
    reached = {code for counterparts in BY_VERSION[version].classes.values() for code in counterparts}
    prefixes = {prefix for row in TABLE.classes for prefix in row.include}
    assert {prefix for prefix in prefixes if not any(code.startswith(prefix) for code in reached)} == set()


def read(tmp_path, text):
    path = tmp_path / "nace_correspondence.yaml"
    path.write_text(text, encoding="utf-8")
    return read_correspondences(read_yaml_file(path, name=path.name))


def test_file_names_every_fault_with_its_line(tmp_path):
    entry = '- version: "2003"\n  name: A\n  source: {title: B, url: null}\n  classes:\n    "1511": ["1011"]\n'
    _, faults = read(tmp_path, f'correspondences:\n{entry}    "1512": []\n{entry}')
    assert [str(fault) for fault in faults] == [
        "nace_correspondence.yaml:7: correspondences.0.classes.1512: has no counterpart. Expected: "
        "every class of 2008 that shares its content, or no line at all for the whole division.",
        'nace_correspondence.yaml:8: correspondences.1.version: "2003" is given twice. Expected: each version once.',
    ]


def test_code_that_is_no_class_is_a_fault(tmp_path):
    entry = '- version: "2003"\n  name: A\n  source: {title: B, url: null}\n  classes:\n    "151": ["1011"]\n'
    _, faults = read(tmp_path, f"correspondences:\n{entry}")
    assert len(faults) == 1
    assert str(faults[0]).startswith("nace_correspondence.yaml:6: ")
    assert '"151" is no class or division; give four or two digits in quotes' in str(faults[0])
