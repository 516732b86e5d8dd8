"""The stories: a metal firm with a plan today and in 2017, and a weaver who only wants a course."""

from __future__ import annotations

import pytest

from tests.web.money.conftest import COSTS, METAL
from tests.web.visitor import words_of
from wegwijzer.web.money.models import Action, Planner


def test_the_start_asks_what_is_planned_and_leads_from_action_to_action(planner):
    page = planner.see()
    assert "Wat bent u van plan?" in page
    assert "Een onderzoeker aanwerven" in page
    answer = planner.send(wat=["development", "training"])
    first, second = Action.objects.order_by("created")
    assert [first.kind, second.kind] == ["development", "training"]
    assert str(first.pk) in answer["Location"]
    answer = planner.send(f"actie/{first.pk}/", start="1/1/2027", end="31/12/2027", **COSTS)
    assert str(second.pk) in answer["Location"]
    answer = planner.send(f"actie/{second.pk}/", start="1/2/2027", end="5/2/2027", cost_training_fees="2500")
    assert answer["Location"].endswith("/bedrijf/")
    assert planner.send("bedrijf/", **METAL)["Location"].endswith("/opbrengst/")


def test_the_metal_firm_sees_what_each_measure_brings_step_by_step_with_its_source(metal):
    page = metal.see("opbrengst/")
    assert "108.000 euro" in page
    assert "45 % van 240.000 euro is 108.000 euro." in page
    assert "Regels van 30 november 2026 (de dag van de aanvraag), geldig sinds 1 mei 2024." in page
    assert "Zekerheid: één bron, of ongedateerd." in page
    assert "PNO: aanpassingen bij het aanvragen van VLAIO-innovatiesteun" in page
    assert "2027, 12 maanden, doctor, burgerlijk ingenieur of master van de lijst (1): 80 % van 14.000 euro" in page
    assert "30 % van 12.000 euro is 3.600 euro." in page
    assert "Niet voor u (1), en waarom" in page
    assert page.count("geen belastingadvies") == 1


def test_the_metal_firm_sees_two_or_three_ways_with_what_to_file_by_when(metal):
    page = metal.see("combinatie/")
    assert "Eerst wat zeker past" in page
    assert "Het meeste geld" in page
    assert "het minste papier voor minstens 75 % van het meeste geld" in page
    assert "128.400 euro" in page
    assert "Hiervan past 16.800 euro zeker bij u." in page
    assert "Subsidie voor een doctoraat in uw bedrijf (Een onderzoeker), 58.500 tot 93.600 euro. Dan laat u dit" in page
    assert "Indienen ten laatste op 31 december 2026." in page
    assert "Kleine overheidssteun (de minimis): u mag nog 300.000 euro krijgen." in page
    assert "Vraag aan VLAIO (Agentschap Innoveren & Ondernemen) of Baekeland-mandaten samen mag met" in page
    raw = metal.page("combinatie/")
    assert '/nl/dossiers/?maatregel=ontwikkelingsproject"' in raw
    assert '/nl/plichten/?steun=ontwikkelingsproject"' in raw
    assert "wegwijzer support" not in raw
    researcher = Action.objects.get(kind="hire_researcher")
    assert f'/actie/{researcher.pk}/vragen/">Beantwoord de vragen over “Een onderzoeker”' in raw


def test_in_2017_the_same_plan_is_read_by_the_rules_of_then(planner):
    query = "?op=2017-02-01"
    planner.plan(
        "development", query=query, name="Een slijtvaste coating", start="1/3/2017", end="31/8/2018",
        partner_1="university_college", share_1="20", **COSTS,
    )  # fmt: skip
    planner.plan(
        "training", query=query, name="De ploeg", start="3/4/2017", end="14/4/2017", cost_training_fees="12.000",
        theme="innovation",
    )  # fmt: skip
    planner.tell_firm(**METAL)
    page = planner.see(f"opbrengst/{query}")
    assert "U ziet de regels van 1 februari 2017." in page
    assert "Subsidie om iets nieuws te ontwikkelen in uw kmo" in page
    assert "108.000 euro" in page
    assert "40 % van 12.000 euro is 4.800 euro." in page
    assert "geldig van 1 april 2016 tot 30 november" in page
    assert "200.000 euro" in planner.see(f"combinatie/{query}")
    assert f'href="/nl/steun-berekenen/combinatie/{query}"' in planner.page(f"opbrengst/{query}")


