"""Nothing leaves before a person looked at it; what leaves is masked, whole, and tells no small numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from uuid import UUID

import pytest

from tests.web.interviews.conftest import SECRET, Interviewer, a_change
from tests.web.visitor import words_of
from wegwijzer.web.interviews.models import Note, StudyCode

SECRETS = ("Janssens", "Roeselare", "8800", "2,5 miljoen")


@pytest.fixture
def study(interviewer: Interviewer) -> UUID:
    return interviewer.begin("Geheime titel")


def everything(interviewer: Interviewer, study: UUID) -> str:
    """All that leaves, in one text."""
    paths = ("uitvoer/json/", "uitvoer/notes/", "uitvoer/passages/", "verslag/")
    return "\n".join(interviewer.see(f"{study}/{path}") for path in paths)


def exported(interviewer: Interviewer, study: UUID) -> dict:
    return json.loads(interviewer.see(f"{study}/uitvoer/json/"))


def test_an_unreviewed_note_is_in_no_export(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, SECRET + " Geheim woord.")
    out = everything(interviewer, study)
    assert "Geheim woord" not in out
    assert all(secret not in out for secret in SECRETS)
    assert exported(interviewer, study)["held_back"] == 1
    assert "nog niet nagekeken" in interviewer.see(f"{study}/uitvoer/")


def test_a_reviewed_note_leaves_with_everything_hidden(interviewer: Interviewer, study):
    case = interviewer.done(study, SECRET, "trigger")
    out = everything(interviewer, study)
    assert all(secret not in out for secret in SECRETS)
    assert exported(interviewer, study)["cases"][0]["notes"][0]["text"] == (
        "Wij werken al tien jaar met [naam 1] in [plaats 1]. De omzet was [bedrag]."
    )
    assert str(case) not in out
    assert "Geheime titel" not in interviewer.see(f"{study}/uitvoer/json/")


def test_a_case_goes_out_of_every_export_when_a_note_changes(interviewer: Interviewer, study):
    case = interviewer.done(study, SECRET, "trigger")
    note = Note.objects.get()
    interviewer.sync(case, a_change(f"{SECRET} Nieuw: Peeters.", base=1, note=str(note.pk)))
    assert exported(interviewer, study)["cases"] == []
    interviewer.review(case)
    assert "[naam 2]" in interviewer.see(f"{study}/uitvoer/json/")


def test_a_person_lets_stand_what_gives_nobody_away_and_hides_what_we_missed(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, SECRET + " Wij maken houten molens.")
    interviewer.review(case, keep=("2,5 miljoen euro",), added="molens\nhouten")
    text = exported(interviewer, study)["cases"][0]["notes"][0]["text"]
    assert "2,5 miljoen euro" in text
    assert "Wij maken [weggelaten] [weggelaten]." in text
    assert "Janssens" not in text


def test_the_choices_of_a_review_are_there_the_next_time(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, SECRET)
    interviewer.review(case, keep=("2,5 miljoen euro",), added="tien jaar")
    page = interviewer.see(f"bedrijf/{case}/nakijken/")
    assert re.search(r'name="hide" value="2,5 miljoen euro">', page)
    assert re.search(r'name="hide" value="Janssens Metaal" checked', page)
    assert "tien jaar</textarea>" in page
    assert "Nagekeken." in page


def test_a_word_hidden_in_one_note_is_hidden_in_every_note_of_the_case(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, "Wij werken met Bakker.")
    interviewer.write(case, "Bakker wou niet mee. Ook bakker niet.", question="renewal-course")
    interviewer.review(case)
    out = interviewer.see(f"{study}/uitvoer/json/")
    assert "akker" not in out


def test_choices_that_were_not_shown_are_not_confirmed(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, SECRET)
    page = interviewer.see(f"bedrijf/{case}/nakijken/")
    seal = re.search(r'name="seal" value="(\w+)"', page)[1]
    sent = {"shown": ["Janssens Metaal"], "hide": [], "confirm": "yes", "seal": seal}
    answer = interviewer.post(f"bedrijf/{case}/nakijken/", sent)
    assert answer.status_code == 409
    assert "Dit is niet wat u net zag" in answer.content.decode()
    assert exported(interviewer, study)["cases"] == []


def test_a_note_that_came_in_meanwhile_is_not_confirmed_unseen(interviewer: Interviewer, study):
    case = interviewer.add(study)
    interviewer.write(case, "Niets bijzonders.")
    page = interviewer.see(f"bedrijf/{case}/nakijken/")
    seal = re.search(r'name="seal" value="(\w+)"', page)[1]
    interviewer.write(case, SECRET, question="renewal-course")
    answer = interviewer.post(f"bedrijf/{case}/nakijken/", {"confirm": "yes", "seal": seal})
    assert answer.status_code == 409
    assert exported(interviewer, study)["held_back"] == 1


def test_the_files_hold_every_note_and_passage_of_what_leaves(interviewer: Interviewer, study):
    interviewer.done(study, "Een klant vroeg het. Wij begonnen.", "trigger", size="10-49")
    interviewer.done(study, "=cmd(). Twee zinnen.", "result", "trigger")
    data = exported(interviewer, study)
    assert [case["case"] for case in data["cases"]] == [1, 2]
    assert data["cases"][0]["attributes"]["size"] == "10-49"
    assert data["cases"][1]["attributes"]["size"] is None
    notes = list(csv.reader(io.StringIO(interviewer.see(f"{study}/uitvoer/notes/").lstrip("\ufeff")), delimiter=";"))
    assert len(notes) == 3
    assert notes[2][-1].startswith("'=cmd")
    lines = list(csv.reader(io.StringIO(interviewer.see(f"{study}/uitvoer/passages/").lstrip("\ufeff")), delimiter=";"))
    assert [line[4] for line in lines[1:]] == ["trigger", "result", "trigger"]


def test_a_passage_keeps_its_words_under_the_masks(interviewer: Interviewer, study):
    case = interviewer.add(study)
    note = interviewer.write(case, SECRET)
    interviewer.code(case, note, "trigger", sentence=["1"])
    interviewer.review(case)
    found = exported(interviewer, study)["cases"][0]["notes"][0]
    passage = found["passages"][0]
    assert found["text"][passage["start"] : passage["end"]] == "De omzet was [bedrag]."


def test_a_code_that_names_somebody_is_asked_about(interviewer: Interviewer, study):
    fields = {"label": "ruzie met Janssens", "definition": "Als het daarover gaat.", "theme": "partners"}
    answer = interviewer.post(f"{study}/codeboek/", fields)
    assert answer.status_code == 400
    assert "Janssens" in words_of(answer.content.decode())
    assert not StudyCode.objects.filter(label=fields["label"]).exists()
    interviewer.post(f"{study}/codeboek/", {**fields, "allowed": "yes"})
    assert StudyCode.objects.filter(label=fields["label"]).exists()


def test_the_report_counts_firms_and_hides_small_numbers(interviewer: Interviewer, study):
    for number in range(8):
        codes = ("trigger",) if number < 5 else ("result",) if number == 5 else ()
        interviewer.done(study, f"Zin {number}.", *codes, size="10-49" if number < 4 else "50-99")
    page = words_of(interviewer.see(f"{study}/verslag/?per=size"))
    assert "Uit gesprekken met 8 bedrijven" in page
    assert re.search(r"aanleiding Waardoor een vernieuwing begon\. • • 5", page)
    assert re.search(r"opbrengst Wat een vernieuwing heeft opgebracht of gekost\. • • •", page)


def test_the_report_says_what_is_left_out_and_why(interviewer: Interviewer, study):
    for number in range(3):
        interviewer.done(study, f"Zin {number}.", "trigger")
    unread = interviewer.add(study)
    interviewer.write(unread, "Nog te lezen.")
    interviewer.review(unread)
    interviewer.write(interviewer.add(study), "Nog na te kijken.")
    page = words_of(interviewer.see(f"{study}/verslag/"))
    assert "Nog niet nagekeken en dus niet meegeteld: 1." in page
    assert "Nagekeken maar nog niet gecodeerd en dus niet meegeteld: 1." in page


def test_below_the_minimum_there_is_no_report(interviewer: Interviewer, study):
    interviewer.done(study, "Zin.", "trigger")
    assert "Te weinig bedrijven voor een verslag" in interviewer.see(f"{study}/verslag/")
    assert interviewer.client.get(f"/nl/gesprekken/{study}/verslag/pdf/").status_code == 409


def test_the_minimum_can_be_raised_and_not_lowered(interviewer: Interviewer, study):
    for asked, kept in (("5", 5), ("1", 3), ("99", 10), ("veel", 10)):
        interviewer.send(f"{study}/", title="x", minimum=asked)
        assert f'name="minimum" inputmode="numeric" value="{kept}"' in interviewer.see(f"{study}/")


def test_only_marked_passages_are_quoted_and_only_of_codes_that_are_shown(interviewer: Interviewer, study):
    for number in range(4):
        case = interviewer.add(study)
        note = interviewer.write(case, f"Bij Peeters zagen wij het {number}. Dat niet.")
        interviewer.code(case, note, "trigger", **({"quote": "yes"} if number == 0 else {}))
        if number == 1:
            interviewer.code(case, note, "result", sentence=["1"], quote="yes")
        interviewer.read_to_the_end(case, note)
        interviewer.review(case)
    page = interviewer.see(f"{study}/verslag/")
    assert "“Bij [naam 1] zagen wij het 0.”" in page
    assert "zagen wij het 1" not in page
    assert "Dat niet." not in page


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_report_on_paper_is_a_tagged_pdf(interviewer: Interviewer, study, language):
    for number in range(4):
        case = interviewer.add(study, size="10-49")
        note = interviewer.write(case, f"Wij zagen het {number}.")
        interviewer.code(case, note, "trigger", quote="yes")
        interviewer.read_to_the_end(case, note)
        interviewer.review(case)
    response = interviewer.client.get(f"/{language}/gesprekken/{study}/verslag/pdf/?per=size")
    assert response["Content-Type"] == "application/pdf"
    from pypdf import PdfReader

    found = PdfReader(io.BytesIO(response.content))
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in found.pages)
    assert "zagen het" in text
