"""Nobody sees another's studies, and nothing is kept for longer than we say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from tests.web.interviews.conftest import SECRET, Interviewer, a_change
from wegwijzer.web.interviews import actions
from wegwijzer.web.interviews.models import (
    Case,
    Note,
    Passage,
    Reading,
    Received,
    Researcher,
    Rival,
    Study,
    StudyCode,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVERYTHING = (Researcher, Study, StudyCode, Case, Note, Received, Rival, Passage, Reading)


@pytest.fixture
def other(interviewer) -> Interviewer:
    """Somebody else, with a study that holds something of everything."""
    other = Interviewer(Client())
    study = other.begin("Van een ander")
    case = other.add(study, size="10-49")
    note = other.write(case, SECRET)
    other.code(case, note, "trigger")
    other.read_to_the_end(case, note)
    other.review(case)
    other.sync(case, a_change("Een ander verhaal.", base=9, note=str(note.pk)))
    assert all(model.objects.exists() for model in EVERYTHING)
    return other


def ids() -> tuple[UUID, UUID, UUID]:
    return Study.objects.get().pk, Case.objects.get().pk, Passage.objects.get().pk


def pages() -> list[str]:
    """Every address of a study that can be asked for."""
    study, case, _ = ids()
    return [
        f"{study}/",
        f"{study}/codeboek/",
        f"{study}/vergelijken/",
        f"{study}/uitvoer/",
        f"{study}/uitvoer/json/",
        f"{study}/uitvoer/notes/",
        f"{study}/uitvoer/passages/",
        f"{study}/verslag/",
        f"{study}/verslag/pdf/",
        f"bedrijf/{case}/",
        f"bedrijf/{case}/gesprek/",
        f"bedrijf/{case}/coderen/",
        f"bedrijf/{case}/nakijken/",
    ]


@pytest.mark.parametrize("has_own", [True, False], ids=["with a study", "without one"])
def test_another_researcher_finds_nothing_at_any_address(interviewer, other, has_own):
    asked = pages()
    if has_own:
        interviewer.begin()
    for path in asked:
        other.see(path)
        assert other.last.status_code in (200, 409), path
        interviewer.see(path)
        assert interviewer.last.status_code == 404, path


def test_another_researcher_can_change_nothing(interviewer, other):
    study, case, passage = ids()
    before = [list(model.objects.order_by("pk").values()) for model in EVERYTHING]
    interviewer.begin("Eigen")
    note = str(Note.objects.get().pk)
    for path, fields in (
        (f"{study}/", {"title": "Gekaapt"}),
        (f"{study}/weg/", {}),
        (f"{study}/bedrijf/", {}),
        (f"{study}/codeboek/", {"label": "x", "definition": "y", "theme": "firm"}),
        (f"{study}/codeboek/", {"remove": "trigger"}),
        (f"bedrijf/{case}/", {"reminder": "x"}),
        (f"bedrijf/{case}/weg/", {}),
        (f"bedrijf/{case}/heropen/", {}),
        (f"bedrijf/{case}/gesprek/", {f"note:{note}:renewal-done:1": "weg"}),
        (f"bedrijf/{case}/coderen/", {"notitie": note, "read": "yes"}),
        (f"bedrijf/{case}/nakijken/", {"confirm": "yes"}),
        (f"fragment/{passage}/weg/", {}),
    ):
        assert interviewer.post(path, fields).status_code == 404, path
    interviewer.client.post(
        f"/nl/gesprekken/bedrijf/{case}/bewaar/", '{"changes": []}', content_type="application/json"
    )
    interviewer.send("wissen/")
    assert [list(model.objects.order_by("pk").values()) for model in EVERYTHING] == before


def test_the_id_of_anothers_note_cannot_be_taken(interviewer, other):
    theirs = Note.objects.get()
    own = interviewer.add(interviewer.begin())
    answer = interviewer.sync(own, a_change("Van mij.", note=str(theirs.pk)))
    assert answer["results"][0]["status"] == "refused"
    theirs.refresh_from_db()
    assert theirs.text == SECRET


def test_an_id_made_up_in_the_cookie_or_the_address_finds_nothing(interviewer):
    interviewer.begin("Mijn studie")
    interviewer.see(f"{uuid4()}/")
    assert interviewer.last.status_code == 404
    interviewer.client.cookies["wegwijzer"] = f"researcher:{Researcher.objects.get().pk}:vervalst"
    assert "Mijn studie" not in interviewer.see()


def test_pages_about_talks_are_kept_by_nobody_on_the_way(interviewer, other):
    for path in ("", *pages()):
        other.see(path)
        assert "no-store" in other.last["Cache-Control"], path
        assert "private" in other.last["Cache-Control"], path


def test_deleting_everything_asks_first_and_leaves_nothing_here_or_on_the_device(interviewer, other):
    assert "Uw studies (1) en bedrijven (1) verdwijnen" in other.see("wissen/")
    response = other.send("wissen/")
    assert [model.objects.count() for model in EVERYTHING] == [0] * len(EVERYTHING)
    assert response["Clear-Site-Data"] == '"storage"'
    assert "Van een ander" not in other.see()


def test_a_portfolio_and_studies_are_not_tied_to_each_other(interviewer):
    interviewer.client.post("/nl/klanten/voorbeeld/")
    interviewer.begin("Mijn studie")
    interviewer.client.post("/nl/klanten/wissen/")
    assert "Mijn studie" in interviewer.see()
    interviewer.client.post("/nl/klanten/voorbeeld/")
    interviewer.send("wissen/")
    assert "200 klanten" in interviewer.client.get("/nl/klanten/").content.decode()


def test_what_nobody_visited_for_thirty_days_goes(db, capsys):
    seen = [NOW - timedelta(days=days) for days in (29, 31)]
    kept, _ = (Researcher.objects.create(created=at, seen=at) for at in seen)
    assert actions.remove_old(NOW) == 1
    assert [researcher.pk for researcher in Researcher.objects.all()] == [kept.pk]
    call_command("remove_old_interviews")
    assert "researchers removed" in capsys.readouterr().out


def test_a_visit_keeps_the_studies_and_the_cookie(interviewer):
    interviewer.begin()
    researcher = Researcher.objects.get()
    researcher.seen -= timedelta(days=20)
    researcher.save()
    response = interviewer.client.get("/nl/gesprekken/")
    assert response.cookies["wegwijzer"]["max-age"] == 30 * 24 * 3600
    researcher.refresh_from_db()
    assert (datetime.now(UTC) - researcher.seen).days == 0


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_page_says_what_is_kept_where_and_for_how_long(interviewer, language):
    interviewer.language = language
    page = interviewer.see()
    assert "30" in page
    assert interviewer.last.status_code == 200
