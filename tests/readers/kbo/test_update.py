"""Updates follow on from what is loaded: a dump and its updates give the register of a later dump."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kbo_dumps import (
    FIRST,
    Dump,
    enterprise_number,
    establishment_number,
    write_synthetic,
    write_synthetic_update,
    write_zip,
)
from tests.readers.kbo.registers import BAKERY, PAINTER, WEAVER, contents, faults, load
from tests.readers.kbo.test_full_load import NUMBERS, WORDS, Stopped, StopsAt, three_firms
from wegwijzer.core.errors import InputError
from wegwijzer.readers.kbo.lookup import open_register


def renamed() -> Dump:
    dump = three_firms()
    dump.rows["denomination"][0] = (BAKERY, "2", "001", "Broodhuis De Korst")
    return dump


def test_an_update_changes_what_it_names_and_nothing_else(load_files, folder):
    load_files(three_firms().texts())
    summary = load_files(three_firms().update_to(renamed()))
    assert (summary.outcome, summary.extract, summary.day.isoformat()) == ("updated", 141, "2026-11-02")
    with open_register(folder) as register:
        assert register.by_number(BAKERY).name == "Broodhuis De Korst"
        assert register.by_name("bakkerij de korst") == []
        assert [hit.number for hit in register.by_name("korst broodhuis")] == ["0200000142"]
        assert register.by_number(WEAVER).name == "Weverij Sint-Jan NV"


def test_an_update_that_was_applied_already_changes_nothing(load_files, folder):
    load_files(three_firms().texts())
    update = three_firms().update_to(renamed())
    load_files(update)
    before = (folder / "kbo.sqlite3").read_bytes()
    assert load_files(update).outcome == "nothing_new"
    assert load_files(three_firms().texts()).outcome == "nothing_new", "the dump that the updates follow on from"
    assert (folder / "kbo.sqlite3").read_bytes() == before


@pytest.mark.parametrize(
    ("extract", "missing"),
    [(142, "update 141 first"), (145, r"updates 141 to 144 first, in order, or the full dump 145")],
)
def test_an_update_that_does_not_follow_on_is_refused_with_what_is_missing(load_files, folder, extract, missing):
    load_files(three_firms().texts())
    before = (folder / "kbo.sqlite3").read_bytes()
    with pytest.raises(InputError, match=missing):
        load_files(three_firms().update_to(renamed(), extract=extract))
    assert (folder / "kbo.sqlite3").read_bytes() == before


def test_an_update_without_a_register_is_refused(load_files):
    with pytest.raises(InputError, match="a full dump first"):
        load_files(three_firms().update_to(renamed()))


def test_an_interrupted_update_leaves_the_old_register_and_can_be_applied_again(load_files, folder):
    load_files(three_firms().texts())
    update = three_firms().update_to(renamed())
    with pytest.raises(Stopped):
        load_files(update, StopsAt("activity_insert.csv"))
    with open_register(folder) as register:
        assert register.by_number(BAKERY).name == "Bakkerij De Korst"
    assert sorted(path.name for path in folder.iterdir()) == ["kbo.lock", "kbo.sqlite3"]
    assert load_files(update).outcome == "updated"


def test_bad_rows_of_an_update_are_reported_and_the_rest_goes_through(load_files, folder):
    load_files(three_firms().texts())
    update = three_firms().update_to(renamed())
    update["enterprise_delete.csv"] += "nonsense\n"
    update["denomination_insert.csv"] += "0403.019.261,2,001,Niemand\n"
    assert load_files(update).bad_rows == {"number": 1, "unknown entity": 1}
    assert [fault.split(" ")[0] for fault in faults(folder, 141)] == [
        "enterprise_delete.csv:2:",
        "denomination_insert.csv:4:",
    ]
    with open_register(folder) as register:
        assert register.by_number(BAKERY).name == "Broodhuis De Korst"


def test_an_update_without_some_files_leaves_their_tables_as_they_are(load_files, folder):
    load_files(three_firms().texts())
    update = three_firms().update_to(renamed())
    kept = {name: text for name, text in update.items() if name.startswith(("meta", "denomination"))}
    load_files(kept)
    with open_register(folder) as register:
        assert register.by_number(BAKERY).name == "Broodhuis De Korst"
        assert register.by_number(BAKERY).establishment_count == 2


def test_of_a_firm_that_is_gone_nothing_is_left_though_the_update_forgets_a_file(load_files, folder):
    load_files(three_firms().texts())
    without = three_firms()
    for rows in without.rows.values():
        rows[:] = [row for row in rows if row[0] != BAKERY and BAKERY not in row]
    update = three_firms().update_to(without)
    del update["denomination_delete.csv"], update["address_delete.csv"]
    load_files(update)
    with open_register(folder) as register:
        assert register.by_number(BAKERY) is None
        assert register.by_name("bakkerij") == []
    assert b"Bakkerij" not in (folder / "kbo.sqlite3").read_bytes()


FIRMS = tuple(enterprise_number(FIRST + place) for place in range(4))
STATES = st.dictionaries(
    st.integers(0, 3),
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["AC", "ST"]),
            "names": st.lists(
                st.sampled_from([("2", "001", "De Korst"), ("2", "003", "Korst & Kruim"), ("1", "001", "La Croûte")]),
                unique=True,
            ),
            "code": st.sampled_from(["9000", "8500", "1000", "4000"]),
            "activities": st.lists(
                st.sampled_from([("001", "2008", "10711", "MAIN"), ("001", "2008", "47111", "SECO")]), unique=True
            ),
            "establishments": st.integers(0, 2),
        }
    ),
)


def dump_of(state) -> Dump:
    """A dump of the firms of a state; those at odd places are natural persons."""
    dump = Dump()
    for place, firm in state.items():
        natural = place % 2 == 1
        dump.firm(
            FIRMS[place],
            kind="1" if natural else "2",
            status=firm["status"],
            names=firm["names"],
            seat=None if natural else (firm["code"], "Gemeente"),
            activities=firm["activities"],
            establishments=[
                (establishment_number(10 * place + extra), firm["code"], "Gemeente")
                for extra in range(firm["establishments"])
            ],
        )
    return dump


@settings(max_examples=25, deadline=None)
@given(base=STATES, first=STATES, second=STATES)
def test_a_full_dump_is_its_base_dump_and_the_updates_after_it(base, first, second):
    words = ("korst", "croute la", "kruim")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        by_updates, at_once = place / "updates", place / "full"
        load(write_zip(place / "140.zip", dump_of(base).texts()), by_updates)
        load(write_zip(place / "141.zip", dump_of(base).update_to(dump_of(first))), by_updates)
        load(write_zip(place / "142.zip", dump_of(first).update_to(dump_of(second), extract=142)), by_updates)
        load(write_zip(place / "full.zip", dump_of(second).texts(extract=142)), at_once)
        assert contents(by_updates, FIRMS, words) == contents(at_once, FIRMS, words)
        assert faults(by_updates, 141) == faults(by_updates, 142) == []


def test_a_synthetic_update_applies_without_bad_rows(tmp_path, folder):
    load(write_synthetic(tmp_path / "full.zip", enterprises=300), folder)
    update = write_synthetic_update(tmp_path / "update.zip", enterprises=300, changed=50, added=20)
    summary = load(update, folder)
    assert (summary.rows["enterprises"], summary.bad_rows) == (320, {})


def test_the_register_of_the_three_firms_is_as_it_was_after_there_and_back(load_files, tmp_path, folder):
    load_files(three_firms().texts())
    before = contents(folder, NUMBERS, WORDS)
    empty = Dump()
    load_files(three_firms().update_to(empty))
    with open_register(folder) as register:
        assert register.by_number(PAINTER) is None
    load_files(empty.update_to(three_firms(), extract=142))
    assert contents(folder, NUMBERS, WORDS) == before
