"""Nobody sees another's clients, and nothing is kept for longer than we say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from tests.web.portfolio.conftest import Accountant, portfolio_csv
from wegwijzer.web.portfolio import actions
from wegwijzer.web.portfolio.models import Client as StoredClient
from wegwijzer.web.portfolio.models import Owner, StoredFiling, Upload

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def other(db) -> Accountant:
    """Another accountant, with a portfolio of her own."""
    other = Accountant(Client())
    other.upload(mijn_csv=portfolio_csv(2))
    return other


def paths(of: Accountant) -> list[str]:
    """Every address of somebody's portfolio that can be asked for."""
    client, upload = StoredClient.objects.first(), Upload.objects.first()
    return [
        f"klanten/{client.pk}/",
        f"klanten/{client.pk}/pdf/",
        f"klanten/laden/{upload.pk}/",
    ]


@pytest.mark.parametrize("has_own", [True, False], ids=["with a portfolio", "without one"])
def test_another_owner_finds_nothing_at_any_address(accountant: Accountant, other: Accountant, has_own):
    asked = paths(other)
    if has_own:
        accountant.try_out()
    for path in asked:
        other.see(path)
        assert other.last.status_code == 200, path
        accountant.see(path)
        assert accountant.last.status_code == 404, path


def test_another_owner_can_change_nothing(accountant: Accountant, other: Accountant):
    theirs = StoredClient.objects.get(pk=other.client_id())
    accountant.try_out()
    assert accountant.send(f"klanten/{theirs.pk}/gesprek/", dag="2026-11-01", naam="Gekaapt").status_code == 404
    assert accountant.send(f"klanten/{theirs.pk}/weg/").status_code == 404
    accountant.send("klanten/voorbeeld/weg/")
    accountant.send("klanten/wissen/")
    theirs.refresh_from_db()
    assert theirs.given_name == ""
    assert StoredClient.objects.count() == 2


def test_the_list_and_the_excel_hold_only_ones_own_clients(accountant: Accountant, other: Accountant):
    accountant.see("klanten/excel/")
    assert accountant.last.status_code == 404
    accountant.try_out()
    assert "Voorbeeld 1" in other.see()
    assert "Voorbeeld 1" not in accountant.see()


def test_an_id_made_up_in_the_cookie_or_the_address_finds_nothing(accountant: Accountant):
    accountant.try_out()
    accountant.see(f"klanten/{uuid4()}/")
    assert accountant.last.status_code == 404
    accountant.client.cookies["wegwijzer"] = f"owner:{Owner.objects.get().pk}:vervalst"
    assert "Met welke klant praat u eerst?" in accountant.see()


def test_pages_about_clients_are_kept_by_nobody(accountant: Accountant):
    accountant.try_out()
    for path in ("klanten/", f"klanten/{accountant.client_id()}/", "klanten/excel/"):
        accountant.see(path)
        assert "no-store" in accountant.last["Cache-Control"]
        assert "private" in accountant.last["Cache-Control"]


def test_deleting_everything_asks_first_and_leaves_nothing(accountant: Accountant, upload_folder):
    accountant.upload(a_csv=portfolio_csv(3))
    assert "Uw 3 klanten verdwijnen" in accountant.see("klanten/wissen/")
    assert StoredClient.objects.count() == 3
    accountant.send("klanten/wissen/")
    assert [model.objects.count() for model in (Owner, StoredClient, StoredFiling, Upload)] == [0, 0, 0, 0]
    assert "Met welke klant praat u eerst?" in accountant.see()


def test_clearing_the_guide_leaves_the_portfolio(accountant: Accountant):
    accountant.try_out()
    accountant.send("", need="Onze verpakking scheurt in de diepvries")
    accountant.send("wissen/")
    assert "200 klanten" in accountant.see()


def test_what_nobody_visited_for_thirty_days_goes(db, upload_folder, capsys):
    kept = Owner.objects.create(created=NOW - timedelta(days=29), seen=NOW - timedelta(days=29))
    Owner.objects.create(created=NOW - timedelta(days=31), seen=NOW - timedelta(days=31))
    assert actions.remove_old(NOW) == 1
    assert [owner.pk for owner in Owner.objects.all()] == [kept.pk]
    call_command("remove_old_portfolios")
    assert "portfolios removed" in capsys.readouterr().out


def test_files_that_nobody_waits_for_go(accountant: Accountant, upload_folder):
    (upload_folder / "oud").mkdir(parents=True)
    actions.remove_old(NOW)
    assert list(upload_folder.iterdir()) == []


def test_a_visit_keeps_the_portfolio_and_the_cookie(accountant: Accountant):
    accountant.try_out()
    owner = Owner.objects.get()
    owner.seen -= timedelta(days=20)
    owner.save()
    response = accountant.client.get("/nl/klanten/")
    assert "wegwijzer" in response.cookies
    assert response.cookies["wegwijzer"]["max-age"] == 30 * 24 * 3600
    owner.refresh_from_db()
    assert (datetime.now(UTC) - owner.seen).days == 0
    cache.clear()


def test_the_page_says_who_sees_it_and_for_how_long(accountant: Accountant):
    for page in (accountant.see(), accountant.try_out().see()):
        assert "Niemand anders ziet ze" in page
        assert "tot 30 dagen na uw laatste bezoek" in page
