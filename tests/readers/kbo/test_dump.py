"""What must not or cannot be read is refused before anything is written, in words that say what to do."""

from __future__ import annotations

import contextlib
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kbo_dumps import write_folder, write_zip
from tests.readers.kbo.registers import load
from tests.readers.kbo.test_full_load import BAKERY, PAINTER, WEAVER, three_firms
from wegwijzer.core.errors import InputError
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.kbo import dump
from wegwijzer.readers.kbo.loading import FILE
from wegwijzer.readers.kbo.lookup import open_register


def refusal(path, folder) -> str:
    with pytest.raises(InputError) as refused:
        load(path, folder)
    assert not (folder / "kbo.sqlite3").exists()
    return str(refused.value)


def test_a_path_that_is_not_there_and_a_file_that_is_no_zip(tmp_path, folder):
    assert "there is no such file or folder" in refusal(tmp_path / "none.zip", folder)
    (tmp_path / "text.zip").write_text("KboOpenData")
    assert "is no zip that can be read" in refusal(tmp_path / "text.zip", folder)


def test_an_empty_zip_and_an_empty_folder(tmp_path, folder):
    assert "holds no meta.csv" in refusal(write_zip(tmp_path / "empty.zip", {}), folder)
    assert "holds no meta.csv" in refusal(write_folder(tmp_path / "empty", {}), folder)


def test_a_dump_without_some_of_its_files(tmp_path, folder):
    files = three_firms().texts()
    del files["activity.csv"], files["code.csv"]
    assert "lacks code.csv, activity.csv" in refusal(write_zip(tmp_path / "part.zip", files), folder)


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ("Variable,Value\n", "gives no ExtractNumber"),
        ("Variable,Value\nExtractNumber,140\nSnapshotDate,2026-11-01\nExtractType,full\n", "gives no SnapshotDate"),
        ("Variable,Value\nExtractNumber,140\nSnapshotDate,01-11-2026\nExtractType,half\n", "gives no ExtractType"),
        ("Name,Value\n", "lacks the column Variable"),
        ("", "gives no ExtractNumber"),
    ],
)
def test_a_meta_file_that_does_not_say_what_the_dump_is(tmp_path, folder, meta, problem):
    files = {**three_firms().texts(), "meta.csv": meta}
    assert problem in refusal(write_zip(tmp_path / "dump.zip", files), folder)


def test_an_update_without_changes(tmp_path, folder):
    update = {name: text for name, text in three_firms().update_to(three_firms()).items() if name == "meta.csv"}
    assert "holds no *_delete.csv" in refusal(write_zip(tmp_path / "dump.zip", update), folder)


def test_every_wrong_heading_is_told_at_once(tmp_path, folder):
    files = three_firms().texts()
    files["enterprise.csv"] = files["enterprise.csv"].replace("Status", "State")
    files["address.csv"] = files["address.csv"].replace("Zipcode", "EntityNumber")
    files["activity.csv"] = ""
    told = refusal(write_zip(tmp_path / "dump.zip", files), folder).splitlines()
    assert len(told) == 3
    assert "enterprise.csv:1: lacks the column Status. Expected: a first line with EnterpriseNumber, Status" in told[0]


def test_files_in_a_folder_of_the_zip(tmp_path, folder):
    files = {f"KboOpenData/{name}": text for name, text in three_firms().texts().items()}
    assert "enterprise.csv: lies in a folder of the zip" in refusal(write_zip(tmp_path / "dump.zip", files), folder)
    files = {**three_firms().texts(), "../../code.csv": "x"}
    assert "lies in a folder of the zip" in refusal(write_zip(tmp_path / "up.zip", files), folder)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_in_the_zip_twice(tmp_path, folder):
    path = write_zip(tmp_path / "dump.zip", three_firms().texts())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("code.csv", "x")
    assert "code.csv: is in the zip twice" in refusal(path, folder)


def test_an_encrypted_file(tmp_path, folder):
    path = write_zip(tmp_path / "dump.zip", three_firms().texts())
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    assert "enterprise.csv: is encrypted" in refusal(path, folder)


def test_a_zip_bomb_by_its_ratio(tmp_path, folder):
    files = {**three_firms().texts(), "activity.csv": b"\n" * (20 << 20)}
    told = refusal(write_zip(tmp_path / "bomb.zip", files), folder)
    assert "activity.csv: would unpack to 20,971,520 bytes" in told
    assert "no zip bomb" in told


def test_a_zip_bomb_in_a_file_that_is_not_read_does_no_harm(tmp_path, folder):
    files = {**three_firms().texts(), "contact.csv": b"\n" * (20 << 20)}
    assert load(write_zip(tmp_path / "dump.zip", files), folder).outcome == "loaded"


def test_a_file_larger_than_any_register_has(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(dump, "LARGEST_FILE", 10)
    path = write_folder(tmp_path / "dump", three_firms().texts())
    assert "activity.csv: is 149 bytes" in refusal(path, folder)


def test_a_zip_that_holds_more_than_it_declares(tmp_path, folder):
    path = write_zip(tmp_path / "dump.zip", three_firms().texts())
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("activity.csv").file_size
    place = data.rfind(b"activity.csv") - 46
    assert data[place + 24 : place + 28] == size.to_bytes(4, "little")
    data[place + 24 : place + 28] = (size - 20).to_bytes(4, "little")
    path.write_bytes(data)
    assert "activity.csv: is damaged" in refusal(path, folder)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_zip_that_was_cut_off(tmp_path, folder, share):
    path = write_zip(tmp_path / "dump.zip", three_firms().texts())
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "is no zip that can be read" in refusal(path, folder)


def test_damage_in_the_middle_of_a_file(tmp_path, folder):
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in three_firms().texts().items():
            archive.writestr(name, text)
    path.write_bytes(path.read_bytes().replace(b"Weverij", b"Weverei"))
    assert "denomination.csv: is damaged" in refusal(path, folder)


NUMBERS = [parse_enterprise_number(number) for number in (BAKERY, PAINTER, WEAVER)]


@settings(max_examples=40, deadline=None)
@given(place=st.floats(0, 1), value=st.integers(0, 255))
def test_a_changed_byte_anywhere_gives_a_register_or_a_refusal(place, value, tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("dump")
    path = write_zip(tmp_path / "dump.zip", three_firms().texts())
    data = bytearray(path.read_bytes())
    data[min(int(place * len(data)), len(data) - 1)] = value
    path.write_bytes(data)
    folder = tmp_path / "registers"
    with contextlib.suppress(InputError):
        load(path, folder)
    register = open_register(folder)
    if register is None:  # refused, and nothing is left of it
        assert not (folder / FILE).exists()
        return
    with register:
        found = [register.by_number(number) for number in NUMBERS]
    assert all(firm is None or firm.number in NUMBERS for firm in found)
