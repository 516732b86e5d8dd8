"""Files, folders, uploads and zips, and what is refused of them."""

import io
import stat
import struct
import zipfile

import pytest

from tests.filing_files import zip_of
from tests.readers.accounts.batches import read, read_one, told, upload
from wegwijzer.readers.accounts.reading import read_accounts
from wegwijzer.readers.accounts.uploads import Upload

CSV = b"entity;70\nA;1\n"


def entities(read_):
    return [filing.entity for filing in read_.filings]


def test_a_zip_of_files_and_of_zips_is_read_with_the_place_of_everything():
    data = zip_of({"map/a.csv": CSV, "b.zip": zip_of({"c.csv": b"entity;70\nB;x\nC;1\n"})})
    read_ = read({"portfolio.zip": data})
    assert [filing.where for filing in read_.filings] == ["portfolio.zip/map/a.csv:2", "portfolio.zip/b.zip/c.csv:3"]
    assert told(read_)[0].startswith("portfolio.zip/b.zip/c.csv:2, column 70")
    assert read_.files == 2


def test_zips_go_one_level_deep():
    data = zip_of({"b.zip": zip_of({"c.zip": zip_of({"d.csv": CSV}), "e.csv": CSV})})
    read_ = read({"a.zip": data})
    assert entities(read_) == ["A"]
    assert told(read_)[0].startswith("a.zip/b.zip/c.zip: is a zip in a zip in a zip")


def test_an_empty_zip_is_a_fault_and_so_is_one_with_nothing_but_rubbish():
    for data in (zip_of({}), zip_of({"__MACOSX/._a.csv": b"x", ".DS_Store": b"x", "map/Thumbs.db": b"x"})):
        assert told(read({"a.zip": data})) == ["a.zip: is an empty zip. Expected: a zip with annual accounts."]


def test_rubbish_beside_files_is_ignored_without_a_word():
    read_ = read({"a.zip": zip_of({"__MACOSX/._a.csv": b"\x00", ".DS_Store": b"\x00", "a.csv": CSV})})
    assert (entities(read_), read_.faults) == (["A"], [])


def test_a_zip_bomb_is_not_opened_and_the_rest_goes_through():
    data = zip_of({"bom.csv": bytes(20_000_000), "a.csv": CSV})
    read_ = read({"a.zip": data})
    assert entities(read_) == ["A"]
    assert told(read_)[0].startswith("a.zip/bom.csv: would expand ")


