"""`wegwijzer load accounts`: what it tells, what it keeps, and when it fails."""

import json
import re
from zipfile import ZipFile

import pytest

from tests.builders import DAY
from tests.docs.pages import ROOT
from tests.docs.test_contracts import keys_in
from tests.kbo_dumps import Dump, enterprise_number, write_folder
from wegwijzer.readers.accounts_store.store import open_accounts
from wegwijzer.readers.enterprise_number import parse_enterprise_number
from wegwijzer.readers.kbo.filling import NoProgress
from wegwijzer.readers.kbo.loading import load_kbo
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.readers.registers import ACCOUNTS_FILE

HEADER = "entity;name;nace;nace_version;end;20/58;10/15;10/49;70;70_nm1"


def a_row(entity, equity=400_000, *, nace="62010", end="2024-12-31", name="Voorbeeld"):
    return f"{entity};{name};{nace};2008;{end};1000000;{equity};1000000;2000000;1900000"


@pytest.fixture
def registers(tmp_path):
    return tmp_path / "registers"


@pytest.fixture
def load(run, registers):
    """Load files and give the result; JSON is read."""

    def command(*files, as_json=True, more=()):
        options = ["--registers", str(registers), "--on", DAY.isoformat(), *(["--json"] if as_json else []), *more]
        result = run("load", "accounts", *map(str, files), *options)
        result.data = json.loads(result.stdout) if as_json and result.exit_code == 0 else None
        return result

    return command


@pytest.fixture
def csv_file(tmp_path):
    """Write a wide CSV file and give its path."""

    def write(*rows, name="clients.csv", header=HEADER):
        path = tmp_path / name
        path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
        return path

    return write


def test_it_tells_what_was_new_what_was_there_and_what_was_corrected(load, csv_file):
    first = csv_file(a_row("klant 1"), a_row("klant 1", end="2023-12-31"), a_row("klant 2"))
    result = load(first)
    assert result.exit_code == 0, result.output
    assert {key: result.data[key] for key in ("files", "filings", "enterprises", "new", "unchanged", "corrected")} == {
        "files": 1, "filings": 3, "enterprises": 2, "new": 3, "unchanged": 0, "corrected": 0
    }  # fmt: skip
    second = csv_file(a_row("klant 2", equity=-5), a_row("klant 1"), a_row("klant 3"), name="later.csv")
    again = load(first, second).data
    assert (again["files"], again["new"], again["unchanged"], again["corrected"]) == (2, 1, 4, 1)
    assert again["store"] == {"enterprises": 3, "filings": 5}


def test_what_was_loaded_can_be_read_back(load, csv_file, registers):
    load(csv_file(a_row("klant 1", name="Bakkerij")))
    with open_accounts(registers) as store:
        history = store.history("klant 1")
    assert (history.name, history.latest.year.amounts["10/15"]) == ("Bakkerij", 400_000)
    assert history.latest.where.endswith("clients.csv:2")


def test_every_key_that_is_printed_stands_in_the_contract(load, csv_file):
    text = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    section = text.partition("## `wegwijzer load accounts --json`")[2].partition("\n## ")[0]
    assert keys_in(load(csv_file(a_row("klant 1"))).data) <= set(re.findall(r"`([^`]+)`", section))


def test_text_for_people(load, csv_file):
    result = load(csv_file(a_row("klant 1")), as_json=False)
    assert result.stdout.splitlines() == [
        "1 filings of 1 enterprises, from 1 file(s): 1 new, 0 unchanged, 0 corrected.",
        "The store holds 1 filings of 1 enterprises; 1 of a known sector are compared with it.",
    ]
    assert result.stderr == ""


