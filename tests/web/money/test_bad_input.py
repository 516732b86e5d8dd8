"""Whatever is typed: the message says what, where and what to do; nothing typed is lost; nobody sees another's plan."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.money.conftest import METAL
from tests.web.signin.conftest import MINUTES
from tests.web.visitor import words_of
from wegwijzer.core.referral.permissions import Role
from wegwijzer.web.money import actions
from wegwijzer.web.money.models import Action, Aid, Planner
from wegwijzer.web.people.links import make_link
from wegwijzer.web.people.models import Person, SiteRole

GOOD = {"start": "1/2/2027", "end": "5/2/2027", "cost_training_fees": "2.500"}


@pytest.fixture
def training(planner) -> Action:
    """A course that is not filled in yet."""
    planner.send(wat=["training"])
    return Action.objects.get()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"start": ""}, "Vul in wanneer het begint, bijvoorbeeld 1/3/2027."),
        ({"end": ""}, "Duurt het één dag, schrijf dan dezelfde dag."),
        ({"start": "morgen"}, "“morgen” is geen dag."),
        ({"start": "30/2/2027"}, "“30/2/2027” is geen dag."),
        ({"start": "1/1/1999"}, "ligt te ver. Geef een dag tussen 1 januari 2012"),
        ({"end": "1/1/2027"}, "Het einde ligt vóór het begin."),
        ({"end": "1/1/2060"}, "Dit duurt langer dan 20 jaar."),
        ({"cost_training_fees": "0"}, "Een kost van 0 euro is geen kost."),
        ({"cost_training_fees": "-5"}, "“-5” is kleiner dan nul."),
        ({"cost_training_fees": "1.000.000.000"}, "is te veel om waar te zijn. Geef hoogstens 100.000.000."),
        ({"cost_training_fees": "veel"}, "“veel” is geen bedrag of getal."),
        ({"cost_training_fees": "1,005"}, "heeft meer dan twee cijfers na de komma."),
        ({"cost_training_fees": "500", "cost_training_fees_to": "100"}, "100 is minder dan 500."),
        ({"cost_training_fees": ""}, "Er staan nog geen kosten."),
        ({"name": "<script>alert(1)</script>" * 20}, "Gebruik hoogstens 200 tekens."),
        ({"theme": "zwemmen"}, "Kies een van de antwoorden."),
    ],
)
def test_a_fault_is_told_at_its_field_and_what_was_typed_is_there_when_one_comes_back(planner, training, fields, told):
    sent = {**GOOD, "name": "Weefcursus", **fields}
    answer = planner.send(f"actie/{training.pk}/", **sent)
    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert answer.content.decode().count('aria-invalid="true"') >= 1
    later = planner.see(f"actie/{training.pk}/"), planner.page(f"actie/{training.pk}/")
    assert told in later[0]
    if "name" not in fields:
        assert 'value="Weefcursus"' in later[1]
    assert "<script>alert" not in later[1]
    assert "Nog in te vullen" in planner.see()


def test_a_day_in_the_past_is_told_and_counts_by_the_rules_of_then(planner):
    planner.plan("training", start="1/2/2020", end="5/2/2020", cost_training_fees="2.500")
    planner.tell_firm(**METAL)
    assert "Deze actie is al voorbij." in planner.see()
    assert "is al voorbij op 30 november 2026. We rekenen met de regels van toen." in planner.see("opbrengst/")


def test_what_is_typed_is_kept_while_typing_and_is_there_after_a_crash_without_a_word_of_blame(planner, training):
    answer = planner.send(f"actie/{training.pk}/", cost_training_fees="2.500", start="onzin", save="1")
    assert (answer.status_code, answer.content) == (204, b"")
    page = planner.page(f"actie/{training.pk}/")
    assert 'value="2.500"' in page
    assert 'value="onzin"' in page
    assert "field-error" not in page
    assert planner.send(f"actie/{training.pk}/", cost_training_fees="2.500", start="onzin").status_code == 422
    assert "field-error" in planner.page(f"actie/{training.pk}/")


def test_a_faulty_change_keeps_what_was_good_in_the_sum(planner):
    action = planner.plan("training", **GOOD)
    planner.tell_firm(**METAL)
    planner.send(f"actie/{action.pk}/", **{**GOOD, "cost_training_fees": "veel"})
    assert "750 euro" in planner.see("opbrengst/")
    assert 'value="veel"' in planner.page(f"actie/{action.pk}/")


def test_a_share_without_a_partner_and_partners_who_pay_all_are_told(planner):
    planner.send(wat=["development"])
    action = Action.objects.get()
    fields = {"start": "1/1/2027", "end": "31/12/2027", "cost_staff": "50000"}
    page = words_of(planner.send(f"actie/{action.pk}/", **fields, share_1="20").content.decode())
    assert "Zeg ook wie die partner is." in page
    shares = {"partner_1": "firm", "share_1": "60", "partner_2": "firm", "share_2": "40"}
    page = words_of(planner.send(f"actie/{action.pk}/", **fields, **shares).content.decode())
    assert "De partners betalen samen alles." in page
    page = words_of(
        planner.send(f"actie/{action.pk}/", **fields, partner_1="firm", country_1="Holland").content.decode()
    )
    assert "Schrijf twee letters, zoals BE of NL." in page


def test_choosing_nothing_or_nonsense_asks_to_choose(planner):
    for sent in ({}, {"wat": ["zwemmen"]}):
        answer = planner.send(**sent)
        assert answer.status_code == 422
        assert "Kies minstens één ding dat u van plan bent." in words_of(answer.content.decode())
    assert Planner.objects.count() == 0


def test_five_hundred_actions_are_too_many(planner):
    answer = planner.send(wat=["training"] * 500)
    assert answer.status_code == 302
    assert Action.objects.count() == 1
    owner = Planner.objects.get()
    Action.objects.bulk_create(Action(planner=owner, kind="training", created=timezone.now()) for _ in range(49))
    answer = planner.send(wat=["advice"])
    assert answer.status_code == 422
    assert "Een plan kan hoogstens 50 acties hebben." in words_of(answer.content.decode())
    assert 'value="advice" id="wat-advice" checked' in answer.content.decode()


def test_the_largest_plan_is_answered(planner, django_assert_max_num_queries):
    planner.plan("development", start="1/1/2027", end="31/12/2027", cost_staff="100.000.000")
    planner.plan("hire_researcher", start="1/1/2027", end="31/12/2027", **{
        "cost_hire": "100.000.000", "cost_materials": "100.000.000", "cost_other": "100.000.000"})  # fmt: skip
    planner.tell_firm(**METAL)
    owner = Planner.objects.get()
    data = Action.objects.get(kind="development").data
    for place in range(48):
        kind = ("development", "training")[place % 2]
        given = data if kind == "development" else {
            "start": "2027-02-01", "end": "2027-02-05", "cost_training_fees": {"min": "1000", "max": "2000"},
        }  # fmt: skip
        Action.objects.create(planner=owner, kind=kind, data=given, created=timezone.now())
    with django_assert_max_num_queries(30):
        assert planner.client.get("/nl/steun-berekenen/opbrengst/").status_code == 200
    assert planner.client.get("/nl/steun-berekenen/combinatie/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"postal_code": "0001"}, "“0001” is geen Belgische postcode."),
        ({"fte": "veel"}, "“veel” is geen bedrag of getal."),
        ({"fte": "-3"}, "“-3” is kleiner dan nul."),
        ({"turnover_eur": "9" * 20}, "is te veel om waar te zijn."),
        ({"founded": "gisteren"}, "“gisteren” is geen dag."),
    ],
)
def test_what_a_firm_cannot_be_is_told_and_kept(planner, training, fields, told):
    answer = planner.send("bedrijf/", **{**METAL, **fields})
    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert told in planner.see("bedrijf/")
    assert Planner.objects.get().firm == {}
    planner.tell_firm(**METAL)
    assert Planner.objects.get().typed == {}


def test_a_wrong_assumption_is_told_at_its_field_and_kept(metal):
    answer = metal.send("opbrengst/", support_taxed="yes", corporate_tax_rate_pct="200")
    assert answer.status_code == 302 or "200" in answer.content.decode()
    action = Action.objects.get(kind="development")
    name = f"apply_on-{action.pk}"
    answer = metal.send("opbrengst/", **{name: "nooit"})
    assert answer.status_code == 422
    assert "“nooit” is geen dag." in words_of(answer.content.decode())
    assert 'value="nooit"' in metal.page("opbrengst/")


def test_an_answer_that_cannot_be_is_told(metal):
    action = Action.objects.get(kind="training")
    answer = metal.send(f"actie/{action.pk}/vragen/", public_ownership_pct="250", kmop_activity_listed="yes")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is te veel om waar te zijn. Geef hoogstens 100." in words_of(page)
    assert 'value="250"' in page


def test_a_day_that_is_none_is_told_and_today_counts(metal):
    page = metal.see("?op=nooit")
    assert "“nooit” is geen dag." in page
    assert metal.client.get("/nl/steun-berekenen/opbrengst/?op=nooit").status_code == 200


def test_what_was_typed_is_shown_as_text(planner):
    planner.plan("training", **GOOD, name="<b>vet</b>\x00")
    for path in ("", "opbrengst/", "combinatie/"):
        page = planner.page(path)
        assert "<b>vet</b>" not in page
    assert "&lt;b&gt;vet&lt;/b&gt;" in planner.page()


def test_five_megabytes_are_refused_with_a_page(planner, training):
    answer = planner.send(f"actie/{training.pk}/", name="x" * 5_000_000)
    assert answer.status_code == 413
    assert planner.client.get(f"/nl/steun-berekenen/actie/{training.pk}/").status_code == 200


def test_nobody_sees_or_changes_anothers_plan(metal):
    action = Action.objects.get(kind="training")
    metal.send("eerdere-steun/", date="17/5/2024", euro="10.000")
    stranger = Client()
    for path in ("bedrijf/", f"actie/{action.pk}/", f"actie/{action.pk}/vragen/"):
        assert stranger.get(f"/nl/steun-berekenen/{path}").status_code == 404
    for path in ("opbrengst/", "combinatie/", "opbrengst/pdf/"):
        assert stranger.get(f"/nl/steun-berekenen/{path}")["Location"].endswith("/steun-berekenen/")
    assert "Uw lijst (0)" in words_of(stranger.get("/nl/steun-berekenen/eerdere-steun/").content.decode())
    other = Client()
    other.post("/nl/steun-berekenen/", {"wat": ["training"]})
    aid = Aid.objects.get()
    for path in (f"actie/{action.pk}/", f"actie/{action.pk}/weg/", f"actie/{action.pk}/vragen/"):
        assert other.post(f"/nl/steun-berekenen/{path}", GOOD).status_code == 404
    other.post(f"/nl/steun-berekenen/eerdere-steun/{aid.pk}/weg/")
    assert Aid.objects.filter(pk=aid.pk).exists()
    assert other.get(f"/nl/steun-berekenen/actie/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_no_role_sees_a_visitors_plan(metal, role):
    person = Person.objects.create_user(f"{role.value}@wegwijzer.example", name="Lo")
    SiteRole.objects.create(person=person, role=role.value)
    signed_in = Client()
    signed_in.force_login(person)
    action = Action.objects.get(kind="training")
    assert signed_in.get(f"/nl/steun-berekenen/actie/{action.pk}/").status_code == 404
    assert "De ploeg leren coaten" not in signed_in.get("/nl/steun-berekenen/").content.decode()


def test_a_plan_comes_along_when_one_signs_in_and_is_there_on_another_device(metal):
    person = Person.objects.create_user("an@metaal.example", name="An Peeters")
    metal.send("eerdere-steun/", date="17/5/2024", euro="10.000")
    metal.client.post(make_link(person, to_path="/nl/", at=timezone.now(), valid_for=MINUTES, purpose="sign_in"))
    assert Planner.objects.get().person == person
    elsewhere = Client()
    elsewhere.force_login(person)
    page = words_of(elsewhere.get("/nl/steun-berekenen/").content.decode())
    assert "Een slijtvaste coating" in page
    metal.client.post("/nl/afmelden/")
    assert "Een slijtvaste coating" not in metal.see()


def test_two_plans_of_one_person_become_one(db):
    held, theirs = (Planner.objects.create(created=timezone.now(), seen=timezone.now()) for _ in range(2))
    actions.plan(held, ["training", "advice"], at=timezone.now())
    actions.plan(theirs, ["training"], at=timezone.now())
    actions.set_firm(held, {"fte": {"min": "1", "max": "1"}, "postal_code": "8800"})
    actions.set_firm(theirs, {"fte": {"min": "2", "max": "2"}})
    actions.merge(held, theirs)
    assert theirs.actions.count() == 3
    assert Planner.objects.get(pk=theirs.pk).firm == {"fte": {"min": "2", "max": "2"}, "postal_code": "8800"}


def test_everything_is_wiped_on_request_and_when_nobody_comes_back(metal):
    later = timezone.now() + timedelta(days=actions.VISITOR_DAYS + 1)
    assert actions.remove_old(timezone.now()) == 0
    metal.send("wissen/")
    assert Planner.objects.count() == Action.objects.count() == 0
    metal.plan("training", **GOOD)
    assert actions.remove_old(later) == 1
    assert Action.objects.count() == 0


def test_an_action_is_taken_away(metal):
    action = Action.objects.get(kind="training")
    metal.send(f"actie/{action.pk}/weg/")
    assert "De ploeg leren coaten" not in metal.see()


def test_a_form_without_its_token_is_refused(planner, training):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/steun-berekenen/", {"wat": ["training"]}).status_code == 403


def upload(planner, text: str | bytes):
    content = text.encode() if isinstance(text, str) else text
    return planner.send("eerdere-steun/bestand/", bestand=SimpleUploadedFile("steun.csv", content))


def test_earlier_aid_lowers_what_is_left_and_the_combination_knows(metal):
    metal.send("eerdere-steun/", date="17/5/2024", euro="290.000", grantor="VLAIO", de_minimis="yes")
    page = metal.see("eerdere-steun/")
    assert "10.000 euro" in page
    assert "VLAIO" in page
    combination = metal.see("combinatie/")
    assert "u mag nog 10.000 euro krijgen" in combination
    assert "Uit uw lijst telt 290.000 euro mee." in combination


def test_a_file_in_the_belgian_way_is_read(planner):
    text = (
        "Datum;Euro;Verstrekker;Onderneming;Maatregel;De minimis;Naam\n"
        "17/05/2024;12.500,50;VLAIO;Moeder nv;Kmo-portefeuille;ja;\n"
        "2023;10000-15000;Stad Gent;;;nee;Geveltoelage\n"
        "5/2025;;Provincie;;;;Starterspremie\n"
    )
    assert upload(planner, text).status_code == 302
    kept = list(Aid.objects.order_by("date").values_list("date", "euro", "measure", "de_minimis"))
    assert kept == [
        ("2023", "10000-15000", "", "nee"),
        ("2024-05-17", "12500.50", "kmo-portefeuille", "ja"),
        ("2025-05", "", "", ""),
    ]
    page = planner.see("eerdere-steun/")
    assert "17 mei 2024" in page
    assert "12.500,50 euro" in page
    assert "10.000 tot 15.000 euro" in page


def test_every_fault_of_a_file_is_told_and_nothing_is_added(planner):
    text = "datum;euro;maatregel\n31/2/2024;12.500;\n1/1/2024;veel;zwemles\n1/1/2030;5;\n1/1/2024;5\n"
    answer = upload(planner, text)
    assert answer.status_code == 422
    page = words_of(answer.content.decode())
    assert "Lijn 2: “31/2/2024” is geen dag tot en met vandaag." in page
    assert "Lijn 3: “veel” is geen bedrag" in page
    assert "Lijn 3: We kennen geen maatregel “zwemles”." in page
    assert "Lijn 4: “1/1/2030” is geen dag tot en met vandaag." in page
    assert "Lijn 5 heeft 2 kolommen, de eerste lijn heeft er 3." in page
    assert "Er werd niets toegevoegd." in page
    assert Aid.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Het bestand is leeg."),
        (b"datum;euro\n", "Het bestand is leeg."),
        (b"\x00\x01\x02PK", "Dit is geen CSV-bestand."),
        (b"kleur;vorm\nrood;rond\n", "We kennen geen kolom “kleur”."),
        (b"kleur;vorm\nrood;rond\n", "De kolom “datum” ontbreekt."),
        (b"datum;euro\n" + b"1/1/2024;5\n" * 1001, "Het bestand heeft 1001 lijnen; het mogen er hoogstens 1000 zijn."),
    ],
)
def test_a_file_that_is_no_ledger_says_what_it_should_be(planner, content, told):
    assert told in words_of(upload(planner, content).content.decode())


def test_no_file_and_a_file_that_is_too_large(planner):
    assert "Kies eerst een bestand." in words_of(planner.send("eerdere-steun/bestand/").content.decode())
    assert upload(planner, b"x" * 5_000_000).status_code == 413


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Vul minstens een dag, een bedrag of een naam in."),
        ({"date": "1/1/2030", "euro": "5"}, "“1/1/2030” is geen dag tot en met vandaag."),
        ({"date": "1/1/2024", "euro": "-5"}, "“-5” is geen bedrag"),
        ({"date": "1/1/2024", "euro": "1.000.000.000"}, "is geen bedrag van 0 tot 100 miljoen euro."),
        ({"date": "1/1/2024", "member": "x" * 400}, "De naam van de onderneming is te lang"),
    ],
)
def test_a_wrong_line_is_told_and_what_was_typed_stays(planner, fields, told):
    answer = planner.send("eerdere-steun/", grantor="Provincie", **fields) if fields else planner.send("eerdere-steun/")
    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert not fields or 'value="Provincie"' in answer.content.decode()
    assert Aid.objects.count() == 0


def test_a_full_ledger_takes_no_more_and_lines_go_off(planner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AID", 2)
    for _ in range(2):
        planner.send("eerdere-steun/", date="1/1/2024", euro="5")
    assert "hoogstens 2 lijnen" in words_of(planner.send("eerdere-steun/", date="1/1/2024").content.decode())
    planner.send(f"eerdere-steun/{Aid.objects.first().pk}/weg/")
    assert Aid.objects.count() == 1
    planner.send("eerdere-steun/wissen/")
    assert Aid.objects.count() == 0
