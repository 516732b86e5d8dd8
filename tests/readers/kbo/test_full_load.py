"""A full dump becomes the register: all of it or nothing, and the same however often it is loaded."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kbo_dumps import Dump, establishment_number, table_text, write_folder, write_synthetic, write_zip
from tests.readers.kbo.registers import BAKERY, PAINTER, WEAVER, contents, faults, load
from wegwijzer.core.errors import InputError
from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.lookup import open_register

NUMBERS = (BAKERY, PAINTER, WEAVER)
WORDS = ("bakkerij", "schilderwerken", "weverij")


def three_firms() -> Dump:
    return (
        Dump()
        .firm(
            BAKERY,
            names=[("2", "001", "Bakkerij De Korst"), ("1", "003", "La Croûte")],
            seat=("8500", "Kortrijk"),
            activities=[("001", "2008", "10711", "MAIN"), ("001", "2025", "10711", "MAIN")],
            establishments=[(establishment_number(0), "8500", "Kortrijk"), (establishment_number(1), "9000", "Gent")],
        )
        .firm(
            PAINTER,
            kind="1",
            names=[("2", "001", "Wilhelmina Zonderling"), ("2", "003", "Schilderwerken De Kwast")],
            establishments=[(establishment_number(2), "9000", "Gent")],
        )
        .firm(WEAVER, form="014", names=[("2", "001", "Weverij Sint-Jan NV")], seat=("9000", "Gent"), status="ST")
    )


class Stopped(Exception):
    """The load is stopped here."""


class StopsAt(NoProgress):
    """Stops the load when a step begins, and remembers which bytes were read."""

    def __init__(self, step=""):
        self.step, self.begun = step, []

    def begin(self, step, size):
        self.begun.append(step)
        if step == self.step:
            raise Stopped


def test_what_a_load_did_is_told(load_files, folder):
    summary = load_files(three_firms().texts())
    assert (summary.outcome, summary.extract, summary.day.isoformat()) == ("loaded", 140, "2026-11-01")
    assert summary.rows == {"enterprises": 3, "establishments": 3, "names": 4}
    assert (summary.bad_rows, summary.unmapped) == ({}, ())


def test_a_folder_gives_the_same_register_as_a_zip(tmp_path, load_files, folder):
    load_files(three_firms().texts())
    load(write_folder(tmp_path / "dump", three_firms().texts()), tmp_path / "other")
    assert contents(folder, NUMBERS, WORDS) == contents(tmp_path / "other", NUMBERS, WORDS)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_may_stand_in_any_order_and_after_a_byte_order_mark(tmp_path, load_files, folder, mark):
    load_files(three_firms().texts())
    turned = {}
    for name, text in three_firms().texts().items():
        rows = [line.split(",") for line in text.replace('"', "").splitlines()]
        turned[name] = mark + "".join(f"{','.join(reversed(row))}\r\n" for row in rows)
    load(write_zip(tmp_path / "turned.zip", turned), tmp_path / "other")
    assert contents(folder, NUMBERS, WORDS) == contents(tmp_path / "other", NUMBERS, WORDS)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_rows_within_a_file_does_not_matter(seed):
    shuffled = three_firms()
    for rows in shuffled.rows.values():
        random.Random(seed).shuffle(rows)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        load(write_zip(place / "a.zip", three_firms().texts()), place / "a")
        load(write_zip(place / "b.zip", shuffled.texts()), place / "b")
        assert contents(place / "a", NUMBERS, WORDS) == contents(place / "b", NUMBERS, WORDS)


def test_loading_the_same_dump_twice_changes_nothing(load_files, folder):
    load_files(three_firms().texts())
    before = (folder / "kbo.sqlite3").read_bytes()
    assert load_files(three_firms().texts()).outcome == "nothing_new"
    assert (folder / "kbo.sqlite3").read_bytes() == before


def test_a_dump_that_was_mended_is_loaded_again_though_its_number_is_the_same(load_files, folder):
    load_files(three_firms().texts())
    mended = three_firms().firm("0200.000.241")
    assert load_files(mended.texts()).outcome == "loaded"


def test_an_earlier_dump_does_not_replace_a_later_register(load_files, folder):
    load_files(three_firms().texts(extract=140))
    with pytest.raises(InputError, match=r"extract 139, and the register stands at 140 already.*remove"):
        load_files(three_firms().texts(extract=139))


@pytest.mark.parametrize(
    "step", ["enterprise.csv", "denomination.csv", "activity.csv", "names in order", "words in order"]
)
def test_an_interrupted_load_leaves_the_old_register_and_goes_on_after_the_last_finished_file(load_files, folder, step):
    load_files(Dump().firm(WEAVER, names=[("2", "001", "Oud")]).texts(extract=139))
    with pytest.raises(Stopped):
        load_files(three_firms().texts(), StopsAt(step))
    with open_register(folder) as register:
        assert register.by_number(BAKERY) is None
        assert register.by_number(WEAVER).name == "Oud"
    resumed = StopsAt()
    assert load_files(three_firms().texts(), resumed).outcome == "loaded"
    with tempfile.TemporaryDirectory() as other:
        load(write_zip(Path(other) / "full.zip", three_firms().texts()), Path(other) / "registers")
        assert contents(folder, NUMBERS, WORDS) == contents(Path(other) / "registers", NUMBERS, WORDS)


def test_a_load_that_goes_on_does_not_read_finished_files_again(load_files, folder):
    files = three_firms().texts()
    with pytest.raises(Stopped):
        load_files(files, StopsAt("address.csv"))
    store = sqlite3.connect(folder / "kbo.sqlite3.new")
    store.execute("DELETE FROM name")  # what was read stays as it is: an empty table stays empty
    store.commit()
    store.close()
    assert load_files(files).rows["names"] == 0


def test_another_dump_does_not_go_on_with_what_an_interrupted_one_began(load_files, folder):
    with pytest.raises(Stopped):
        load_files(three_firms().texts(), StopsAt("activity.csv"))
    load_files(Dump().firm(WEAVER).texts(extract=141))
    with open_register(folder) as register:
        assert register.by_number(BAKERY) is None


def test_an_open_register_goes_on_with_what_it_has_while_a_later_one_is_loaded(load_files, folder):
    load_files(three_firms().texts())
    with open_register(folder) as old:
        load_files(Dump().firm(WEAVER, names=[("2", "001", "Nieuw")]).texts(extract=141))
        assert old.by_number(BAKERY).name == "Bakkerij De Korst"
        with open_register(folder) as new:
            assert new.by_number(BAKERY) is None
            assert new.by_number(WEAVER).name == "Nieuw"


def test_a_second_load_at_the_same_time_is_refused(load_files, folder):
    class LoadsAgain(NoProgress):
        def begin(self, step, size):
            load_files(three_firms().texts())

    with pytest.raises(InputError, match="another load is under way"):
        load_files(three_firms().texts(), LoadsAgain())


def test_a_folder_that_cannot_be_written_is_told(load_files, folder):
    folder.write_text("a file in its place")
    with pytest.raises(InputError, match="could not be written"):
        load_files(three_firms().texts())


def test_nothing_is_left_beside_the_register(load_files, folder):
    load_files(three_firms().texts())
    assert sorted(path.name for path in folder.iterdir()) == ["kbo.lock", "kbo.sqlite3"]


def test_contact_and_branch_files_are_not_read_whatever_is_in_them(load_files, folder):
    files = {**three_firms().texts(), "contact.csv": b"\x00\xff" * 1000, "branch.csv": ""}
    assert load_files(files).bad_rows == {}


def test_labels_that_give_no_fact_are_counted(load_files, folder):
    dump = three_firms().firm("0200.000.241", form="999", situation="012").firm("0200.000.538", form="999")
    found = [(item.category, item.label, item.enterprises) for item in load_files(dump.texts()).unmapped]
    assert found == [
        ("JuridicalForm", "Onbekende samenwerkingsvorm", 2),
        ("JuridicalSituation", "Vereffening", 1),
    ]


def test_every_bad_row_is_reported_with_its_line_and_the_rest_goes_through(load_files, folder):
    files = three_firms().texts()
    files["enterprise.csv"] += (
        "0403.019.261,AC,000,2\n"
        "0403.019.262,AC,000,2,014,,01-01-2000\n"
        "0403.019.261,XX,000,2,014,,01-01-2000\n"
        "0403.019.261,AC,000,3,014,,01-01-2000\n"
        "0403.019.261,AC,000,2,014,,31-02-2000\n"
        f"{BAKERY},AC,000,2,014,,01-01-2000\n"
    )
    files["activity.csv"] += "0403.019.261,001,2008,10711,MAIN\n" + f"{BAKERY},001,2008,brood,MAIN\n"
    summary = load_files(files)
    assert faults(folder) == [
        "enterprise.csv:5: has 4 fields. Expected: 7, as the first line has.",
        'enterprise.csv:6: the number "0403.019.262" is wrong.'
        " Expected: a number with right check digits, such as 0403.019.261.",
        'enterprise.csv:7: unknown status "XX". Expected: one of AC, ST.',
        'enterprise.csv:8: unknown type of enterprise "3". Expected: 1 for a natural or 2 for a legal person.',
        'enterprise.csv:9: the start date "31-02-2000" is no day. Expected: dd-mm-yyyy.',
        'enterprise.csv:10: enterprise "0200.000.142" was read before. Expected: each number once.',
        'activity.csv:4: is about "0403.019.261", which is no enterprise or establishment read before.'
        " Expected: an entity of the enterprise and establishment files.",
        "activity.csv:5: the NACE code (not shown) is none. Expected: two to seven digits.",
    ]
    assert summary.bad_rows == {
        "activity": 1, "date": 1, "fields": 1, "number": 1, "status": 1, "twice": 1, "type": 1, "unknown entity": 1,
    }  # fmt: skip
    assert summary.rows["enterprises"] == 3


def test_bad_rows_of_files_finished_before_an_interruption_are_in_the_report_too(load_files, folder):
    files = three_firms().texts()
    files["enterprise.csv"] += "broken\n"
    with pytest.raises(Stopped):
        load_files(files, StopsAt("activity.csv"))
    assert load_files(files).bad_rows == {"fields": 1}


def test_rows_of_branches_are_passed_over_without_a_word(load_files, folder):
    dump = three_firms()
    dump.rows["denomination"].append(("9.000.000.001", "2", "004", "Bijkantoor"))
    dump.rows["address"].append(("9.000.000.001", "ABBR", *[""] * 11))
    assert load_files(dump.texts()).bad_rows == {}


ROWS = st.lists(
    st.one_of(
        st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"")),
        st.sampled_from(
            [b'"', b",,,,,,", BAKERY.encode() + b",001,2008,10711,MAIN", b"2.000.000.339,01-01-2010,0200.000.142"]
        ),
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(
    tables=st.fixed_dictionaries(
        dict.fromkeys(("enterprise", "establishment", "denomination", "address", "activity"), ROWS)
    )
)
def test_no_bytes_in_a_file_stop_the_load_and_every_line_is_kept_or_reported(tables):
    files: dict[str, str | bytes] = dict(three_firms().texts())
    for table, rows in tables.items():
        files[f"{table}.csv"] = table_text(table, []).encode() + b"".join(row + b"\n" for row in rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "registers"
        summary = load(write_zip(Path(name) / "dump.zip", files), folder)
        reported = sum(fault.startswith("enterprise.csv") for fault in faults(folder))
        filled = sum(bool(row.strip(b"\r")) for row in tables["enterprise"])
        assert summary.rows["enterprises"] + reported == filled


def test_a_synthetic_dump_has_no_bad_rows(tmp_path, folder):
    summary = load(write_synthetic(tmp_path / "full.zip", enterprises=500), folder)
    assert (summary.rows["enterprises"], summary.bad_rows, summary.unmapped) == (500, {}, ())