def test_the_weaver_who_only_wants_a_course_needs_two_forms(planner):
    planner.plan("training", start="1/2/2027", end="5/2/2027", cost_training_fees="2500", theme="professional_skills")
    planner.tell_firm(postal_code="8790", fte="18", turnover_eur="2.400.000", balance_sheet_total_eur="1.500.000")
    page = planner.see("opbrengst/")
    assert "30 % van 2.500 euro is 750 euro." in page
    combination = planner.see("combinatie/")
    assert "Eén manier is de beste." in combination
    assert "750 euro" in combination


def test_a_cost_from_to_gives_a_range(planner):
    planner.plan(
        "training", start="1/2/2027", end="5/2/2027", cost_training_fees="2.000", cost_training_fees_to="4.000",
        theme="innovation",
    )  # fmt: skip
    planner.tell_firm(**METAL)
    assert "600 euro tot 1.200 euro" in planner.see("opbrengst/")


def test_answers_to_what_is_left_make_it_more_certain(metal):
    training = Action.objects.get(kind="training")
    page = metal.see(f"actie/{training.pk}/vragen/")
    assert "Staat uw hoofdactiviteit op de lijst van de kmo-portefeuille?" in page
    answer = metal.send(
        f"actie/{training.pk}/vragen/", kmop_activity_listed="yes", public_ownership_pct="0", provider_registered="yes"
    )
    assert answer["Location"].endswith(f"#{training.pk}")
    page = metal.see("opbrengst/")
    assert "Past bij u Korting op opleiding en advies" in page
    assert Planner.objects.get().firm["kmop_activity_listed"] is True
    assert "Wat u al antwoordde" in metal.see(f"actie/{training.pk}/vragen/")


