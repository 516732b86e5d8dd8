"""Of natural persons no personal name and no address is ever in a file, not even in its free pages."""

from __future__ import annotations

import pytest

from tests.kbo_dumps import Dump, establishment_number
from tests.readers.kbo.registers import PAINTER, WEAVER, faults
from tests.readers.kbo.test_full_load import Stopped, StopsAt, three_firms
from wegwijzer.readers.kbo.lookup import open_register

SHOP = establishment_number(7)
SECRETS = ("Zonderling", "Wilhelmina", "Zandhoven", "2240", "Verborgenstraat", "Cachée")


def a_painter(kind: str = "1") -> Dump:
    """A natural person with a shop in a place where nobody else is; as a legal person, to see that we would find it."""
    dump = three_firms()
    for rows in dump.rows.values():
        rows[:] = [row for row in rows if PAINTER not in row and row[0] != establishment_number(2)]
    return dump.firm(
        PAINTER,
        kind=kind,
        names=[("2", "001", "Wilhelmina Zonderling"), ("2", "003", "Schilderwerken De Kwast")],
        seat=("2240", "Zandhoven"),
        activities=[("001", "2008", "43341", "MAIN")],
        establishments=[(SHOP, "2240", "Zandhoven")],
    )


def found_in(folder) -> set[str]:
    """Which of the secrets stand anywhere in the files, in any case of letters."""
    data = b"".join(path.read_bytes() for path in folder.iterdir()).lower()
    return {secret for secret in SECRETS if secret.lower().encode() in data}


def test_the_search_would_find_them_in_the_register_of_a_legal_person(load_files, folder):
    load_files(a_painter(kind="2").texts())
    assert found_in(folder) == {"Zonderling", "Wilhelmina", "Zandhoven", "2240"}


def test_after_a_full_load_nothing_of_them_is_there(load_files, folder):
    load_files(a_painter().texts())
    assert found_in(folder) == set()


@pytest.mark.parametrize("step", ["activity.csv", "words of names"])
def test_nor_is_it_in_what_an_interrupted_load_leaves(load_files, folder, step):
    with pytest.raises(Stopped):
        load_files(a_painter().texts(), StopsAt(step))
    assert found_in(folder) == set()


def test_nor_after_an_update_that_brings_them(load_files, folder):
    load_files(three_firms().texts())
    load_files(three_firms().update_to(a_painter()))
    assert found_in(folder) == set()


def test_nor_after_a_firm_became_a_natural_persons(load_files, folder):
    load_files(a_painter(kind="2").texts())
    update = a_painter(kind="2").update_to(a_painter())
    assert found_in(folder) != set()
    load_files(update)
    assert found_in(folder) == set()
    with open_register(folder) as register:
        assert register.by_number(PAINTER).name == "Schilderwerken De Kwast"
        assert register.by_number(PAINTER).province == "antwerpen"
        assert register.by_name("zonderling") == []


def test_nor_after_an_establishment_went_over_to_a_natural_person(load_files, folder):
    before = three_firms()
    before.firm("0200.000.538", establishments=[(SHOP, "2240", "Zandhoven")])
    after = three_firms()
    after.rows["establishment"].append((SHOP, "01-03-2009", PAINTER))
    after.rows["address"].append(before.rows["address"][-1])
    load_files(before.texts())
    load_files(before.update_to(after))
    assert {"Zandhoven", "2240"} & found_in(folder) == set()
    with open_register(folder) as register:
        assert register.by_number(PAINTER).establishment_in_flanders is True


def test_nor_in_the_report_of_broken_rows(load_files, folder):
    files = a_painter().texts()
    files["address.csv"] += (
        f'Zandhoven,{SHOP},BAET,2240,Verborgenstraat\n"{SHOP}","2240","","","Zandhoven"' + ',""' * 8 + "\n"
    )
    files["denomination.csv"] += f"Zonderling,{PAINTER},001,Wilhelmina\n"
    load_files(files)
    assert len(faults(folder)) == 3
    assert found_in(folder) == set()


def test_what_is_left_of_them_is_what_the_rules_need(load_files, folder):
    load_files(a_painter().texts())
    with open_register(folder) as register:
        painter = register.by_number(PAINTER)
        assert (painter.province, painter.region, painter.establishment_in_flanders) == (
            "antwerpen",
            "vlaanderen",
            True,
        )
        assert [name.text for name in painter.names] == ["Schilderwerken De Kwast"]
        assert (painter.seat, painter.establishment_count, painter.establishment_postal_codes) == (None, None, ())
        assert [hit.municipality for hit in register.by_name("de kwast")] == [""]
        assert register.by_number(WEAVER).seat is not None
