"""A shared roadmap holds no personal data, and expires."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from tests.web.visitor import NEED, Visitor, words_of
from wegwijzer.web.guide.models import SharedRoadmap, Walk


@pytest.fixture
def sharer(visitor: Visitor) -> Visitor:
    """Somebody who answered, judged and declared, and then shared."""
    visitor.start(enterprise_number="0403.019.261")
    visitor.answer("legal_form", choice="bv")
    visitor.answer("postal_code", text="8500")
    visitor.answer("fte", exact="12")
    visitor.answer("new_for_firm", choice="yes")
    visitor.answer("insolvency_proceedings", choice="no")
    visitor.send("deel/")
    return visitor


def test_what_is_stored_has_no_words_number_postal_code_judgement_or_declaration(sharer: Visitor):
    shared = SharedRoadmap.objects.get()
    assert shared.answers == {
        "legal_form": "bv",
        "fte": {"min": 10, "max": 49},
        "province": "west-vlaanderen",
        "region": "vlaanderen",
    }
    assert "product" in shared.business_domains
    stored = json.dumps([shared.answers, shared.business_domains, shared.expertise_domains])
    for personal in ("verpakking", "diepvries", "0403", "8500"):
        assert personal not in stored
    assert not hasattr(shared, "walk")


def test_anyone_with_the_link_sees_the_road_and_nothing_of_the_visitor(sharer: Visitor):
    token = SharedRoadmap.objects.get().token
    sharer.client.cookies.clear()
    page = sharer.see(f"gedeeld/{token}/")
    text = words_of(page)
    assert "Een gedeelde wegwijzer" in text
    assert "Wat het u kan opleveren" in text
    for personal in (NEED, "0403.019.261", "8500", "diepvries"):
        assert personal not in text
    assert "/nl/antwoord/" not in page
    assert 'name="robots" content="noindex"' in page


def test_the_page_of_the_new_link_gives_the_address_a_mail_and_the_last_day(sharer: Visitor):
    shared = SharedRoadmap.objects.get()
    page = sharer.see(f"deel/{shared.token}/")
    assert f'value="http://testserver/nl/gedeeld/{shared.token}/"' in page
    assert re.search(r'href="mailto:\?subject=[^"]+body=[^"]+"', page)
    assert "Wie deze link heeft" in words_of(page)


def test_tokens_cannot_be_guessed(sharer: Visitor):
    sharer.send("deel/")
    tokens = {shared.token for shared in SharedRoadmap.objects.all()}
    assert len(tokens) == 2
    assert all(len(token) >= 32 for token in tokens)


def test_after_ninety_days_the_link_is_gone(sharer: Visitor):
    shared = SharedRoadmap.objects.get()
    assert shared.expires - shared.created == timedelta(days=90)
    SharedRoadmap.objects.update(expires=shared.created - timedelta(days=1))
    for page in (f"gedeeld/{shared.token}/", f"gedeeld/{shared.token}/pdf/", f"deel/{shared.token}/"):
        sharer.see(page)
        assert sharer.last.status_code == 404


def test_the_link_outlives_the_walk(sharer: Visitor):
    token = SharedRoadmap.objects.get().token
    sharer.send("wissen/")
    assert Walk.objects.count() == 0
    sharer.see(f"gedeeld/{token}/")
    assert sharer.last.status_code == 200


def test_sharing_needs_a_form_of_ours(visitor: Visitor):
    visitor.start()
    visitor.see("deel/")
    assert visitor.last.status_code == 405
    assert SharedRoadmap.objects.count() == 0
