"""Every measure and every period of the catalogue is in docs/measures.md."""

from __future__ import annotations

from tests.docs.measures_page import PAGE, page_text


def test_the_page_says_what_the_catalogue_says():
    found = PAGE.read_text(encoding="utf-8")
    assert found == page_text(), "Make it anew: python -m tests.docs.measures_page"
