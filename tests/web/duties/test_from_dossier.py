"""An approved dossier begins its list of duties, with the days it names and no others."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.web.dossiers.conftest import Writer
from tests.web.visitor import words_of
from wegwijzer.web.duties.models import Support

DAYS = {"submitted_on": "5/1/2026", "approved_on": "2/3/2026", "starts_on": "1/4/2026"}


@pytest.fixture
def writer(db, settings) -> Writer:
    """Somebody with a dossier for a development project."""
    settings.POSTS_PER_MINUTE = 1000
    return Writer().begin("Een coating", "ontwikkelingsproject")


def approve(writer: Writer, **days: str) -> None:
    writer.client.post(f"/nl/dossiers/{writer.id}/stand/", {"title": "Een coating", **DAYS, **days})


def begin(writer: Writer, client: Client | None = None):
    return (client or writer.client).post(f"/nl/plichten/dossier/{writer.id}/")


def test_the_door_is_there_once_the_request_is_approved(writer):
    address = f'action="/nl/plichten/dossier/{writer.id}/"'
    assert address not in writer.client.get(f"/nl/dossiers/{writer.id}/").content.decode()
    approve(writer)
    assert address in writer.client.get(f"/nl/dossiers/{writer.id}/").content.decode()


def test_the_list_takes_the_days_of_the_dossier_and_invents_none(writer):
    approve(writer)
    answer = begin(writer)
    row = Support.objects.get()
    assert answer["Location"] == f"/nl/plichten/{row.pk}/"
    assert (row.measure, row.title, str(row.dossier_id)) == ("ontwikkelingsproject", "Een coating", str(writer.id))
    assert row.days == {"request": "2026-01-05", "decision": "2026-03-02", "start": "2026-04-01"}
    page = writer.client.get(answer["Location"]).content.decode()
    assert 'value="1/4/2026"' in page


def test_the_answer_that_came_is_not_waited_for_any_more(writer):
    approve(writer)
    begin(writer)
    done = Support.objects.get().done
    assert len(done) == 1
    page = words_of(writer.client.get("/nl/plichten/").content.decode())
    assert "beslist over uw aanvraag" not in page[page.index("Wat u moet doen") : page.index("Gedaan (1)")]


def test_a_second_time_fills_what_is_open_and_leaves_what_was_typed(writer):
    approve(writer)
    begin(writer)
    row = Support.objects.get()
    writer.client.post(f"/nl/plichten/{row.pk}/", {"title": "Coating", "start": "15/4/2026"})
    approve(writer, ends_on="30/6/2027")
    begin(writer)
    row = Support.objects.get()
    assert row.days["start"] == "2026-04-15"
    assert row.days["end"] == "2027-06-30"
    assert row.title == "Coating"
    assert "Neem de dagen over" in writer.client.get(f"/nl/dossiers/{writer.id}/").content.decode()


def test_for_another_measure_there_is_a_list_of_its_own_and_the_first_stays(writer):
    approve(writer)
    begin(writer)
    writer.client.post(f"/nl/dossiers/{writer.id}/maatregel/", {"measure": "onderzoeksproject"})
    begin(writer)
    assert sorted(Support.objects.values_list("measure", flat=True)) == ["onderzoeksproject", "ontwikkelingsproject"]


def test_without_a_measure_or_for_a_stranger_there_is_nothing(writer):
    approve(writer)
    assert begin(writer, Client()).status_code == 404
    assert writer.client.get(f"/nl/plichten/dossier/{writer.id}/").status_code == 405
    writer.client.post(f"/nl/dossiers/{writer.id}/maatregel/", {"none": "1"})
    assert begin(writer).status_code == 404
    assert not Support.objects.exists()


def test_the_list_outlives_the_dossier(writer):
    approve(writer)
    begin(writer)
    writer.client.post(f"/nl/dossiers/{writer.id}/weg/")
    assert Support.objects.get().dossier_id is None
