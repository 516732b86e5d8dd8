"""The roadmap on paper: tagged, in three languages, at most two sheets."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.web.visitor import NEED, Visitor
from wegwijzer.web.guide.models import SharedRoadmap


def pdf(visitor: Visitor, path: str) -> PdfReader:
    response = visitor.client.get(f"/{visitor.language}/{path}")
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize(
    ("language", "title", "code"),
    [("nl", "Uw wegwijzer", "nl-BE"), ("en", "Your roadmap", "en-GB"), ("fr", "Votre feuille de route", "fr-BE")],
)
def test_it_is_tagged_titled_and_says_its_language(visitor: Visitor, language, title, code):
    visitor.start()
    visitor.language = language
    reader = pdf(visitor, "wegwijzer/pdf/")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == title
    assert len(reader.pages) <= 2
    assert title in text_of(reader)


def test_it_holds_the_need_the_first_step_and_the_receipt_but_no_enterprise_number(visitor: Visitor):
    visitor.start(enterprise_number="0403.019.261")
    text = text_of(pdf(visitor, "wegwijzer/pdf/"))
    assert NEED in text
    assert "Zeg dit:" in text
    assert "Ontvangstbewijs" in text
    assert "0403" not in text


def test_a_past_day_is_named_on_paper_too(visitor: Visitor):
    visitor.start()
    assert "regels van 1 oktober 2015" in text_of(pdf(visitor, "wegwijzer/pdf/?op=2015-10-01"))


def test_signs_that_mean_something_to_the_typesetter_are_plain_text(visitor: Visitor):
    visitor.start('#panic("x") $x$ *vet* `code` \\ "aanhaling" @label <b>')
    assert '#panic("x")' in text_of(pdf(visitor, "wegwijzer/pdf/"))


def test_a_shared_roadmap_prints_without_the_words_of_the_visitor(visitor: Visitor):
    visitor.start()
    visitor.send("deel/")
    token = SharedRoadmap.objects.get().token
    text = text_of(pdf(visitor, f"gedeeld/{token}/pdf/"))
    assert NEED not in text
    assert "Wat het u kan opleveren" in text


def test_a_bad_day_shows_the_roadmap_page_with_the_mistake(visitor: Visitor):
    visitor.start()
    assert "is geen dag" in visitor.see("wegwijzer/pdf/?op=ooit")
