"""What loaded registers add to a client: name, region, and the place in the sector."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from tests.filing_files import csv_of, wide_table
from tests.filings import clients
from tests.registers import BAKER, a_registers_folder
from tests.web.portfolio.conftest import Accountant
from tests.web.visitor import words_of
from wegwijzer.readers.accounts_store.store import open_accounts_to_load
from wegwijzer.readers.catalogue import shipped_day
from wegwijzer.readers.knipperlichten import shipped_board
from wegwijzer.web.portfolio.models import Client, Upload


@pytest.fixture
def baker(accountant: Accountant):
    """A client whom the accounts give no name, sector or region."""
    nameless = replace(clients(1)[0][0], entity=BAKER, name="", nace="", nace_version="", legal_form="")
    accountant.upload(a_csv=csv_of(wide_table([nameless])))
    return accountant


@pytest.fixture
def unversioned(accountant: Accountant):
    """Two clients whose accounts give an activity without the version of its code."""
    found = [
        replace(client[0], entity=entity, nace="10711", nace_version="")
        for client, entity in zip(clients(2), (BAKER, "0202239951"), strict=True)
    ]
    accountant.upload(a_csv=csv_of(wide_table(found)))
    return accountant


def test_an_activity_without_its_version_is_told_once_a_file_with_what_to_do(unversioned: Accountant, no_registers):
    report = words_of(unversioned.see(f"klanten/laden/{Upload.objects.get().pk}/"))
    assert "van welke versie" in report
    assert report.count("a column nace_version with 2003, 2008 or 2025") == 1


def test_the_sheet_tells_it_until_the_register_knows_the_activity(unversioned: Accountant, no_registers, tmp_path):
    baker = f"klanten/{Client.objects.get(entity=BAKER).pk}/"
    assert "nace_version" in words_of(unversioned.see(baker))
    assert "10711" in words_of(unversioned.see(baker))
    a_registers_folder(no_registers, tmp_path / "dump")
    assert "nace_version" not in words_of(unversioned.see(baker))


def test_the_register_of_enterprises_brings_name_and_sector(baker: Accountant, no_registers, tmp_path):
    assert "Bakkerij De Verzonnen Korst" not in baker.see()
    a_registers_folder(no_registers, tmp_path / "dump")
    assert "Bakkerij De Verzonnen Korst" in baker.see()
    assert "Bakkerij De Verzonnen Korst" in baker.see("klanten/?sector=food")


def test_what_the_register_knows_is_not_asked_any_more(baker: Accountant, no_registers, tmp_path):
    path = f"klanten/{baker.client_id()}/"
    assert "Waar ligt de zetel van uw onderneming?" in baker.see(path)
    a_registers_folder(no_registers, tmp_path / "dump")
    assert "Waar ligt de zetel van uw onderneming?" not in baker.see(path)


def test_a_name_that_the_owner_gives_goes_before_the_register(baker: Accountant, no_registers, tmp_path):
    a_registers_folder(no_registers, tmp_path / "dump")
    baker.send(f"klanten/{baker.client_id()}/gesprek/", naam="Onze bakker")
    assert "Onze bakker" in baker.see()


def test_a_file_that_is_no_register_takes_nothing_away(baker: Accountant, no_registers):
    no_registers.mkdir()
    for name in ("kbo.sqlite3", "accounts.sqlite3"):
        (no_registers / name).write_bytes(b"geen register")
    assert "1 klant" in words_of(baker.see())
    baker.see(f"klanten/{baker.client_id()}/")
    assert baker.last.status_code == 200


def test_enough_loaded_accounts_of_a_sector_give_a_place_in_it(accountant: Accountant, no_registers):
    group = [replace(client[0], nace="10711") for client in clients(30)]
    no_registers.mkdir()
    today = timezone.localdate()
    with open_accounts_to_load(no_registers) as store:
        store.add(group)
        store.renew_sector_table(shipped_board(today), shipped_day(today).derivation.ceilings)
    worst = replace(
        group[0], year=replace(group[0].year, amounts={**group[0].year.amounts, "9072": 9e4, "10/15": -9e4})
    )
    accountant.upload(a_csv=csv_of(wide_table([worst])))
    words = words_of(accountant.see(f"klanten/{accountant.client_id()}/"))
    assert "ondernemingen in dezelfde sector" in words
