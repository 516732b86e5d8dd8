"""Coding: by sentence or by selection, one coder blind to the other, and what their agreement is."""

from __future__ import annotations

import pytest

from tests.web.interviews.conftest import Interviewer
from tests.web.visitor import words_of
from wegwijzer.web.interviews.models import Case, Passage, StudyCode

TEXT = "Een klant vroeg het. 😀 Wij begonnen. Dat was duur."


@pytest.fixture
def case(interviewer: Interviewer):
    return interviewer.add(interviewer.begin())


@pytest.fixture
def note(interviewer: Interviewer, case):
    return interviewer.write(case, TEXT)


def test_ticked_sentences_that_follow_each_other_are_one_passage(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger", "result", sentence=["0", "1"])
    passage = Passage.objects.get()
    assert TEXT[passage.start : passage.end] == "Een klant vroeg het. 😀 Wij begonnen."
    assert passage.codes == ["result", "trigger"]


def test_sentences_apart_are_passages_apart(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger", sentence=["0", "2"])
    assert [TEXT[passage.start : passage.end] for passage in Passage.objects.all()] == [
        "Een klant vroeg het.",
        "Dat was duur.",
    ]


def test_a_selection_goes_before_the_sentences(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger", sentence=["2"], start="4", end="9")
    passage = Passage.objects.get()
    assert TEXT[passage.start : passage.end] == "klant"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sentence": []}, "Kies eerst een zin of een stuk tekst."),
        ({"code": []}, "Kies minstens een code."),
        ({"code": ["bestaat-niet"]}, "Kies minstens een code."),
        ({"start": "9", "end": "4", "sentence": []}, "Kies eerst een zin"),
        ({"start": "0", "end": "999", "sentence": []}, "Kies eerst een zin"),
    ],
)
def test_what_is_missing_is_told_and_the_choices_stay(interviewer: Interviewer, case, note, fields, told):
    answer = interviewer.code(case, note, "trigger", **fields)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not Passage.objects.exists()


def test_a_note_that_changed_meanwhile_is_not_coded_blindly(interviewer: Interviewer, case, note):
    answer = interviewer.code(case, note, "trigger", digest="oud")
    assert answer.status_code == 400
    assert "intussen veranderd" in answer.content.decode()


def test_a_passage_is_taken_away(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger")
    interviewer.send(f"fragment/{Passage.objects.get().pk}/weg/")
    assert not Passage.objects.exists()


def test_the_second_coder_does_not_see_the_first(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger")
    assert "Gecodeerd in deze notitie Nog niets." in words_of(
        interviewer.see(f"bedrijf/{case}/coderen/?codeur=2&notitie={note.pk}")
    )


def test_agreement_is_told_once_both_have_read_to_the_end(interviewer: Interviewer, case, note):
    study = Case.objects.get().study_id
    interviewer.code(case, note, "trigger", sentence=["0"])
    interviewer.code(case, note, "trigger", sentence=["0", "1"], coder=2)
    interviewer.read_to_the_end(case, note)
    assert "Nog geen notitie is door beide codeurs" in interviewer.see(f"{study}/vergelijken/")
    interviewer.read_to_the_end(case, note, coder=2)
    page = words_of(interviewer.see(f"{study}/vergelijken/"))
    assert "aanleiding 0,40 3 67 % 1 / 0 / 1 / 1" in page


def test_reading_goes_to_the_next_note_that_waits(interviewer: Interviewer, case, note):
    other = interviewer.write(case, "Nog een.", question="support-wish")
    response = interviewer.read_to_the_end(case, note)
    assert response["Location"].endswith(f"notitie={other.pk}")
    assert "1 van 2 notities gelezen" in words_of(interviewer.see(f"bedrijf/{case}/coderen/"))


def test_a_removed_code_leaves_the_passages(interviewer: Interviewer, case, note):
    study = Case.objects.get().study_id
    interviewer.code(case, note, "trigger", "result", sentence=["0"])
    interviewer.code(case, note, "trigger", sentence=["2"])
    interviewer.send(f"{study}/codeboek/", remove="trigger")
    assert [passage.codes for passage in Passage.objects.all()] == [["result"]]


def test_codes_are_changed_and_added(interviewer: Interviewer, case):
    study = Case.objects.get().study_id
    fields = {"definition": "Als het zo is.", "theme": "drives"}
    interviewer.send(f"{study}/codeboek/", code="trigger", label="begin", **fields)
    interviewer.send(f"{study}/codeboek/", label="Iets nieuws", **fields)
    interviewer.send(f"{study}/codeboek/", label="iets nieuws!", **fields)
    assert StudyCode.objects.get(code="trigger").label == "begin"
    assert {"iets-nieuws", "iets-nieuws-2"} <= set(StudyCode.objects.values_list("code", flat=True))


def test_an_incomplete_code_is_not_kept(interviewer: Interviewer, case):
    study = Case.objects.get().study_id
    assert interviewer.send(f"{study}/codeboek/", label="", definition="x", theme="firm").status_code == 400


def test_the_matrix_shows_a_gap_where_nobody_coded(interviewer: Interviewer, case, note):
    study = Case.objects.get().study_id
    interviewer.code(case, note, "trigger")
    interviewer.add(study)
    page = interviewer.see(f"{study}/vergelijken/")
    assert '<td class="number has-code">1</td><td class="number"></td>' in page


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_page_is_there_in_every_language(interviewer: Interviewer, case, note, language):
    study = Case.objects.get().study_id
    interviewer.language = language
    for path in (
        "",
        f"{study}/",
        f"{study}/codeboek/?code=trigger",
        f"{study}/vergelijken/",
        f"{study}/uitvoer/",
        f"{study}/verslag/",
        f"bedrijf/{case}/",
        f"bedrijf/{case}/gesprek/",
        f"bedrijf/{case}/coderen/",
        f"bedrijf/{case}/nakijken/",
        "wissen/",
    ):
        interviewer.see(path)
        assert interviewer.last.status_code == 200, path


def test_a_study_needs_a_name_and_there_are_twenty_at_most(interviewer: Interviewer):
    assert interviewer.send("nieuw/", title="  ").status_code == 400
    for number in range(20):
        interviewer.begin(f"Studie {number}")
    assert interviewer.send("nieuw/", title="Te veel").status_code == 400


def test_a_study_is_removed_with_everything_in_it(interviewer: Interviewer, case, note):
    interviewer.code(case, note, "trigger")
    interviewer.send(f"{Case.objects.get().study_id}/weg/")
    assert not Passage.objects.exists()