@pytest.mark.parametrize("path", ["", "opbrengst/", "combinatie/", "eerdere-steun/", "bedrijf/"])
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_speaks_every_language_with_few_queries(metal, django_assert_max_num_queries, language, path):
    metal.language = language
    with django_assert_max_num_queries(30):
        answer = metal.client.get(f"/{language}/steun-berekenen/{path}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert b"noindex" in answer.content


def test_a_plan_on_paper_is_a_pdf(metal):
    answer = metal.client.get("/nl/steun-berekenen/opbrengst/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    folded, unfolded = metal.page("opbrengst/"), metal.page("opbrengst/?alles=1")
    assert folded.count("<details") == unfolded.count("<details") == unfolded.count(" open>") > folded.count(" open>")


def test_what_is_assumed_is_changed_in_place_and_counts(metal):
    page = metal.page("opbrengst/")
    assert 'id="support_taxed"' in page
    answer = metal.send("opbrengst/", support_taxed="yes", corporate_tax_rate_pct="25")
    assert answer["Location"].endswith("#uitgaan")
    answer = metal.send("opbrengst/", corporate_tax_rate_pct="25", support_taxed="yes")
    assert "Na belasting houdt u daarvan 81.000 euro over." in metal.see("opbrengst/")
    metal.send("opbrengst/", corporate_tax_rate_pct="", support_taxed="")
    assert Planner.objects.get().assumptions == {}


def test_the_day_of_application_is_changed_in_place(metal):
    action = Action.objects.get(kind="development")
    metal.send("opbrengst/", **{f"apply_on-{action.pk}": "5/1/2027"})
    action.refresh_from_db()
    assert action.data["apply_on"] == "2027-01-05"
    assert "Regels van 5 januari 2027 (de dag van de aanvraag)" in metal.see("opbrengst/")
    answer = metal.send(f"actie/{action.pk}/", start="1/2/2027", end="30/6/2028", **COSTS)
    assert answer.status_code == 302
    action.refresh_from_db()
    assert action.data["apply_on"] == "2027-01-05"


def test_what_was_already_received_lowers_the_ceiling_of_the_year(metal):
    metal.send("opbrengst/", **{"already_received-kmo-portefeuille-2027": "6.000"})
    page = metal.see("opbrengst/")
    assert "1.500 euro" in page
    assert "6000" in Planner.objects.get().assumptions.values()


def test_a_walk_tells_the_firm_so_that_nothing_is_asked_twice(planner, visitor):
    visitor.start()
    visitor.answer("fte", exact="35")
    visitor.answer("postal_code", text="8800")
    planner.send(wat=["training"])
    action = Action.objects.get()
    answer = planner.send(f"actie/{action.pk}/", start="1/2/2027", end="5/2/2027", cost_training_fees="2500")
    assert answer["Location"].endswith("/opbrengst/")
    page = planner.page("bedrijf/")
    assert 'name="fte" value="35"' in page
    planner.tell_firm(postal_code="8800", fte="35")
    assert Planner.objects.get().firm == {}
    planner.tell_firm(postal_code="8800", fte="40")
    assert Planner.objects.get().firm == {"fte": {"min": "40", "max": "40"}}


def test_measure_and_roadmap_lead_here_with_the_right_action_ticked(planner, visitor):
    link = "/nl/steun-berekenen/?maatregel=innovatiepremie"
    assert link in planner.client.get("/nl/maatregelen/innovatiepremie/").content.decode()
    page = planner.page("?maatregel=innovatiepremie")
    assert 'value="reward_idea" id="wat-reward_idea" checked' in page
    assert 'value="training" id="wat-training" checked' not in page
    visitor.start()
    assert 'href="/nl/steun-berekenen/"' in visitor.see("wegwijzer/")


def test_what_was_told_on_the_way_to_the_roadmap_fills_the_plan(planner, visitor):
    visitor.start()
    visitor.answer("planned_action", choice="training")
    visitor.answer("training_cost_eur", exact="2500")
    assert 'value="training" id="wat-training" checked' in planner.page()
    planner.send(wat=["training"])
    page = planner.page(f"actie/{Action.objects.get().pk}/")
    assert 'name="cost_training_fees" value="2500"' in page.replace("2.500", "2500")
    assert "Wat u in uw wegwijzer vertelde, staat er al." in words_of(page)
    planner.send(wat=["advice"])
    assert "staat er al" not in planner.see(f"actie/{Action.objects.get(kind='advice').pk}/")


def test_a_measure_on_the_roadmap_leads_to_what_it_brings(visitor):
    visitor.start()
    page = visitor.see("wegwijzer/")
    assert "/nl/steun-berekenen/?maatregel=kmo-portefeuille" in page
    assert "/nl/steun-berekenen/?maatregel=tetra" not in page


def test_every_kind_of_action_can_be_filled_in_and_valued(planner):
    days = {"start": "1/2/2026", "end": "31/12/2026"}
    from wegwijzer.readers.support_rules import shipped_support_rules

    for kind in shipped_support_rules().action_kinds.values():
        fields = dict(days) | {f"cost_{cost}": "10.000" for cost in kind.costs}
        if kind.id == "reward_idea":
            fields |= {"persons": "2", "premium_eur": "1.000", "monthly_gross_wage_eur": "3.200"}
        planner.plan(kind.id, **fields)
    planner.tell_firm(**METAL)
    assert "Een idee van een medewerker belonen" in planner.see()
    page = planner.see("opbrengst/")
    assert "Deze acties tellen nog niet mee" not in page
    assert planner.client.get("/nl/steun-berekenen/combinatie/").status_code == 200
    assert words_of(planner.page("opbrengst/?op=2026-01-15"))
