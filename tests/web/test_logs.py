"""Log lines hold nothing that a visitor typed or alone may know."""

from __future__ import annotations

import logging
import sys

from wegwijzer.web.logs import DiscreetFormatter


def line(message: str, *, failing: Exception | None = None) -> str:
    info = None
    if failing is not None:
        try:
            raise failing
        except Exception:
            info = sys.exc_info()
    return DiscreetFormatter().format(logging.LogRecord("django", logging.ERROR, __file__, 1, message, None, info))


def test_an_exception_is_logged_by_kind_and_place_without_its_message():
    text = line("Internal Server Error: /nl/", failing=ValueError("ons geheim recept"))
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "geheim" not in text.replace('ValueError("ons geheim recept")', "")
    assert "ons geheim recept" not in text.splitlines()[-1]


def test_the_token_of_a_shared_roadmap_is_struck_out():
    text = line("Not Found: /nl/gedeeld/abc_DEF-123/pdf/")
    assert "abc_DEF" not in text
    assert "/gedeeld/…/pdf/" in text
