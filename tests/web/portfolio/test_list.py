"""The list: worst first, in words as well as shapes, with filters in the address."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from tests.web.portfolio.conftest import Accountant, portfolio_csv
from tests.web.visitor import words_of
from wegwijzer.web.portfolio.models import Client

_NAMES = re.compile(r'class="cell-client"><a [^>]*>([^<]+)</a>')


@pytest.fixture
def full(accountant: Accountant) -> Accountant:
    """With a portfolio of forty, ten of them in trouble."""
    accountant.upload(a_csv=portfolio_csv(40))
    return accountant


def names(page: str) -> list[str]:
    return _NAMES.findall(page)


def scores(page: str) -> list[int]:
    return [int(score) for score in re.findall(r'class="score"><strong>(\d+)</strong>', page)]


def test_the_ten_in_trouble_stand_above_the_others(full: Accountant):
    page = full.see()
    assert scores(page) == sorted(scores(page), reverse=True)
    troubled = {f"Voorbeeld {number}" for number in range(1, 11)}
    assert len(troubled & set(names(page)[:14])) >= 8


def test_a_row_says_in_words_what_its_shapes_show(full: Accountant):
    page = full.see()
    first = page[page.index('class="cell-client"') :]
    first = first[: first.index("</tr>")]
    assert re.search(r'role="img" aria-label="rood: [^"]+\."', first)
    assert re.search(r"\d+ rood", words_of(first))
    assert 'aria-label="Eigen vermogen: 2023 ' in first
    assert 'aria-label="Brutomarge: 2023 ' in first
    assert "?" in words_of(first)  # what to ask


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("q=voorbeeld+7", lambda page: names(page) == ["Voorbeeld 7"]),
        ("q=0900", lambda page: True),
        ("stand=red", lambda page: "niets rood of oranje" not in "".join(re.findall(r"cell-under\">([^<]*)", page))),
        ("stand=none", lambda page: scores(page) and not any(scores(page))),
        ("licht=overdue-debts", lambda page: "Voorbeeld 3" in names(page) and len(names(page)) < 12),
        ("ouder=2024", lambda page: names(page) == []),
        ("gesprek=niet", lambda page: len(names(page)) == 40),
        ("volgorde=name", lambda page: names(page)[:2] == ["Voorbeeld 1", "Voorbeeld 10"]),
        ("sector=construction", lambda page: 0 < len(names(page)) < 40),
        ("stand=onzin&licht=onzin&volgorde=onzin&blad=onzin&ouder=x", lambda page: len(names(page)) == 40),
    ],
)
def test_filters_live_in_the_address(full: Accountant, query, fits):
    assert fits(full.see(f"klanten/?{query}"))


def test_no_client_that_fits_leads_back_to_all(full: Accountant):
    page = full.see("klanten/?q=bestaatniet")
    assert "Geen klant past bij deze filters" in page
    assert 'href="/nl/klanten/"' in page


def test_a_talk_this_year_takes_a_client_off_the_list_of_those_not_talked_to(full: Accountant):
    client = Client.objects.get(pk=full.client_id("Voorbeeld 7"))
    client.last_talk = timezone.localdate()
    client.save()
    assert "Voorbeeld 7" not in names(full.see("klanten/?gesprek=niet"))
    client.last_talk = date(timezone.localdate().year - 1, 12, 31)
    client.save()
    assert "Voorbeeld 7" in names(full.see("klanten/?gesprek=niet"))
    assert names(full.see("klanten/?volgorde=talk"))[-1] == "Voorbeeld 7"


def test_more_than_a_hundred_go_over_pages_that_keep_the_filters(accountant: Accountant):
    accountant.try_out()
    first = accountant.see("klanten/?gesprek=niet")
    assert len(names(first)) == 100
    assert "gesprek=niet&amp;blad=2" in first
    second = accountant.see("klanten/?gesprek=niet&blad=2")
    assert len(names(second)) == 100
    assert set(names(first)).isdisjoint(names(second))
    assert names(accountant.see("klanten/?gesprek=niet&blad=99")) == names(second)


def test_the_rules_of_another_day_are_named_and_a_day_without_lights_is_refused(full: Accountant):
    assert "Met de regels van 1 oktober 2019." in full.see("klanten/?op=2019-10-01")
    page = full.see("klanten/?op=2014-01-01")
    assert full.last.status_code == 400
    assert "Van 1 januari 2014 kennen we geen knipperlichten" in page
    assert len(names(page)) == 40


def test_the_page_speaks_the_three_languages(full: Accountant):
    for language, words in (("en", "Your clients"), ("fr", "Vos clients")):
        full.language = language
        assert f"<h1>{words}</h1>" in full.see()


def test_signs_in_names_are_text(accountant: Accountant):
    accountant.upload(a_csv=portfolio_csv(2).replace(b"Voorbeeld 1", b"<b>Vet</b> & zoon"))
    page = accountant.see()
    assert "&lt;b&gt;Vet&lt;/b&gt; &amp; zoon" in page
    assert "<b>Vet" not in page


def test_the_fictional_clients_are_marked_and_leave_at_once(accountant: Accountant):
    page = accountant.try_out().see()
    assert "verzonnen klanten, om te proberen. Geen van hen bestaat." in page
    assert page.count('tag-small">verzonnen</span>') == 100
    accountant.upload(a_csv=portfolio_csv(2))
    accountant.send("klanten/voorbeeld/weg/")
    assert sorted(names(accountant.see())) == ["Voorbeeld 1", "Voorbeeld 2"]


def test_the_companions_page_and_the_navigation_lead_here(accountant: Accountant):
    page = accountant.see("begeleiders/")
    assert page.count('href="/nl/klanten/"') >= 2