def test_every_fault_gets_its_line_and_the_rest_goes_through(load, csv_file, tmp_path):
    bad = [a_row(f"klant {place}", equity="veel") for place in range(1, 31)]
    report = tmp_path / "faults.txt"
    (tmp_path / "broken.xbrl").write_bytes(b"<xbrl><not closed>")
    result = load(csv_file(*bad), tmp_path / "broken.xbrl", tmp_path / "nowhere.csv", more=("--report", str(report)))
    assert result.exit_code == 0
    assert (result.data["new"], result.data["faults"]) == (30, 32)
    lines = result.stderr.splitlines()
    assert sum("clients.csv:" in line and "veel" in line for line in lines) == 20
    assert any("10 more faults" in line and str(report) in line for line in lines)
    assert any("broken.xbrl" in line for line in lines)
    assert any("nowhere.csv" in line for line in lines)
    assert len(report.read_text(encoding="utf-8").splitlines()) == 32


def test_more_faults_than_are_told_elsewhere_are_all_in_the_report(load, csv_file, tmp_path):
    report = tmp_path / "faults.txt"
    result = load(csv_file(*(a_row(place, equity="veel") for place in range(1_100))), more=("--report", str(report)))
    assert result.data["faults"] == len(report.read_text(encoding="utf-8").splitlines()) == 1_100
    assert "1,080 more faults" in result.stderr


def test_a_folder_and_a_zip_are_read_too(load, csv_file, tmp_path):
    first, second = csv_file(a_row("a"), name="a.csv"), csv_file(a_row("b"), name="b.csv")
    folder = tmp_path / "folder"
    folder.mkdir()
    first.rename(folder / "a.csv")
    with ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(second, "b.csv")
    assert load(folder, tmp_path / "b.zip").data["new"] == 2


def test_nothing_that_can_be_read_is_status_2(load, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    for path in (tmp_path / "nowhere.csv", tmp_path / "empty.csv"):
        result = load(path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert path.name in result.stderr


def test_a_report_that_cannot_be_written_is_told_before_anything_is_loaded(load, csv_file, registers, tmp_path):
    result = load(csv_file(a_row("a")), more=("--report", str(tmp_path / "no folder" / "report.txt")))
    assert result.exit_code == 2
    assert "report.txt: cannot be written" in result.stderr
    assert not registers.exists()


def test_a_store_that_is_none_is_told(load, csv_file, registers):
    registers.mkdir()
    (registers / ACCOUNTS_FILE).write_text("no database" * 1000)
    result = load(csv_file(a_row("a")))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "an accounts store" in result.stderr


def test_it_ends_with_the_positions_by_sector(load, csv_file, registers):
    rows = [a_row(f"klant {place}", equity=10_000 * place) for place in range(40)]
    assert load(csv_file(*rows)).data["positions"] == {"firms": 40, "renewed": True}
    with open_accounts(registers) as store:
        table = store.sector_table(shipped_board(DAY))
    found = table.position("62010", "2008", table.size_of(1_000_000), "solvency", 0.1)
    assert (found.count, found.group.size) == (40, "micro")
    assert found.worse_off == pytest.approx(0.25, abs=0.05)
    assert load(csv_file(*rows)).data["positions"] == {"firms": 40, "renewed": False}
    assert load(csv_file(a_row("klant 41"))).data["positions"] == {"firms": 41, "renewed": True}


def test_the_register_tells_the_sector_of_accounts_that_do_not(load, csv_file, registers, tmp_path):
    known, stranger = enterprise_number(4_100_000), enterprise_number(4_100_001)
    dump = Dump().firm(known, names=(("2", "001", "Verzonnen"),), activities=(("001", "2008", "10711", "MAIN"),))
    load_kbo(write_folder(tmp_path / "dump", dump.texts()), registers, progress=NoProgress())
    accounts = csv_file(*(a_row(number, nace="") for number in (known, stranger, "klant 3")))
    assert load(accounts).data["positions"] == {"firms": 1, "renewed": True}
    with open_accounts(registers) as store:
        groups = {group for group, _ in store.sector_table(shipped_board(DAY)).distributions}
        assert store.history(parse_enterprise_number(known)).nace == ""
    assert {(group.nace_version, group.division) for group in groups} == {("2008", "10")}
