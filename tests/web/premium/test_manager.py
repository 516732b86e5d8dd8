"""The manager's pages: the file of an idea, the ceilings, the list; and that nobody else gets in."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from tests.web.signin.conftest import MINUTES
from tests.web.visitor import words_of
from wegwijzer.core.premium.rules import Condition
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Person, SiteRole
from wegwijzer.web.premium import actions
from wegwijzer.web.premium.models import Idea, Manager, Premium, Scheme

FIGURES = {"headcount_2026": "35", "wage_bill_2026": "1.400.000"}
YES = {f"answer_{condition.value}": "yes" for condition in Condition}


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    """The pages of these tests are seen in 2026."""
    from datetime import date

    monkeypatch.setattr(timezone, "localdate", lambda *rest: date(2026, 11, 30))


def test_the_start_says_how_it_goes_and_begins_a_call(manager):
    assert "Roep uw personeel op." in manager.see()
    scheme = manager.begin()
    page = manager.see(f"{scheme.pk}/")
    assert "Metaal Maes" in page
    assert "Nog geen ideeën." in page
    assert "De premie mag geen loon, premie, voordeel in natura of ander voordeel vervangen" in page
    assert "RSZ: administratieve instructies" in page


def test_the_start_is_for_search_engines_and_the_firms_pages_are_not(manager):
    scheme = manager.begin()
    assert b"noindex" not in manager.client.get("/nl/innovatiepremie/").content
    answer = manager.client.get(f"/nl/innovatiepremie/{scheme.pk}/")
    assert b"noindex" in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_ceilings_are_checked_with_their_source_as_soon_as_somebody_gets_something(manager):
    scheme = manager.begin(**FIGURES)
    idea = manager.note(scheme)
    manager.give(idea, "An")
    page = manager.see(f"{scheme.pk}/")
    assert "1.000 euro van hoogstens 14.000 euro. Nog ruimte voor 13.000 euro." in page
    assert "1 van hoogstens 3. Nog ruimte voor 2." in page
    assert "1.000 euro van hoogstens 3.000 euro." in page
    assert "1 van hoogstens 10. Nog ruimte voor 9." in page
    assert "Le Cap (7 jan 2026)" in page


def test_one_person_too_many_is_over_the_limit(manager):
    scheme = manager.begin(**FIGURES)
    idea = manager.note(scheme)
    for name in ("An", "Bo", "Cis", "Dirk"):
        manager.give(idea, name)
    page = manager.see(f"{scheme.pk}/{idea.pk}/")
    assert "Over de grens" in page
    assert "4, en het mag hoogstens 3 zijn." in page


def test_a_name_written_in_two_ways_is_one_person(manager):
    scheme = manager.begin(**FIGURES)
    idea = manager.note(scheme)
    manager.give(idea, "An Peeters", amount="2000")
    manager.give(idea, " an  PEETERS", amount="1000,01")
    assert "3.000,01 euro, en het mag hoogstens 3.000 euro zijn." in manager.see(f"{scheme.pk}/{idea.pk}/")


def test_without_figures_nothing_is_decided_and_it_says_what_is_missing(manager):
    scheme = manager.begin()
    idea = manager.note(scheme)
    manager.give(idea, "An", month_pay="", amount="")
    page = manager.see(f"{scheme.pk}/{idea.pk}/")
    assert "Nog niet te zeggen" in page
    assert "Geef de loonmassa van dat jaar en de bedragen." in page
    assert "An (2026): niets meer zonder over een grens te gaan, of er ontbreekt een cijfer." in page


def test_a_year_without_rules_promises_nothing(manager):
    scheme = manager.begin(**FIGURES)
    manager.give(manager.note(scheme), "An", year="2027")
    assert "Voor 2027 vonden we geen regel die de premie toelaat." in manager.see(f"{scheme.pk}/")


def test_how_much_more_somebody_may_get_is_told_to_the_cent(manager):
    scheme = manager.begin(headcount_2026="12", wage_bill_2026="123.456,78")
    idea = manager.note(scheme)
    manager.give(idea, "An", amount="900")
    assert "An (2026): nog zeker 334,56 euro." in manager.see(f"{scheme.pk}/{idea.pk}/")


def test_a_file_says_what_is_missing_and_whether_the_idea_qualifies(manager):
    scheme = manager.begin(**FIGURES)
    idea = manager.note(scheme)
    assert "Nog in te vullen: Wat is er nieuw?" in manager.see(f"{scheme.pk}/")
    where = f"{scheme.pk}/{idea.pk}/"
    given = {"title": idea.title, "what_is_new": "Een mal", "added_value": "Minder uitval", "thought_up_on": "2/3/2026"}
    manager.send(where, **given, **{**YES, "answer_not_ordered": "unknown"})
    assert "Nog te beantwoorden: Kwam het idee vanzelf" in manager.see(where)
    manager.send(where, **given, **{**YES, "answer_not_pay": "no"})
    assert "Voldoet niet: Komt de premie boven op het loon" in manager.see(where)
    manager.send(where, **given, **YES)
    manager.give(idea, "An")
    assert "Voldoet aan alle voorwaarden" in manager.see(where)
    assert "Dossier ingevuld" in manager.see(f"{scheme.pk}/")


def test_a_form_before_the_staff_was_told_is_out_of_order(manager):
    scheme = manager.begin(informed="1/6/2026")
    idea = manager.note(scheme)
    manager.send(f"{scheme.pk}/{idea.pk}/", title="x", filed="1/5/2026")
    assert "De volgorde klopt niet: Formulier ingediend" in manager.see(f"{scheme.pk}/{idea.pk}/")


def test_somebody_can_be_taken_off_and_twice_is_once(manager):
    scheme = manager.begin()
    idea = manager.note(scheme)
    manager.give(idea, "An")
    number = str(Premium.objects.get().pk)
    for _ in range(2):
        assert manager.send(f"{scheme.pk}/{idea.pk}/personen/", remove=number).status_code == 302
    assert Premium.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"amount": "-5"}, "Een bedrag kan niet onder nul liggen."),
        ({"amount": "duizend"}, "“duizend” is geen getal."),
        ({"amount": "99999999999"}, "Dat bedrag is te groot."),
        ({"amount": "10,005"}, "Geef hoogstens twee cijfers na de komma."),
        ({"month_pay": "-1"}, "Een bedrag kan niet onder nul liggen."),
        ({"person": "  "}, "Geef een naam."),
        ({"person": "x" * 121}, "hoogstens 120 tekens"),
        ({"year": "26"}, "Geef een jaar van 2012 tot 2060."),
        ({"year": "²⁰²⁶"}, "Geef een jaar van 2012 tot 2060."),
        ({"paid": "31/2/2026"}, "“31/2/2026” is geen dag."),
        ({"paid": "1/1/2025"}, "De dag van betaling valt niet in 2026."),
    ],
)
def test_a_wrong_premium_is_told_at_its_field_and_nothing_typed_is_lost(manager, fields, told):
    idea = manager.note(manager.begin())
    answer = manager.give(idea, **{"person": "An Peeters", "amount": "1.000", **fields})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in words_of(page)
    assert "person" in fields or 'value="An Peeters"' in page
    assert Premium.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"headcount_2026": "0"}, "Geef een geheel aantal werknemers"),
        ({"headcount_2026": "12,5"}, "Geef een geheel aantal werknemers"),
        ({"headcount_2026": "twaalf"}, "“twaalf” is geen getal."),
        ({"wage_bill_2026": "-1"}, "Een bedrag kan niet onder nul liggen."),
        ({"closes": "morgen"}, "“morgen” is geen dag."),
        ({"informed": "1/1/1900"}, "Geef een dag tussen 2012 en 2060."),
        ({"firm": " "}, "Geef de naam van uw zaak."),
    ],
)
def test_wrong_figures_are_told_and_not_kept(manager, facts, told):
    scheme = manager.begin()
    answer = manager.send(f"{scheme.pk}/cijfers/", **{"firm": "Metaal", **facts})
    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert Scheme.objects.get().firm == "Metaal Maes"


def test_the_list_opens_in_word_and_excel_with_amounts_as_numbers(manager):
    scheme = manager.begin(**FIGURES)
    idea = manager.note(scheme, "=1+1")
    manager.give(idea, "An", paid="1/6/2026", amount="1.000,50")
    address = f"/nl/innovatiepremie/{scheme.pk}/lijst"
    tables = Document(BytesIO(manager.client.get(f"{address}.docx").content)).tables
    assert [cell.text for cell in tables[0].rows[1].cells] == [
        "=1+1", "An", "2026", "1 juni 2026", "3.000 euro", "1.000,50 euro",
    ]  # fmt: skip
    book = CalamineWorkbook.from_filelike(BytesIO(manager.client.get(f"{address}.xlsx").content))
    rows = book.get_sheet_by_name("Premies").to_python()
    (row,) = [row for row in rows if row[0] == "=1+1"]
    assert row[1:] == ["An", 2026.0, "1 juni 2026", 3000.0, 1000.5]
    assert any("Binnen de grens" in row for row in book.get_sheet_by_name("Grenzen").to_python())


def test_the_file_of_an_idea_opens_in_word_and_holds_what_was_written_and_no_more(manager):
    scheme = manager.begin()
    idea = manager.note(scheme)
    manager.send(f"{scheme.pk}/{idea.pk}/", title="Mal", what_is_new="Een mal\nmet klem \x0b", added_value="")
    content = manager.client.get(f"/nl/innovatiepremie/{scheme.pk}/{idea.pk}/dossier.docx").content
    texts = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    assert texts[0] == "Dossier innovatiepremie: Mal"
    assert "Een mal" in texts
    assert texts[texts.index("Waarom is uw zaak er beter van?", texts.index("Een mal")) + 1] == "(nog niet ingevuld)"
    assert any(text.startswith("Wat niet mag: De premie mag geen loon") for text in texts)


def test_the_call_names_the_firm_the_address_and_no_figure_without_rules(manager, monkeypatch):
    scheme = manager.begin(closes="31/12/2026", contact="Vraag het aan Lien, toestel 12")
    page = manager.see(f"{scheme.pk}/oproep/")
    assert "Een goed idee voor Metaal Maes? Zeg het ons." in page
    assert f"/nl/innovatiepremie/idee/{scheme.token}/" in page
    assert "hoogstens 10 mensen" in page
    assert "Insturen kan tot en met 31 december 2026." in page
    assert "toestel 12" in page
    assert "vervangt niets" in page
    from datetime import date

    monkeypatch.setattr(timezone, "localdate", lambda *rest: date(2027, 1, 4))
    later = manager.see(f"{scheme.pk}/oproep/")
    assert "Voor 2027 vonden we geen regel" in later
    assert "hoogstens 10 mensen" not in later


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_and_paper_reads_in_every_language(manager, language):
    manager.language = language
    scheme = manager.begin(headcount_2026="35", wage_bill_2026="1400000", informed="1/2/2026")
    idea = manager.note(scheme)
    assert manager.give(idea, "An", month_pay="3000", amount="1000").status_code == 302
    for path in ("", f"{scheme.pk}/", f"{scheme.pk}/cijfers/", f"{scheme.pk}/oproep/", f"{scheme.pk}/{idea.pk}/"):
        page = manager.see(path)
        assert "{" not in page
        assert "None" not in page
    for path in ("oproep.docx", "lijst.docx", "lijst.xlsx", f"{idea.pk}/dossier.docx"):
        answer = manager.client.get(f"/{language}/innovatiepremie/{scheme.pk}/{path}")
        assert answer.status_code == 200
        assert len(answer.content) > 3000


def test_nobody_else_sees_or_changes_anything_whatever_their_role(manager):
    scheme = manager.begin()
    idea = manager.note(scheme)
    administrator = Person.objects.create_user("bea@site.example", name="Bea")
    SiteRole.objects.create(person=administrator, role=Role.ADMINISTRATOR.value)
    stranger, staff = Client(), Client()
    staff.force_login(administrator)
    base = f"/nl/innovatiepremie/{scheme.pk}/"
    pages = (
        "",
        "cijfers/",
        "oproep/",
        "oproep.docx",
        "lijst.docx",
        "lijst.xlsx",
        f"{idea.pk}/",
        f"{idea.pk}/dossier.docx",
    )
    forms = ("", "cijfers/", "formulier/", "weg/", f"{idea.pk}/", f"{idea.pk}/keuze/", f"{idea.pk}/personen/")
    for client in (stranger, staff):
        assert {client.get(base + path).status_code for path in pages} == {404}
        assert {client.post(base + path, {"title": "x", "state": "new"}).status_code for path in forms} == {404}
    assert Idea.objects.get().title == idea.title


def test_an_idea_of_one_firm_is_not_found_under_another(manager):
    one, other = manager.begin("Een"), manager.begin("Twee")
    idea = manager.note(one)
    assert manager.client.get(f"/nl/innovatiepremie/{other.pk}/{idea.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["5f0c8b0e-6f5b-4f0e-9d5c-2f6a6c1d7e11/", "x/", "idee/nope/"])
def test_what_there_is_not_is_not_found(manager, path):
    manager.begin()
    assert manager.client.get(f"/nl/innovatiepremie/{path}").status_code == 404


def test_what_a_visitor_made_comes_along_at_sign_in_to_every_device(manager, an):
    scheme = manager.begin()
    link = make_link(an, to_path="/nl/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in")
    manager.client.post(link)
    other = Client()
    other.force_login(an)
    assert other.get(f"/nl/innovatiepremie/{scheme.pk}/").status_code == 200


def test_a_firm_and_everything_can_be_erased(manager):
    scheme = manager.begin()
    manager.note(scheme)
    manager.send(f"{scheme.pk}/weg/")
    assert Idea.objects.count() == 0
    manager.begin()
    manager.send("wissen/")
    assert Manager.objects.count() == Scheme.objects.count() == 0


def test_there_is_an_end_to_what_one_keeps(manager):
    for number in range(actions.MOST_SCHEMES):
        manager.begin(f"Zaak {number}")
    answer = manager.send(firm="Nog een")
    assert answer.status_code == 422
    assert "Er is geen plaats meer" in words_of(answer.content.decode())
