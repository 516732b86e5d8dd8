"""Files go in at the front door: read in steps, nothing lost, nothing twice, nothing left behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.test import Client

from tests.filing_files import as_bytes, csv_of, nbb_json, nbb_reference, wide_table, xbrl, zip_of
from tests.filings import client
from tests.web.portfolio.conftest import Accountant, a_portfolio, portfolio_csv, portfolio_zip
from tests.web.visitor import words_of
from wegwijzer.readers.accounts import reading
from wegwijzer.web.portfolio import upload_reading
from wegwijzer.web.portfolio.models import Client as StoredClient
from wegwijzer.web.portfolio.models import StoredFiling, Upload


@pytest.mark.parametrize("make", [portfolio_csv, portfolio_zip], ids=["csv", "zip of xbrl"])
def test_two_hundred_filings_land_straight_on_the_list(accountant: Accountant, upload_folder, make, monkeypatch):
    monkeypatch.setattr(upload_reading, "FIRST_STEP_SECONDS", 600)
    monkeypatch.setattr(upload_reading, "LONGEST_STEP_SECONDS", 600)
    monkeypatch.setattr("wegwijzer.web.portfolio.views_upload.FIRST_STEP_SECONDS", 600)
    response = accountant.upload(portefeuille_bin=make())
    assert response.status_code == 302
    assert "/nl/klanten/?geladen=" in response["Location"]
    page = words_of(accountant.client.get(response["Location"]).content.decode())
    assert "200 jaarrekeningen van 200 klanten gelezen." in page
    assert "200 klanten, wie het meest aandacht vraagt eerst" in page
    assert list(upload_folder.iterdir()) == []


def test_a_deposit_of_the_national_bank_brings_name_year_and_model(accountant: Accountant):
    [deposit, *_] = client(seed=4)
    accountant.upload(rekening_json=as_bytes({**nbb_json(deposit)}), referentie_json=as_bytes([nbb_reference(deposit)]))
    assert StoredFiling.objects.count() == 1
    assert "Voorbeeld 1" in accountant.see()


def test_the_same_file_twice_changes_nothing_and_says_so(accountant: Accountant):
    accountant.upload(a_csv=portfolio_csv(12))
    accountant.see()
    before = list(StoredFiling.objects.values_list("pk", "digest"))
    response = accountant.upload(andere_naam_csv=portfolio_csv(12))
    assert list(StoredFiling.objects.values_list("pk", "digest")) == before
    page = words_of(accountant.client.get(response["Location"]).content.decode())
    assert "Ze zaten allemaal al in uw portefeuille; er is niets veranderd." in page


def test_a_corrected_deposit_replaces_the_first_and_the_sheet_says_so(accountant: Accountant):
    [deposit, *_] = client(seed=4)
    later = replace(deposit, deposited=deposit.deposited + timedelta(days=40), reference="2025-99999999")
    worse = {**later.year.amounts, "9072": 12345.0}
    later = replace(later, year=replace(later.year, amounts=worse))
    accountant.upload(eerste_xbrl=xbrl(deposit), tweede_xbrl=xbrl(later))
    sheet = words_of(accountant.see(f"klanten/{accountant.client_id()}/"))
    assert StoredClient.objects.count() == 1
    assert "Een latere neerlegging vervangt" in sheet or "12.345 euro" in sheet


def test_bad_files_get_their_line_and_the_rest_goes_through(accountant: Accountant):
    good = portfolio_zip(5)
    broken = xbrl(client(seed=9)[0])[:900]
    response = accountant.upload(goed_zip=good, stuk_xbrl=broken, leeg_zip=zip_of({}), brief_pdf=b"%PDF-1.7 brief")
    page = words_of(accountant.client.get(response["Location"]).content.decode())
    assert "5 jaarrekeningen van 5 klanten gelezen." in page
    assert "In 3 bestanden konden we iets niet lezen." in page
    report = accountant.see(f"klanten/laden/{Upload.objects.get().pk}/")
    words = words_of(report)
    assert "Herstel deze bestanden" in words
    for name in ("stuk.xbrl", "leeg.zip", "brief.pdf"):
        assert f">{name}</h3>" in report
    assert "/uploads/" not in report  # places begin with the file's own name, not with a folder of ours


def test_when_nothing_can_be_read_the_report_says_what_to_do(accountant: Accountant):
    response = accountant.upload(brief_pdf=b"%PDF-1.7 brief")
    assert "/laden/" in response["Location"]
    words = words_of(accountant.client.get(response["Location"]).content.decode())
    assert "In 1 bestand konden we iets niet lezen." in words
    assert "Met welke klant praat u eerst?" in accountant.see()


def test_a_broken_sum_is_told_on_the_sheet_and_nothing_is_repaired(accountant: Accountant):
    [deposit, *_] = client(seed=4)
    amounts = {**deposit.year.amounts, "20/58": deposit.year.amounts["20/58"] + 5000}
    accountant.upload(a_xbrl=xbrl(replace(deposit, year=replace(deposit.year, amounts=amounts))))
    assert StoredFiling.objects.get().data["year"]["amounts"]["20/58"] == amounts["20/58"]
    assert "telt niet op" in words_of(accountant.see(f"klanten/{accountant.client_id()}/"))


def test_without_files_the_form_comes_back_with_the_mistake(accountant: Accountant):
    response = accountant.send("klanten/laden/")
    assert response.status_code == 400
    assert "Kies eerst een of meer bestanden." in response.content.decode()
    assert Upload.objects.count() == 0


def test_a_large_upload_goes_on_in_steps_and_can_be_left_and_resumed(accountant: Accountant, monkeypatch):
    """A clock that jumps a minute each time it is looked at ends a step as soon as it may end."""
    clock = count(step=60)
    monkeypatch.setattr(upload_reading.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(upload_reading, "_CHECK_EVERY", 4)
    response = accountant.upload(a_csv=portfolio_csv(60))
    progress = response["Location"]
    seen = []
    for _ in range(20):
        page = accountant.client.get(progress)
        if page.status_code == 302:
            break
        assert 'http-equiv="refresh"' in page.content.decode()
        seen.append(StoredFiling.objects.count())
        accountant.see()  # the list can be looked at meanwhile
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert StoredFiling.objects.count() == 60
    assert Upload.objects.get().added == 60


def test_a_zip_of_deposits_is_not_read_again_at_every_step(accountant: Accountant, monkeypatch):
    """Each deposit is parsed once, and the one at which a step stopped once more."""
    read = []
    parse = reading.read_xbrl
    monkeypatch.setattr(reading, "read_xbrl", lambda data, name, limits: read.append(name) or parse(data, name, limits))
    clock = count(step=60)
    monkeypatch.setattr(upload_reading.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(upload_reading, "_CHECK_EVERY", 4)
    deposits = {f"{filing.entity}.xbrl": xbrl(filing) for [filing] in a_portfolio(20)}
    deposits |= {f"stuk{place}.xbrl": xbrl(client(seed=9)[0])[:700] for place in range(9)}
    where = accountant.upload(a_zip=zip_of(deposits))["Location"]
    steps = 1
    while "/laden/" in where and (answer := accountant.client.get(where)).status_code == 200:
        steps += 1
    assert "geladen=" in answer["Location"]
    assert steps >= 4
    assert set(Counter(read).values()) <= {1, 2}
    assert len(read) <= 29 + steps
    upload = Upload.objects.get()
    assert (upload.read, upload.added, upload.clients) == (20, 20, 20)
    assert (upload.fault_count, upload.faulty_files, upload.reading) == (9, 9, {})


def test_a_half_read_upload_is_named_on_the_list(accountant: Accountant, monkeypatch):
    clock = count(step=60)
    monkeypatch.setattr(upload_reading.time, "monotonic", lambda: float(next(clock)))
    accountant.upload(a_csv=portfolio_csv(60))
    assert "Tot nu toe 25 jaarrekeningen gelezen." in words_of(accountant.see())


def test_a_reader_that_fails_is_no_error_page_and_a_file_that_kills_it_is_given_up(accountant: Accountant, monkeypatch):
    def fail(paths, passes_over):
        raise RuntimeError("a reader's mistake")

    monkeypatch.setattr(upload_reading, "filings_and_faults", fail)
    response = accountant.upload(a_csv=b"entity,rubric,n\n")
    assert response.status_code == 302
    assert Upload.objects.get().is_done
    stuck = Upload.objects.create(owner=Upload.objects.get().owner, created=Upload.objects.get().created, attempts=3)
    accountant.see(f"klanten/laden/{stuck.pk}/")
    stuck.refresh_from_db()
    assert stuck.is_done


def test_a_name_that_leads_elsewhere_stays_in_the_folder(accountant: Accountant, upload_folder):
    accountant.upload(**{"../../../weg_csv": portfolio_csv(3)})
    assert not (upload_folder.parent / "weg.csv").exists()
    assert StoredClient.objects.count() == 3


def test_a_full_portfolio_says_how_many_found_no_place(accountant: Accountant, monkeypatch):
    monkeypatch.setattr("wegwijzer.web.portfolio.actions.MOST_CLIENTS", 4)
    response = accountant.upload(a_csv=portfolio_csv(6))
    assert StoredClient.objects.count() == 4
    assert "4 klanten gelezen" in words_of(accountant.client.get(response["Location"]).content.decode())
    assert "portfolio is full: 2" in accountant.see(f"klanten/laden/{Upload.objects.get().pk}/")


@pytest.mark.django_db
def test_an_upload_is_still_protected_against_forms_of_other_sites():
    assert Client(enforce_csrf_checks=True).post("/nl/klanten/laden/", {}).status_code == 403


def test_years_join_over_uploads(accountant: Accountant):
    filings = a_portfolio(3, years=3)
    for age in (2, 0, 1):
        accountant.upload(a_csv=csv_of(wide_table([client[age] for client in filings])))
    assert StoredClient.objects.count() == 3
    assert "cijfers van 4 jaren" in words_of(accountant.see(f"klanten/{accountant.client_id()}/"))
