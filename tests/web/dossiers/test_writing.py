"""Writing a dossier: what it begins with, keeping, checks, and two who write at once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.web.dossiers.conftest import NUMBER, fill_in_coating, next_year, rows
from tests.web.visitor import words_of
from wegwijzer.web.dossiers.models import Dossier, Rival, Version
from wegwijzer.wording.language import LANGUAGES, say

PAGES = ("", "deel/firm/", "deel/plan/", "deel/people/", "deel/costs/", "deel/partners/", "deel/idea/", "maatregel/")
PAGES += ("versies/", "bijlagen/", "weg/", "maatregel/?naar=icon")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_dossier_is_there_in_every_language(writer, language):
    writer.language = language
    fill_in_coating(writer.begin())
    for page in PAGES:
        writer.see(page)
        assert writer.last.status_code == 200, page
        assert writer.last["Cache-Control"] == "private, no-store"


def test_a_dossier_needs_a_title(writer):
    writer.client.post("/nl/dossiers/nieuw/", {"title": " "})
    response = writer.client.post("/nl/dossiers/nieuw/", {"title": ""})
    assert response.status_code == 400
    assert say("dossiers.list.no_title", "nl") in words_of(response.content.decode())


def test_what_the_visitor_told_before_is_filled_in_with_where_it_came_from_and_nothing_else(writer):
    need = "Onze mallen slijten te snel"
    writer.client.post("/nl/", {"need": need, "enterprise_number": NUMBER})
    writer.client.post("/nl/antwoord/fte/", {"exact": "35"})
    writer.begin()
    found = Dossier.objects.get(pk=writer.id)
    filled = {part: text for part, text in found.parts.items() if text}
    assert filled == {"problem": {"text": need}, "firm": {"firm_number": "0403019261"}}
    assert say("dossiers.origin.need", "nl", day="").rstrip("() ") in writer.read("deel/problem/")
    firm = writer.read("deel/firm/")
    assert "35" in firm
    assert say("dossiers.source.stated", "nl", day="").strip() in firm
    writer.write("problem", text=f"{need}.")
    assert say("dossiers.origin.changed", "nl", origin="").split(".")[0] in writer.read("deel/problem/")


def test_a_first_dossier_offers_a_person_and_so_does_the_next(writer):
    assert say("dossiers.help.first", "nl") in writer.begin().read()
    page = writer.begin("Tweede").read()
    assert say("dossiers.help.title", "nl") in page


def test_the_metal_firm_misses_only_what_the_measure_asks_besides(writer):
    fill_in_coating(writer.begin())
    page = writer.see()
    assert page.count('class="finding"') == 3
    for extra in ("x-financing",):
        writer.write("firm", **{extra: "Eigen geld"})
    writer.write("effects", **{"x-leverage": "Zes keer 45.000", "x-climate": "Geldt niet voor ons"})
    assert say("dossiers.verdict.met", "nl") in writer.read()


def test_amounts_typed_here_add_up_and_are_shown_as_people_here_type_them(writer):
    fill_in_coating(writer.begin())
    kept = Dossier.objects.get(pk=writer.id).parts["costs"]
    assert [row["euro"] for row in kept["rows"]] == ["30000", "10000", "35000.50", "24999.50"]
    assert 'value="35000,50"' in writer.see("deel/costs/")


def test_what_cannot_be_read_stays_as_typed_and_is_told(writer):
    writer.begin()
    writer.write("costs", total="veel", **rows({"kind": "staff", "euro": "tien", "year": "straks"}))
    page = writer.see("deel/costs/")
    for typed in ("veel", "tien", "straks"):
        assert f'value="{typed}"' in page
    assert words_of(page).count("kunnen we niet lezen") == 3


def test_a_slip_of_the_pen_is_told_with_where_and_what_to_do(writer):
    year = next_year()
    writer.begin()
    line = {"kind": "staff", "package": "A", "year": str(year)}
    writer.write("costs", **rows({**line, "euro": "0"}, {**line, "euro": "1000000000"}))
    writer.write("plan", **rows({"name": "A", "begins": "2020-01-01", "ends": f"{year}-05-01", "who": "Niemand"}))
    writer.write("partners", **rows({"name": "Zonder Nummer", "kind": "firm"}))
    page = writer.read()
    for told in (
        "De kosten, rij 1",
        "Deze kost is nul.",
        "Dat lijkt een tikfout.",
        "Die dag is voorbij.",
        "Niemand staat bij A",
        "Zonder Nummer heeft geen ondernemingsnummer.",
    ):
        assert told in page


def test_typing_is_kept_by_itself_as_one_version_and_the_button_closes_it(writer):
    writer.begin()
    draft = str(uuid4())
    base = 0
    for text in ("Een", "Een laag", "Een laag die hecht"):
        answer = writer.type("idea", base=base, draft=draft, text=text)
        assert answer["outcome"] == "kept"
        base = answer["revision"]
    assert [row.kind for row in Version.objects.filter(dossier=writer.id)] == ["typed", "begun"]
    assert writer.type("idea", base=base, draft=draft, text="Een laag die hecht")["outcome"] == "same"
    writer.post("deel/idea/", base=base, draft=draft, text="Een laag die hecht", save="yes")
    writer.type("idea", base=base, draft=draft, text="Een laag die hecht en blijft")
    assert [row.kind for row in Version.objects.filter(dossier=writer.id)] == ["typed", "saved", "begun"]


def test_a_page_whose_answer_was_lost_is_not_its_own_rival(writer):
    writer.begin()
    draft = str(uuid4())
    writer.type("idea", base=0, draft=draft, text="Een")
    assert writer.type("idea", base=0, draft=draft, text="Een laag")["outcome"] == "kept"
    assert not Rival.objects.exists()


@pytest.mark.parametrize(
    ("choice", "kept"), [("keep", ["Jan eerst"]), ("take", ["An later"]), ("both", ["Jan eerst", "An later"])]
)
def test_two_who_write_at_once_keep_both_texts_until_somebody_chose(writer, choice, kept):
    writer.begin()
    page = writer.see("deel/idea/")
    old = re.sub(r'(name="draft" value=")[^"]*', rf"\g<1>{uuid4()}", page)
    writer.write("idea", upon=page, text="Jan eerst")
    response = writer.write("idea", upon=old, text="An later")
    assert response.status_code == 409
    assert "Jan eerst" in response.content.decode()
    assert "An later" in response.content.decode()
    assert say("dossiers.page.two_texts", "nl") in writer.read()
    rival = Rival.objects.get()
    writer.post("deel/idea/kies/", settle=f"{rival.pk}:{choice}")
    text = Dossier.objects.get(pk=writer.id).parts["idea"]["text"]
    assert [words for words in ("Jan eerst", "An later") if words in text] == kept
    assert not Rival.objects.exists()


def test_rows_written_at_once_are_all_kept(writer):
    writer.begin()
    writer.type("people", base=0, **rows({"name": "Jan"}))
    assert writer.type("people", base=0, **rows({"name": "An"}))["outcome"] == "conflict"
    rival = Rival.objects.get()
    writer.post("deel/people/kies/", settle=f"{rival.pk}:both")
    assert [row["name"] for row in Dossier.objects.get(pk=writer.id).parts["people"]["rows"]] == ["Jan", "An"]


def test_a_text_of_twelve_thousand_signs_fits_and_more_is_cut(writer):
    writer.begin()
    writer.write("idea", text="é" * 12_500)
    assert len(Dossier.objects.get(pk=writer.id).parts["idea"]["text"]) == 12_000


@pytest.mark.parametrize("part", ["nergens", "text"])
def test_a_part_that_is_none_is_not_there(writer, part):
    writer.begin()
    assert writer.client.get(writer.path(f"deel/{part}/")).status_code == 404
    assert writer.post(f"deel/{part}/opmerking/", words="x").status_code == 404


def test_another_page_of_the_same_site_sends_no_forms_here(db):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/dossiers/nieuw/", {"title": "x"}).status_code == 403


def test_the_measure_changes_and_every_text_stays(writer):
    fill_in_coating(writer.begin())
    before = Dossier.objects.get(pk=writer.id).parts
    page = writer.read("maatregel/?naar=onderzoeksproject")
    assert "100.000 euro" in page
    assert "36 maanden" in page
    writer.post("maatregel/", measure="onderzoeksproject")
    found = Dossier.objects.get(pk=writer.id)
    assert (found.measure, found.parts) == ("onderzoeksproject", before)
    writer.post("maatregel/", measure="ontwikkelingsproject", copy="yes")
    assert Dossier.objects.count() == 2
    assert Dossier.objects.exclude(pk=writer.id).get().parts == before


def test_a_measure_that_does_not_run_today_is_not_offered(writer):
    writer.begin(measure="kmo-innovatieproject")
    assert Dossier.objects.get(pk=writer.id).measure == ""
    assert "Kmo-innovatieproject" not in writer.read("maatregel/")


def test_versions_are_compared_and_gone_back_to_as_a_new_one(writer):
    writer.begin()
    writer.write("idea", text="Eerste gedachte")
    writer.write("idea", text="Tweede gedachte")
    page = writer.read("versies/?van=2&tot=3")
    assert "Eerste gedachte" in page
    assert "Tweede gedachte" in page
    writer.post("versies/2/terug/")
    assert Dossier.objects.get(pk=writer.id).parts["idea"]["text"] == "Eerste gedachte"
    assert [row.number for row in Version.objects.filter(dossier=writer.id)] == [4, 3, 2, 1]
    assert say("dossiers.versions.kind_back", "nl", of=2) in writer.read("versies/")
    assert writer.client.get(writer.path("versies/?van=x&tot=99")).status_code == 200
    assert writer.post("versies/99/terug/").status_code == 404


def days_of(dossier_id):
    names = ("submitted_on", "approved_on", "starts_on", "ends_on")
    return [str(day or "") for day in Dossier.objects.filter(pk=dossier_id).values_list(*names)[0]]


def test_the_state_of_the_request_is_kept(writer):
    writer.begin()
    writer.post("stand/", title="Coating", submitted_on="2026-01-05", approved_on="1/3/2026", starts_on="2026-04-01")
    kept = ["2026-01-05", "2026-03-01", "2026-04-01", ""]
    assert days_of(writer.id) == kept
    response = writer.post("stand/", title="Coating", starts_on="2026-04-01", ends_on="2026-03-01")
    assert response.status_code == 400
    assert days_of(writer.id) == kept
    assert writer.post("stand/", title="Coating", submitted_on="gisteren").status_code == 400


def test_a_dossier_is_removed_with_everything_in_it(writer):
    writer.begin()
    writer.post("weg/")
    assert not Dossier.objects.exists()
    assert not Version.objects.exists()
    assert writer.client.get(writer.path()).status_code == 404
