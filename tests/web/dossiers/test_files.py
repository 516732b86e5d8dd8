"""Attachments in and out, and the dossier as files."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from tests.readers.test_dossier_attachments import a_docx
from tests.web.dossiers.conftest import fill_in_coating
from tests.web.visitor import words_of
from wegwijzer.web.dossiers import attaching
from wegwijzer.web.dossiers.models import Attachment
from wegwijzer.wording.language import LANGUAGES, say


def send(writer, name: str, content: bytes):
    return writer.post("bijlagen/", file=SimpleUploadedFile(name, content))


def test_an_attachment_comes_back_as_a_download_that_no_browser_runs(writer):
    writer.begin()
    assert send(writer, "öfferte <1>.pdf", b"%PDF-1.7 x").status_code == 302
    found = Attachment.objects.get()
    response = writer.client.get(writer.path(f"bijlagen/{found.pk}/"))
    assert response.content == b"%PDF-1.7 x"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    writer.post(f"bijlagen/{found.pk}/weg/")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sjabloon.dotx", a_docx(("word/vbaProject.bin", b"x")), "macro"),
        ("plan.docm", a_docx(), "macro"),
        ("virus.exe", b"MZ", "kind"),
        ("leeg.txt", b"", "empty"),
    ],
)
def test_a_file_that_is_refused_says_why_and_what_to_do(writer, language, name, content, code):
    writer.language = language
    writer.begin()
    response = send(writer, name, content)
    assert response.status_code == 400
    told = words_of(response.content.decode())
    assert name in told
    assert say(f"dossiers.attach.fault.{code}", language).split("{")[0].strip() in told
    assert not Attachment.objects.exists()


def test_a_hundred_megabytes_are_refused_before_they_are_taken_in(writer, monkeypatch):
    writer.begin()
    monkeypatch.setattr("wegwijzer.web.middleware._DRAINED", 0)  # the test client sends no body of that length
    response = writer.client.generic(
        "POST",
        writer.path("bijlagen/"),
        b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(100 * 1024 * 1024),
    )
    assert response.status_code == 413
    assert "11 MB" in words_of(response.content.decode())
    assert not Attachment.objects.exists()


def test_a_file_just_too_large_is_told_on_the_page_itself(writer):
    writer.begin()
    response = send(writer, "groot.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024))
    assert response.status_code == 400
    assert say("dossiers.attach.fault.too_large", "nl", limit="10").split(".")[0] in words_of(response.content.decode())


def test_there_is_an_end_to_how_many_there_may_be(writer, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    writer.begin()
    send(writer, "a.txt", b"a")
    assert send(writer, "b.txt", b"b").status_code == 400
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "first"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_dossier_is_a_file_in_every_language_within_two_seconds(writer, language, kind, first):
    writer.language = "nl"
    fill_in_coating(writer.begin("Coating: voor mallen"))
    writer.language = language
    before = time.perf_counter()
    writer.see(f"uitvoer/{kind}/")
    assert time.perf_counter() - before < 2
    assert writer.last.content.startswith(first)
    assert f'filename="Coating-voor-mallen.{kind}"' in writer.last["Content-Disposition"]


def test_the_word_file_holds_the_words_of_the_firm_and_of_nobody_else(writer):
    fill_in_coating(writer.begin())
    writer.see("uitvoer/docx/")
    document = Document(BytesIO(writer.last.content))
    texts = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "Onze mallen slijten na zes maanden" in texts
    assert "beoordelaar" not in texts
    assert writer.client.get(writer.path("uitvoer/exe/")).status_code == 404
