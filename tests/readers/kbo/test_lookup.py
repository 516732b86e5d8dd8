"""What the register says of a firm."""

from __future__ import annotations

from datetime import date

import pytest

from tests.kbo_dumps import Dump, address, establishment_number
from tests.readers.kbo.registers import BAKERY, PAINTER, WEAVER
from tests.readers.kbo.test_full_load import three_firms
from wegwijzer.core.errors import InputError
from wegwijzer.readers.kbo.lookup import open_register

ANTWERP, GHENT, LIEGE, NOWHERE = ("2000", "Antwerpen"), ("9000", "Gent"), ("4000", "Luik"), ("0999", "Nergens")


def test_there_is_no_register_before_one_is_loaded(folder):
    assert open_register(folder) is None


def test_a_file_that_is_no_register_is_refused(folder):
    folder.mkdir()
    (folder / "kbo.sqlite3").write_bytes(b"not a register" * 100)
    with pytest.raises(InputError, match=r"is no register.*load the full dump again"):
        open_register(folder)


def test_a_file_that_is_no_register_is_replaced_by_a_full_dump(load_files, folder):
    folder.mkdir()
    (folder / "kbo.sqlite3").write_bytes(b"not a register" * 100)
    assert load_files(three_firms().texts()).outcome == "loaded"


def test_a_legal_person_with_all_that_is_kept(load_files, folder):
    load_files(three_firms().texts())
    with open_register(folder) as register:
        firm = register.by_number("BE 0200 000 142")
        assert register.as_of == date(2026, 11, 1)
    assert (firm.number, firm.as_of, firm.name, firm.started) == (
        "0200000142",
        date(2026, 11, 1),
        "Bakkerij De Korst",
        date(2009, 3, 1),
    )
    assert firm.is_active
    assert not firm.is_natural_person
    assert firm.status.labels == {"nl": "Actief", "fr": "Actif"}
    assert firm.situation.labels["nl"] == "Normale toestand"
    assert firm.legal_form.labels == {"nl": "Besloten Vennootschap", "fr": "Société à responsabilité limitée"}
    assert [(name.text, name.kind.labels.get("nl"), name.language.labels["nl"]) for name in firm.names] == [
        ("Bakkerij De Korst", "Naam", "Nederlands"),
        ("La Croûte", "Commerciële naam", "Frans"),
    ]
    assert (firm.seat.postal_code, firm.seat.municipality["nl"]) == ("8500", "Kortrijk")
    assert (firm.province, firm.region) == ("west-vlaanderen", "vlaanderen")
    assert [(item.nace.code, item.version, item.classification) for item in firm.activities] == [
        ("10711", "2008", "MAIN"),
        ("10711", "2025", "MAIN"),
    ]
    assert firm.activities[0].nace.labels["nl"].startswith("Industriële vervaardiging van brood")
    assert (firm.establishment_count, firm.establishment_postal_codes) == (2, ("8500", "9000"))
    assert firm.establishment_in_flanders is True


def test_a_number_that_the_register_does_not_have_and_one_that_is_none(load_files, folder):
    load_files(three_firms().texts())
    with open_register(folder) as register:
        assert register.by_number("0403.019.261") is None
        with pytest.raises(ValueError, match="check digits"):
            register.by_number("0403.019.262")


def test_a_stopped_firm_says_so(load_files, folder):
    load_files(three_firms().texts())
    with open_register(folder) as register:
        assert not register.by_number(WEAVER).is_active


def a_register(load_files, folder, **firm):
    load_files(Dump().firm(BAKERY, **firm).texts())
    return open_register(folder)


def shops(*places):
    return [(establishment_number(number), *place) for number, place in enumerate(places)]


@pytest.mark.parametrize(
    ("places", "in_flanders"),
    [
        ((LIEGE, GHENT), True),
        ((LIEGE,), False),
        ((LIEGE, NOWHERE), None),
        ((GHENT, NOWHERE), True),
        ((), None),
    ],
)
def test_whether_there_is_an_establishment_in_flanders_is_open_while_a_place_is_not_known(
    load_files, folder, places, in_flanders
):
    with a_register(load_files, folder, seat=LIEGE, establishments=shops(*places)) as register:
        assert register.by_number(BAKERY).establishment_in_flanders is in_flanders


@pytest.mark.parametrize(
    ("places", "area"),
    [
        ((GHENT, GHENT), ("oost-vlaanderen", "vlaanderen")),
        ((GHENT, ANTWERP), (None, "vlaanderen")),
        ((GHENT, LIEGE), (None, None)),
        ((NOWHERE,), (None, None)),
        ((), (None, None)),
    ],
)
def test_a_natural_person_is_where_all_establishments_are(load_files, folder, places, area):
    with a_register(load_files, folder, kind="1", establishments=shops(*places)) as register:
        firm = register.by_number(BAKERY)
        assert (firm.province, firm.region) == area


def test_activities_are_those_of_establishments_only_where_the_firm_has_none(load_files, folder):
    dump = three_firms()
    dump.rows["activity"] += [
        (establishment_number(0), "001", "2008", "47241", "MAIN"),
        (establishment_number(2), "001", "2008", "43341", "MAIN"),
    ]
    load_files(dump.texts())
    with open_register(folder) as register:
        bakery, painter = register.by_number(BAKERY), register.by_number(PAINTER)
    assert ({item.nace.code for item in bakery.activities}, bakery.activities_are_of_establishments) == (
        {"10711"},
        False,
    )
    assert ({item.nace.code for item in painter.activities}, painter.activities_are_of_establishments) == (
        {"43341"},
        True,
    )


def test_a_seat_abroad_is_known_to_be_abroad_and_no_more(load_files, folder):
    dump = Dump().firm(BAKERY)
    dump.rows["address"].append((BAKERY, "REGO", "Nederland", "Pays-Bas", "1234AB", "Breda", "Breda", *["x"] * 5, ""))
    load_files(dump.texts())
    with open_register(folder) as register:
        firm = register.by_number(BAKERY)
    assert (firm.seat, firm.province, firm.region) == (None, None, "buitenland")
    assert b"Breda" not in (folder / "kbo.sqlite3").read_bytes()


def test_an_address_that_was_struck_off_is_no_address(load_files, folder):
    dump = Dump().firm(BAKERY)
    dump.rows["address"].append(address(BAKERY, "REGO", *GHENT, struck_off="01-02-2020"))
    load_files(dump.texts())
    with open_register(folder) as register:
        assert register.by_number(BAKERY).seat is None


def test_the_facts_of_a_firm_come_with_the_day_of_the_register(load_files, folder):
    load_files(three_firms().texts())
    with open_register(folder) as register:
        facts = register.facts(register.by_number(BAKERY))
    assert {fact: known.value for fact, known in facts.items() if fact != "founded"} == {
        "legal_form": "bv",
        "postal_code": "8500",
        "province": "west-vlaanderen",
        "region": "vlaanderen",
        "establishment_in_flanders": True,
        "insolvency_proceedings": False,
        "nace": "10711",
        "nace_version": "2008",
    }
    assert {(known.source.value, known.as_of, known.detail) for known in facts.values()} == {
        ("register", date(2026, 11, 1), "kbo")
    }
