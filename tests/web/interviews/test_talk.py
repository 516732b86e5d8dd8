"""The talk: consent first, then notes that come from a tablet or a plain form, and are never lost."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.web.interviews.conftest import Interviewer, a_change
from tests.web.visitor import words_of
from wegwijzer.web.interviews.models import Case, Note, Passage, Rival


@pytest.fixture
def case(interviewer: Interviewer):
    return interviewer.add(interviewer.begin())


def boxes(page: str) -> list[str]:
    """The names of the fields to write in."""
    return re.findall(r'<textarea[^>]* name="(note:[^"]+)"', page)


def test_nothing_can_be_noted_before_the_person_agreed(interviewer: Interviewer):
    study = interviewer.begin()
    interviewer.send(f"{study}/bedrijf/")
    case = Case.objects.get()
    page = interviewer.see(f"bedrijf/{case.pk}/gesprek/")
    assert "Mijn gesprekspartner gaat akkoord" in page
    assert boxes(page) == []
    assert interviewer.sync(case.pk, a_change("te vroeg")) == {"error": "no consent"}
    assert interviewer.send(f"bedrijf/{case.pk}/gesprek/").status_code == 400
    assert interviewer.send(f"bedrijf/{case.pk}/gesprek/", agreed="yes").status_code == 302
    assert len(boxes(interviewer.see(f"bedrijf/{case.pk}/gesprek/"))) == 20


def test_a_firm_gets_a_number_and_no_name(interviewer: Interviewer):
    study = interviewer.begin()
    first, second = interviewer.add(study), interviewer.add(study)
    interviewer.send(f"bedrijf/{second}/weg/")
    third = interviewer.add(study)
    assert [Case.objects.get(pk=pk).number for pk in (first, third)] == [1, 2]
    assert "Bedrijf 2" in interviewer.see(f"{study}/")


def test_a_plain_form_keeps_every_note_of_the_page(interviewer: Interviewer, case):
    names = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))
    answer = interviewer.post(
        f"bedrijf/{case}/gesprek/", {names[0]: "Eerst.\r\nDan.", names[5]: "Later.", names[7]: ""}
    )
    assert answer.status_code == 302
    assert sorted(Note.objects.values_list("text", flat=True)) == ["Eerst.\nDan.", "Later."]
    page = interviewer.see(f"bedrijf/{case}/gesprek/?bewaard")
    assert "Alles is bewaard." in page
    assert "Eerst.\nDan.</textarea>" in page


def test_one_more_speaker_on_a_question_without_scripts(interviewer: Interviewer, case):
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    question = name.split(":")[2]
    interviewer.post(f"bedrijf/{case}/gesprek/", {name: "Een.", "extra": question})
    assert interviewer.last["Location"].endswith(f"?extra={question}#{question}")
    names = [
        other for other in boxes(interviewer.see(f"bedrijf/{case}/gesprek/?extra={question}")) if question in other
    ]
    assert len(names) == 2
    interviewer.post(f"bedrijf/{case}/gesprek/", {names[1]: "Twee.", f"speaker:{names[1].split(':')[1]}": "employee"})
    assert sorted(Note.objects.values_list("text", "speaker")) == [("Een.", "manager"), ("Twee.", "employee")]


def test_the_same_change_sent_twice_is_kept_once(interviewer: Interviewer, case):
    change = a_change("Eén keer.")
    first, second = interviewer.sync(case, change), interviewer.sync(case, change)
    assert [answer["results"][0]["status"] for answer in (first, second)] == ["stored", "same"]
    assert Note.objects.get().version == 1


def test_a_change_upon_the_latest_text_is_kept(interviewer: Interviewer, case):
    note = interviewer.write(case, "Kort.")
    answer = interviewer.sync(case, a_change("Kort en lang.", base=1, note=str(note.pk)))
    assert (answer["results"][0]["status"], answer["results"][0]["version"]) == ("stored", 2)


def test_a_text_written_elsewhere_at_the_same_time_stays_beside_the_other(interviewer: Interviewer, case):
    note = interviewer.write(case, "Basis.")
    interviewer.sync(case, a_change("Van het kantoor.", base=1, note=str(note.pk)))
    answer = interviewer.sync(case, a_change("Van de tablet.", base=1, note=str(note.pk)))
    assert answer["results"][0]["status"] == "conflict"
    assert answer["results"][0]["text"] == "Van het kantoor."
    page = interviewer.see(f"bedrijf/{case}/gesprek/")
    assert "Van het kantoor." in page
    assert "Van de tablet." in page
    study = Case.objects.get().study_id
    assert "1 verschil te kiezen" in words_of(interviewer.see(f"{study}/"))


@pytest.mark.parametrize(
    ("choice", "text"),
    [("keep", "Van het kantoor."), ("take", "Van de tablet."), ("both", "Van het kantoor.\nVan de tablet.")],
)
def test_a_person_chooses_between_two_texts_without_scripts(interviewer: Interviewer, case, choice, text):
    note = interviewer.write(case, "Basis.")
    interviewer.sync(case, a_change("Van het kantoor.", base=1, note=str(note.pk)))
    interviewer.sync(case, a_change("Van de tablet.", base=1, note=str(note.pk)))
    interviewer.send(f"bedrijf/{case}/gesprek/", settle=f"{Rival.objects.get().pk}:{choice}")
    note.refresh_from_db()
    assert note.text == text
    assert not Rival.objects.exists()


def test_a_plain_form_that_lay_open_too_long_loses_nothing(interviewer: Interviewer, case):
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    interviewer.post(f"bedrijf/{case}/gesprek/", {name: "Van het kantoor."})
    answer = interviewer.post(f"bedrijf/{case}/gesprek/", {name: "Van de tablet."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van het kantoor." in page
    assert "Van de tablet." in page


def test_a_choice_sent_by_the_tablet_settles_the_difference(interviewer: Interviewer, case):
    note = interviewer.write(case, "Basis.")
    interviewer.sync(case, a_change("Kantoor.", base=1, note=str(note.pk)))
    rival = a_change("Tablet.", base=1, note=str(note.pk))
    interviewer.sync(case, rival)
    interviewer.sync(case, a_change("Kantoor.\nTablet.", base=2, note=str(note.pk), settles=[rival["id"]]))
    note.refresh_from_db()
    assert note.text == "Kantoor.\nTablet."
    assert not Rival.objects.exists()


def test_coded_passages_stay_with_their_words_when_the_note_changes(interviewer: Interviewer, case):
    note = interviewer.write(case, "Een klant vroeg het. Toen begonnen wij.")
    interviewer.code(case, note, "trigger", sentence=["1"])
    interviewer.sync(case, a_change("Eerst dit. Een klant vroeg het. Toen begonnen wij.", base=1, note=str(note.pk)))
    passage, note = Passage.objects.get(), Note.objects.get()
    assert note.text[passage.start : passage.end] == "Toen begonnen wij."
    assert not passage.is_touched


def test_a_passage_whose_words_changed_asks_for_a_look(interviewer: Interviewer, case):
    note = interviewer.write(case, "Een klant vroeg het. Toen begonnen wij.")
    interviewer.code(case, note, "trigger", sentence=["1"])
    interviewer.sync(case, a_change("Een klant vroeg het. Toen begonnen wij eraan.", base=1, note=str(note.pk)))
    assert Passage.objects.get().is_touched
    assert "De tekst veranderde sindsdien" in interviewer.see(f"bedrijf/{case}/coderen/")


def test_the_moment_of_a_note_is_the_tablets_as_far_as_that_can_be(interviewer: Interviewer, case):
    began = Case.objects.get().consented
    now = timezone.now()
    Case.objects.update(consented=began - timedelta(minutes=40))
    at = now - timedelta(minutes=10)
    note = interviewer.sync(case, a_change("Op tijd.", at=at.isoformat()))["results"][0]["note"]
    assert Note.objects.get(pk=note).at == at
    late = interviewer.sync(case, a_change("Verkeerde klok.", at="1999-01-01T00:00:00Z"))["results"][0]["note"]
    assert abs((Note.objects.get(pk=late).at - now).total_seconds()) < 60


@pytest.mark.parametrize(
    "body",
    [
        "geen json",
        "[]",
        '{"changes": 3}',
        '{"changes": [{}]}',
        '{"changes": [{"id": "x", "note": "y", "question": "z", "speaker": "m", "text": "t", "base": 0}]}',
    ],
)
def test_a_message_that_our_script_does_not_send_is_refused(interviewer: Interviewer, case, body):
    path = f"/nl/gesprekken/bedrijf/{case}/bewaar/"
    assert interviewer.client.post(path, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "change", [{"text": "x" * 12_001}, {"question": "bestaat-niet"}, {"text": 3}, {"settles": "x"}]
)
def test_a_change_that_cannot_be_kept_is_refused_whole(interviewer: Interviewer, case, change):
    interviewer.sync(case, a_change("Goed."), {**a_change("Fout."), **change})
    assert interviewer.last.status_code == 400
    assert not Note.objects.exists()


def test_a_whole_talk_fits_in_one_plain_form(interviewer: Interviewer, case):
    names = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))
    long = "Wij zochten het zelf uit. " * 400
    answer = interviewer.post(f"bedrijf/{case}/gesprek/", dict.fromkeys(names, long))
    assert answer.status_code == 302
    assert Note.objects.count() == 20


def test_an_emptied_note_is_written_in_again(interviewer: Interviewer, case):
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    interviewer.post(f"bedrijf/{case}/gesprek/", {name: "Eerst."})
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    interviewer.post(f"bedrijf/{case}/gesprek/", {name: ""})
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    assert interviewer.post(f"bedrijf/{case}/gesprek/", {name: "Opnieuw."}).status_code == 302
    assert Note.objects.get().text == "Opnieuw."


def test_finishing_and_going_on_after_all(interviewer: Interviewer, case):
    names = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))
    interviewer.post(f"bedrijf/{case}/gesprek/", {names[0]: "Slot.", "finish": "yes"})
    assert "Dit gesprek is afgerond" in interviewer.see(f"bedrijf/{case}/gesprek/")
    assert Note.objects.get().text == "Slot."
    interviewer.send(f"bedrijf/{case}/heropen/")
    assert "Rond het gesprek af" in interviewer.see(f"bedrijf/{case}/gesprek/")


def test_the_service_worker_is_served_beside_the_pages_it_serves(interviewer: Interviewer):
    response = interviewer.client.get("/nl/gesprekken/dienst.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert "Service-Worker-Allowed" not in response


def test_no_page_needs_an_inline_style_or_script(interviewer: Interviewer, case):
    study = Case.objects.get().study_id
    interviewer.write(case, "Een zin.")
    for path in ("", f"{study}/", f"bedrijf/{case}/gesprek/", f"bedrijf/{case}/coderen/", f"bedrijf/{case}/nakijken/"):
        text = interviewer.see(path)
        assert not re.search(r"\sstyle=", text)
        assert not re.search(r"\son[a-z]+=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_another_case_of_the_same_researcher_keeps_its_own_notes(interviewer: Interviewer, case):
    other = interviewer.add(Case.objects.get().study_id)
    note = interviewer.write(case, "Van het eerste.")
    answer = interviewer.sync(other, a_change("Van het tweede.", note=str(note.pk)))
    assert answer["results"][0]["status"] == "refused"
    assert str(uuid4()) not in interviewer.see(f"bedrijf/{other}/gesprek/")


def test_a_form_with_more_than_a_note_holds_goes_on_in_another(interviewer: Interviewer, case):
    name = boxes(interviewer.see(f"bedrijf/{case}/gesprek/"))[0]
    text = "".join(str(place % 10) for place in range(12_500))
    interviewer.post(f"bedrijf/{case}/gesprek/", {name: text})
    found = sorted(Note.objects.values_list("text", flat=True), key=len, reverse=True)
    assert "".join(found) == text


def test_the_companions_find_the_door(interviewer: Interviewer):
    page = interviewer.client.get("/nl/begeleiders/").content.decode()
    assert 'href="/nl/gesprekken/"' in page