def test_a_bomb_of_ten_gigabytes_is_refused_by_what_it_declares():
    data = bytearray(zip_of({"bom.csv": bytes(1_000)}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = data.index(signature) + place
        data[start : start + 4] = struct.pack("<I", 4_000_000_000)
    read_ = read({"a.zip": bytes(data), "b.csv": CSV})
    assert entities(read_) == ["A"]
    assert told(read_)[0].startswith("a.zip/bom.csv: would expand ")


def test_many_members_that_together_expand_too_far_stop_at_the_limit():
    members = {f"{place}.csv": CSV + b" " * 900 for place in range(5)}
    read_ = read({"a.zip": zip_of(members)}, expanded_bytes=2_000)
    assert len(read_.filings) == 2
    assert told(read_)[0].startswith("a.zip/2.csv: would bring what is unpacked over 2,000 bytes")


def test_the_limit_on_what_expands_holds_for_zips_in_zips_together():
    inner = zip_of({"a.csv": CSV + b" " * 3_000})
    read_ = read({"a.zip": zip_of({"1.zip": inner, "2.zip": inner})}, expanded_bytes=4_000)
    assert len(read_.filings) == 1


def test_too_many_members_are_counted_and_not_read():
    read_ = read({"a.zip": zip_of({f"{place}.csv": CSV for place in range(5)})}, members=3)
    assert len(read_.filings) == 3
    assert told(read_) == [
        "a.zip: holds 5 files; those after the first 3 are not read. Expected: at most 3 files in a zip."
    ]


@pytest.mark.parametrize("name", ["/etc/passwd.csv", "../../a.csv", "map/../../a.csv", "C:\\a.csv", "..\\a.csv"])
def test_a_member_whose_path_leads_outside_is_skipped(name):
    read_ = read({"a.zip": zip_of({name: CSV, "b.csv": CSV})})
    assert entities(read_) == ["A"]
    assert "has a path that leads outside the zip" in told(read_)[0]


def test_a_link_in_a_zip_is_not_followed():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        member = zipfile.ZipInfo("link.csv")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")
    assert "is a link" in told(read({"a.zip": file.getvalue()}))[0]


def test_an_encrypted_member_is_skipped():
    data = bytearray(zip_of({"geheim.csv": CSV}))
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = data.index(signature) + place
        data[start] |= 1
    read_ = read({"a.zip": bytes(data), "b.csv": CSV})
    assert entities(read_) == ["A"]
    assert told(read_)[0].startswith("a.zip/geheim.csv: is encrypted")


def test_a_member_without_a_name_is_a_member_like_any_other():
    data = bytearray(zip_of({"a": CSV, "b.csv": CSV}))  # found by atheris
    start = data.index(b"PK\x01\x02")
    data[start + 28], data[start + 30] = 0, 1  # its name of one byte becomes an extra field of one byte
    read_ = read({"a.zip": bytes(data)})
    assert entities(read_) == ["A"]
    assert told(read_)[0].startswith("a.zip/: is damaged in the zip")


def test_a_zip_that_is_cut_off_is_a_fault():
    data = zip_of({"a.csv": CSV})
    assert told(read({"a.zip": data[:-30]}))[0].startswith("a.zip: is a damaged zip")


def test_a_member_that_is_damaged_costs_what_follows_the_damage():
    rows = b"".join(b"K%d;%d\n" % (place, place) for place in range(20_000))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", b"entity;70\n" + rows)
        archive.writestr("b.csv", CSV)
    data = bytearray(file.getvalue())
    data[150_000] ^= 0xFF
    read_ = read({"a.zip": bytes(data)})
    assert len(read_.filings) > 1_000
    assert entities(read_)[-1] == "A"
    assert any("damaged" in fault for fault in told(read_))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"abc\x00def", "no file of accounts"),
        (b"\x1f\x8b\x08", "a gzip file"),
    ],
)
def test_an_unrelated_file_is_one_line(data, word):
    [fault] = told(read({"f.csv": data}))
    assert fault.startswith(f"f.csv: is {word}, and is skipped.")


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_one_line(data):
    [fault] = told(read({"f.csv": data}))
    assert fault.startswith("f.csv: is empty.")


def test_a_folder_is_read_in_order_and_links_in_it_are_not_followed(tmp_path):
    (tmp_path / "b.csv").write_bytes(b"entity;70\nB;1\n")
    (tmp_path / "a.csv").write_bytes(CSV)
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "c.csv").write_bytes(b"entity;70\nC;1\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "rond").symlink_to(tmp_path, target_is_directory=True)
    read_ = read_accounts([tmp_path])
    assert entities(read_) == ["A", "B", "C"]
    assert sorted(fault.split(": ")[0].rsplit("/", 1)[-1] for fault in told(read_)) == ["link.csv", "rond"]


def test_a_file_named_by_itself_may_be_a_link(tmp_path):
    (tmp_path / "a.csv").write_bytes(CSV)
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    assert entities(read_accounts([tmp_path / "link.csv"])) == ["A"]


def test_what_is_not_there_is_a_fault_and_the_rest_goes_through(tmp_path):
    (tmp_path / "leeg").mkdir()
    read_ = read_accounts([tmp_path / "weg.csv", tmp_path / "leeg", "nul\0.csv", upload("a.csv", CSV)])
    assert entities(read_) == ["A"]
    assert len(read_.faults) == 3


def test_an_upload_stays_open_for_who_sent_it_and_its_name_is_no_path():
    class Sent(io.RawIOBase):
        """A file of a web framework: not one of the standard library's buffered files."""

        def __init__(self):
            self.inner = io.BytesIO(CSV)

        def readable(self):
            return True

        def seekable(self):
            return True

        def readinto(self, buffer):
            return self.inner.readinto(buffer)

        def seek(self, *place):
            return self.inner.seek(*place)

        def tell(self):
            return self.inner.tell()

    for file in (Sent(), io.BytesIO(CSV)):
        read_ = read_accounts([Upload("C:\\map\\..\\a\n.csv", file)])
        assert read_.filings[0].where == "a?.csv:2"
        assert not file.closed


def test_the_name_of_a_file_is_not_asked():
    assert entities(read_one(CSV, "accounts.xbrl")) == ["A"]
