"""Which files are taken in beside a dossier."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document

from wegwijzer.readers.dossier_attachments import MOST_BYTES, AttachmentError, read_attachment


def a_docx(*extra: tuple[str, bytes]) -> bytes:
    """A Word file, with parts put in besides."""
    kept = BytesIO()
    Document().save(kept)
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in extra:
            package.writestr(name, content)
    return kept.getvalue()


def macro_docx() -> bytes:
    """A Word file that says of itself that it holds macros."""
    kept, made = BytesIO(), BytesIO(a_docx())
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                content = content.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
            new.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", a_docx()),
        ("sjabloon.dotx", a_docx()),
        ("offerte.PDF", b"%PDF-1.7 ..."),
        ("foto.jpg", b"\xff\xd8\xff\xe0..."),
        ("nota.txt", "één".encode()),
    ],
)
def test_files_that_cannot_run_anything_are_taken(name, content):
    assert read_attachment(name, content).content == content


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.docx", a_docx(("word/vbaProject.bin", b"x")), "macro"),
        ("sjabloon.dotx", a_docx(("word/vbaProject.bin", b"x")), "macro"),
        ("plan.docx", a_docx(("word/activeX/activeX1.bin", b"x")), "macro"),
        ("plan.docx", macro_docx(), "macro"),
        ("plan.docm", a_docx(), "macro"),
        ("sjabloon.dotm", a_docx(), "macro"),
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        ("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        ("virus.exe", b"MZ", "kind"),
        ("pagina.html", b"<p>", "kind"),
        ("zonder-punt", b"x", "kind"),
        ("plan.docx", b"PK\x03\x04 broken", "broken"),
        ("plan.xlsx", a_docx(), "not_what_it_says"),
        ("offerte.pdf", b"<html>", "not_what_it_says"),
        ("plan.odt", a_docx(), "not_what_it_says"),
        ("nota.txt", b"a\x00b", "not_what_it_says"),
        ("plan.docx", a_docx(("word/media/nul.bin", bytes(20 * 1024 * 1024))), "bomb"),
        ("plan.docx", a_docx(*((f"word/media/{number}.txt", b"x") for number in range(2_001))), "bomb"),
        ("plan.docx", a_docx(("word/embeddings/oleObject1.bin", b"x")), "macro"),
        ("leeg.pdf", b"", "empty"),
        ("groot.pdf", b"%PDF-" + b"0" * MOST_BYTES, "too_large"),
    ],
)
def test_others_are_refused_saying_why(name, content, code):
    with pytest.raises(AttachmentError) as caught:
        read_attachment(name, content)
    assert caught.value.code == code


def test_a_name_loses_its_path_and_signs_that_do_not_print():
    assert read_attachment("C:\\plan\\of\x07ferte.pdf", b"%PDF-1").name == "offerte.pdf"
    assert read_attachment("../../etc/x.txt", b"a").name == "x.txt"
