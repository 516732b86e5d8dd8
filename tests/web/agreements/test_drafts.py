"""From three plain questions to a text with its explanations, its files and who checks it, without an account."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pypdf
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.web.agreements.conftest import WHO, Firm, signed_in
from wegwijzer.web.agreements.models import Draft, DraftOwner
from wegwijzer.web.people.entering import enter

SLUGS = ("geheimhouding", "materiaal", "samenwerking", "consortium")


@pytest.mark.parametrize(
    ("answers", "title"),
    [
        ({"partners": "two", "work": "talk", "material": "none"}, "Geheimhoudingsovereenkomst (NDA)"),
        ({"partners": "two", "work": "talk", "material": "sample"}, "Overeenkomst voor het geven van materiaal (MTA)"),
        ({"partners": "two", "work": "together", "material": "none"}, "Samenwerkingsovereenkomst"),
        ({"partners": "more", "work": "together", "material": "sample"}, "Consortiumovereenkomst"),
    ],
)
def test_three_plain_questions_lead_to_the_right_kind(firm, answers, title):
    firm.last = firm.client.get("/nl/afspraken/", answers)
    assert f"{title} " in firm.words.split("Welke overeenkomst hebt u nodig?")[0]


def test_too_few_answers_say_so_and_lead_nowhere(firm):
    firm.last = firm.client.get("/nl/afspraken/", {"partners": "two", "work": "hack"})
    assert "Beantwoord de drie vragen" in firm.words


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_and_all_its_pages_can_be_read_in_every_language(firm, slug, language):
    firm.language = language
    assert "30" in firm.see(f"{slug}/")
    path = firm.begin(slug)
    page = firm.last["Location"]
    while "/vragen/" in page:
        assert firm.client.get(page).status_code == 200
        page = firm.client.post(page, {}).headers["Location"]
    assert firm.see(path)
    assert firm.last.status_code == 200
    assert 'lang="en"' if language == "en" else 'lang="nl"' in firm.last.content.decode()


def test_a_version_and_review_date_stand_on_every_page_and_file(firm):
    told = "versie 1.0 van Wegwijzer, nagekeken op 30 november 2026"
    assert told in firm.see("geheimhouding/")
    path = firm.begin("geheimhouding")
    assert told in firm.see(path)
    word = docx.Document(io.BytesIO(firm.client.get(f"/nl/afspraken/{path}bestand.docx").content))
    assert told in word.sections[0].footer.paragraphs[0].text
    paper = pypdf.PdfReader(io.BytesIO(firm.client.get(f"/nl/afspraken/{path}bestand.pdf").content))
    assert told in paper.pages[0].extract_text()


def test_what_is_answered_stands_in_the_text_and_what_is_not_is_a_visible_blank(firm):
    path = firm.begin("geheimhouding")
    firm.send(f"{path}vragen/who/", party_count="2", **WHO)
    firm.send(f"{path}vragen/trouble/", penalty="fixed", penalty_amount="10.000", court_place="Gent")
    text = firm.see(path)
    assert "Staalwerk bv , ondernemingsnummer 0403.019.261 , gevestigd te Kaai 1, Gent" in text
    assert "een vaste vergoeding van 10.000 euro" in text
    assert "[in te vullen: waarover het gaat]" in text
    assert "Nog in te vullen:" in text
    assert "Dit is geen juridisch advies." in text


def test_contradictions_are_told_with_where_to_mend_them(firm):
    path = firm.begin("samenwerking")
    firm.send(f"{path}vragen/secret/", publication="at_once")
    firm.send(f"{path}vragen/rights/", patent="first")
    text = firm.see(path)
    assert "Deze antwoorden spreken elkaar tegen" in text
    assert "Wat gepubliceerd is, krijgt geen octrooi meer." in text
    assert f"/nl/afspraken/{path}vragen/secret/#publication" in firm.last.content.decode()


def test_each_clause_says_what_it_means_and_which_law_is_behind_it(firm):
    path = firm.begin("geheimhouding")
    firm.send(f"{path}vragen/secret/", secret_scope="marked")
    text = firm.see(path)
    assert "Wat staat hier en waarom?" in text
    assert "artikel I.17/1 en XI.332/1" in text
    firm.send(f"{path}vragen/trouble/", penalty="fixed")
    assert "Artikelnummer of detail nog te bevestigen." in firm.see(path)


def test_the_text_is_written_in_dutch_or_english_whatever_the_page_speaks(firm):
    firm.language = "fr"
    path = firm.begin("geheimhouding")
    assert "Geheimhoudingsovereenkomst" in firm.see(path)
    firm.send(f"{path}taal/", **{"in": "en"})
    assert "Non-disclosure agreement" in firm.see(path)
    firm.send(f"{path}taal/", **{"in": "fr"})
    assert Draft.objects.get().language == "en"


def test_the_word_file_has_real_headings_and_says_its_language(firm):
    firm.language = "en"
    path = firm.begin("samenwerking")
    word = docx.Document(io.BytesIO(firm.client.get(f"/en/afspraken/{path}bestand.docx").content))
    headings = [found.text for found in word.paragraphs if found.style.name == "Heading 2"]
    assert headings[0] == "1. What this is about"
    assert headings[-1] == "Signatures"
    assert word.core_properties.language == "en-GB"
    assert 'w:val="en-GB"' in word.styles.element.xml


def test_the_pdf_is_tagged_and_says_its_language(firm):
    path = firm.begin("samenwerking")
    answer = firm.client.get(f"/nl/afspraken/{path}bestand.pdf")
    paper = pypdf.PdfReader(io.BytesIO(answer.content))
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "nl-BE"


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        'O\'Neil & "Zonen" {purpose} %s',
        "Bedrijf 🙂 شركة חברה",
        "naam\u202ekcehc",
        "\x00\x07 nul",
        "#include $x$ *typst* \\n",
    ],
)
def test_whatever_a_name_holds_is_shown_as_text_and_every_file_can_be_made(firm, nasty):
    path = firm.begin("samenwerking")
    firm.send(f"{path}vragen/who/", **{"party.1.name": nasty})
    firm.see(path)
    assert firm.last.status_code == 200
    assert "<script>alert" not in firm.last.content.decode()
    for form in ("docx", "pdf"):
        assert firm.client.get(f"/nl/afspraken/{path}bestand.{form}").status_code == 200
    word = docx.Document(io.BytesIO(firm.client.get(f"/nl/afspraken/{path}bestand.docx").content))
    assert "{article" not in "".join(found.text for found in word.paragraphs)


def test_signs_that_paper_cannot_hold_and_hidden_signs_are_told(firm):
    path = firm.begin("samenwerking")
    firm.send(f"{path}vragen/who/", **{"party.1.name": "Bedrijf 🙂", "party.2.name": "abc\u202edef"})
    text = firm.see(path)
    assert "In de PDF kunnen deze tekens niet staan: 🙂" in text
    assert "onzichtbare tekens" in text


@pytest.mark.parametrize(
    ("page", "field", "typed", "told"),
    [
        ("trouble", "penalty_amount", "veel", "Dit is geen bedrag in euro."),
        ("trouble", "penalty_amount", "-5", "Dit is geen bedrag in euro."),
        ("what", "start_date", "30/2/2027", "Dit is geen dag."),
        ("who", "party.1.number", "0403.019.262", "Dit ondernemingsnummer klopt niet."),
        ("who", "party.1.number", "weet ik niet", "Dit ondernemingsnummer klopt niet."),
        ("what", "purpose", "x" * 501, "Dit is te lang: 501 tekens."),
    ],
)
def test_a_wrong_answer_is_told_stays_in_its_field_and_can_wait(firm, page, field, typed, told):
    path = firm.begin("geheimhouding")
    firm.send(f"{path}vragen/{page}/", **{field: typed})
    assert told in firm.words
    assert f'value="{typed}"' in firm.last.content.decode()
    assert firm.send(f"{path}vragen/{page}/", **{field: typed, "anyway": "1"}).status_code == 302
    assert firm.see(path)


def test_five_megabytes_are_refused_and_what_was_kept_stays(firm):
    path = firm.begin("geheimhouding")
    firm.send(f"{path}vragen/what/", purpose="een coating")
    assert firm.send(f"{path}vragen/what/", purpose="x" * 5_000_000).status_code == 413
    assert "een coating" in firm.see(path)


def test_days_gone_by_are_told_and_stop_nothing(firm):
    path = firm.begin("samenwerking")
    firm.send(f"{path}vragen/what/", start_date="2020-01-01", end_date="2020-06-01")
    text = firm.see(path)
    assert "De begindag (1 januari 2020) is al voorbij." in text
    assert "De laatste dag (1 juni 2020) is al voorbij." in text


def test_the_script_keeps_a_page_without_leaving_it(firm):
    path = firm.begin("geheimhouding")
    assert firm.send(f"{path}vragen/what/", purpose="half", save="1").status_code == 204
    assert "half" in firm.see(f"{path}vragen/what/") or 'value="half"' in firm.last.content.decode()


def test_more_partners_show_more_fields_before_going_on(firm):
    path = firm.begin("consortium")
    firm.send(f"{path}vragen/who/", consortium_count="4")
    assert firm.last["Location"].endswith("/vragen/who/")
    firm.see(f"{path}vragen/who/")
    assert 'name="party.4.name"' in firm.last.content.decode()


def test_a_draft_is_its_makers_alone(firm):
    path = firm.begin("geheimhouding")
    other = Firm(Client())
    for what in ("", "vragen/who/", "nakijken/", "bestand.docx"):
        answer = other.client.get(f"/nl/afspraken/{path}{what}")
        assert (answer.status_code, answer["Location"]) == (302, "/nl/afspraken/?verlopen")
    assert other.client.post(f"/nl/afspraken/{path}wissen/").status_code == 302
    assert Draft.objects.count() == 1


def test_a_draft_comes_along_when_its_maker_signs_in(firm, rf):
    firm.begin("geheimhouding")
    person = signed_in("eva@firma.example", "Eva").person
    request = rf.get("/")
    request.session = firm.client.session
    enter(request, person, how="link", at=timezone.now())
    assert DraftOwner.objects.get(person=person).drafts.count() == 1


def test_a_visitors_draft_goes_after_a_month_and_a_persons_stays(firm, staalwerk):
    firm.begin("geheimhouding")
    staalwerk.begin("geheimhouding")
    DraftOwner.objects.update(seen=timezone.now() - timedelta(days=31))
    call_command("remove_old_agreements")
    assert [owner.person for owner in DraftOwner.objects.all()] == [staalwerk.person]


def test_deleting_takes_it_away(firm):
    path = firm.begin("geheimhouding")
    firm.send(f"{path}wissen/")
    assert Draft.objects.count() == 0


def test_have_it_checked_names_the_lawyer_the_federation_of_the_sector_and_the_partners_office(firm):
    path = firm.begin("samenwerking")
    firm.send(f"{path}vragen/who/", **{"party.2.name": "KU Leuven"})
    text = firm.see(f"{path}nakijken/?sector=metal")
    assert "Uw advocaat of bedrijfsjurist" in text
    assert "lijkt op uw partner" in text
    assert "/nl/doorverwijzen/?domain=legal" in firm.last.content.decode()


def test_checked_by_somebody_takes_two_clicks_from_the_text(firm):
    path = firm.begin("samenwerking")
    firm.see(path)
    assert f"/nl/afspraken/{path}nakijken/" in firm.last.content.decode()
    firm.see(f"{path}nakijken/")
    answer = firm.client.get("/nl/doorverwijzen/?domain=legal")
    assert answer.status_code == 200
    assert 'value="legal" id="subject-legal" checked' in answer.content.decode()
