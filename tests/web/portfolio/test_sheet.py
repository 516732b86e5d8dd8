"""The client sheet on screen: what moved, what to ask, what is open and what the accounts close."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.filing_files import csv_of, wide_table, xbrl
from tests.filings import Trouble, client
from tests.web.portfolio.conftest import Accountant
from tests.web.visitor import words_of
from wegwijzer.web.portfolio.models import Client


@pytest.fixture
def sheet_of(accountant: Accountant):
    """The sheet of one client in trouble, as a page."""

    def sheet(trouble: Trouble | None = Trouble.NEGATIVE_EQUITY, query: str = "") -> str:
        filings = client(seed=5, trouble=trouble)
        accountant.upload(**{f"jaar{place}_xbrl": xbrl(item) for place, item in enumerate(filings)})
        return accountant.see(f"klanten/{accountant.client_id()}/{query}")

    return sheet


def section(page: str, anchor: str) -> str:
    """The words of one section."""
    start = page.index(f'id="{anchor}"')
    return words_of(page[start : page.index("</section>", start)])


def test_it_tells_what_moved_with_the_value_before_and_for_how_long(sheet_of):
    told = section(sheet_of(), "beweging")
    assert "Nettoactief rood" in told
    assert "de alarmbelprocedure geldt" in told
    assert re.search(r"Een jaar eerder: .+? (slechter|beter)", told)


def test_it_asks_at_most_five_questions_and_none_twice(sheet_of):
    page = sheet_of()
    start = page.index('class="ask"')
    questions = re.findall(r"<li>([^<]+)</li>", page[start : page.index("</ol>", start)])
    assert 1 <= len(questions) <= 5
    assert len(set(questions)) == len(questions)


def test_it_draws_equity_margin_and_liquidity_with_the_numbers_beside_them(sheet_of):
    page = sheet_of()
    for title in ("Eigen vermogen", "Brutomarge", "Liquiditeit"):
        assert f'aria-label="{title} per jaar. 2021: ' in page
    assert page.count("figure-table") == 3
    assert page.count('<th scope="row">2024</th>') >= 3


def test_a_client_in_difficulty_is_told_which_measures_that_closes_and_why(sheet_of):
    told = section(sheet_of(), "dicht")
    assert "Ontwikkelingsproject" in told
    assert "Vereist is:" in told
    assert "meer dan de helft" in told


def test_a_sound_client_has_nothing_closed_and_nothing_to_refer(sheet_of):
    page = sheet_of(None)
    assert 'id="dicht"' not in page
    assert "niets rood of oranje" in page or 'id="vragen"' in page
    assert 'id="bereik"' in page


def test_it_names_whom_to_refer_to_and_never_the_accountant_herself(sheet_of):
    told = section(sheet_of(), "doorverwijzen")
    assert "De bank van uw klant" in told
    assert "oekhouder" not in told


def test_the_referral_text_names_no_figures(sheet_of):
    page = sheet_of()
    text = re.search(r'<textarea class="input" id="tekst"[^>]*>([^<]+)<', page)[1]
    assert text
    assert not re.search(r"\d", text)


def test_the_score_is_explained_light_by_light_to_the_last_point(sheet_of):
    page = sheet_of()
    score = int(re.search(r'client-score"><strong>(\d+)<', page)[1])
    start = page.index("Hoe komt deze klant aan")
    points = re.findall(r'<td class="number">([\d,]+)</td></tr>', page[start:])
    assert len(points) == 12
    assert abs(sum(float(point.replace(",", ".")) for point in points) - score) <= 1


def test_what_could_not_be_computed_is_told_with_what_is_missing(accountant: Accountant):
    accountant.upload(a_csv=b"entity,rubric,n\nklant A,10/15,100\nklant A,20/58,500\n")
    page = accountant.see(f"klanten/{accountant.client_id()}/")
    assert "konden we niet berekenen" in page
    assert "in de jaarrekening ontbreekt" in page
    assert "klant A" in words_of(page)


def test_a_year_that_is_not_twelve_months_says_so(accountant: Accountant):
    accountant.upload(a_csv=b"entity,rubric,n,nm1,months\nX,70,900,1000,9\nX,9900,300,500,9\nX,10/15,10,20,9\n")
    words = words_of(accountant.see(f"klanten/{accountant.client_id()}/"))
    assert "Het boekjaar telt 9 maanden." in words


def test_the_advice_is_no_rating_and_the_page_says_so(sheet_of):
    assert "geen oordeel over de onderneming en geen kredietbeoordeling" in sheet_of()


@pytest.mark.parametrize("typed", ["2026-03-02", "2/3/2026", "02-03-2026"])
def test_a_talk_is_kept_with_its_note_and_the_name_that_the_owner_uses(accountant: Accountant, sheet_of, typed):
    sheet_of()
    found = Client.objects.get()
    response = accountant.send(f"klanten/{found.pk}/gesprek/", dag=typed, notitie="Zoon neemt over", naam="De Smid")
    assert response.status_code == 302
    page = accountant.see()
    assert "2 maart 2026" in page
    assert "De Smid" in page
    assert "De Smid" in accountant.see("klanten/?q=zoon+neemt")


@pytest.mark.parametrize(("typed", "told"), [("gisteren", "is geen dag"), ("tomorrow", "is geen dag")])
def test_a_day_that_is_none_comes_back_with_the_mistake_and_what_was_typed(accountant, sheet_of, typed, told):
    sheet_of()
    found = Client.objects.get()
    response = accountant.send(f"klanten/{found.pk}/gesprek/", dag=typed, notitie="Blijft staan")
    assert response.status_code == 400
    page = response.content.decode()
    assert told in page
    assert typed in page
    assert "Blijft staan" in page
    found.refresh_from_db()
    assert found.last_talk is None


def test_a_talk_lies_in_the_past_and_a_note_has_its_length(accountant: Accountant, sheet_of):
    sheet_of()
    found = Client.objects.get()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert accountant.send(f"klanten/{found.pk}/gesprek/", dag=tomorrow).status_code == 400
    assert accountant.send(f"klanten/{found.pk}/gesprek/", notitie="x" * 501).status_code == 400
    assert accountant.send(f"klanten/{found.pk}/gesprek/", naam="x" * 201).status_code == 400


def test_a_client_can_be_removed(accountant: Accountant, sheet_of):
    sheet_of()
    accountant.send(f"klanten/{Client.objects.get().pk}/weg/")
    assert Client.objects.count() == 0


def test_rules_of_another_day_are_named(sheet_of):
    assert "Met de regels van 1 oktober 2019." in sheet_of(query="?op=2019-10-01")


def test_the_sheet_speaks_the_three_languages(accountant: Accountant, sheet_of):
    sheet_of()
    for language, words in (("en", "Questions for the talk"), ("fr", "Questions pour l’entretien")):
        accountant.language = language
        assert words in accountant.see(f"klanten/{accountant.client_id()}/")


def test_the_margin_of_a_full_model_is_derived_as_the_abridged_model_defines_it(accountant: Accountant):
    from tests.filings import clients
    from wegwijzer.core.accounts.filing import AccountsModel

    full = next(group[0] for group in clients(20) if group[0].model is AccountsModel.FULL)
    accountant.upload(a_csv=csv_of(wide_table([full])))
    assert "9900" not in full.year.amounts
    margin = full.year.amounts["70/76A"] - full.year.amounts["60"] - full.year.amounts["61"]
    assert f"{margin:,.0f}".replace(",", ".") in accountant.see(f"klanten/{accountant.client_id()}/")
