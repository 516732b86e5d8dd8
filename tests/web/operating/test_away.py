"""A database that is away, or a disk that is full, is told as what it is: 503, when to try again, and what is safe."""

from __future__ import annotations

import errno

import pytest
from django.test import Client

from tests.web.visitor import words_of
from wegwijzer.web.operating.request_ids import HEADER
from wegwijzer.wording.language import LANGUAGES, say

READS = "zoek/?q=oven"
KEEPS = "dossiers/nieuw/"


@pytest.fixture
def careless() -> Client:
    """A browser: it shows the page of an error."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_needs_the_database_says_so_in_the_language_of_the_address(careless, away, language):
    response = careless.post(f"/{language}/{KEEPS}", {"title": "x", "measure": "ontwikkelingsproject"})
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    shown = words_of(response.content.decode())
    assert say("site.error_503.title", language) in shown
    assert say("site.error_503.next", language, seconds="30") in shown
    assert response[HEADER] in shown
    assert "db.intern" not in shown


def test_who_is_signed_in_reads_it_too_although_nobody_can_be_known(careless, db, django_user_model, request):
    person = django_user_model.objects.create(email="an@example.be", language="nl")
    careless.force_login(person)
    request.getfixturevalue("away")
    response = careless.get("/nl/account/")
    assert response.status_code == 503
    assert say("site.error_503.title", "nl") in response.content.decode()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_without_room_is_no_mistake_of_ours(careless, db, monkeypatch, number):
    from wegwijzer.web.guide import views

    def no_room(*_: object, **__: object) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(views, "walk_of", no_room)
    assert careless.get("/nl/").status_code == 503


def test_any_other_fault_of_a_file_is(careless, db, monkeypatch):
    from wegwijzer.web.guide import views

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file")

    monkeypatch.setattr(views, "walk_of", missing)
    assert careless.get("/nl/").status_code == 500


def test_pages_that_need_no_database_still_open(careless, away):
    assert careless.get("/nl/over/").status_code == 200
