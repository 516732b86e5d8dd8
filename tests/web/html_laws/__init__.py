"""What every page must hold for people who hear it or use it by keyboard, as far as its HTML alone can tell.

A browser is needed for the rest (contrast, sizes, focus): `tests/web/browser`. Each law names the criteria of WCAG 2.2
that it checks.
"""

from __future__ import annotations

from tests.web.html_laws import fields, naming, structure
from tests.web.html_laws.page import Page

LAWS = {law.__name__: law for law in (*structure.LAWS, *fields.LAWS, *naming.LAWS)}


def faults_of(written: str) -> list[str]:
    """What a page breaks, a line each, with the law before it."""
    page = Page(written)
    return [f"{name}: {fault}" for name, law in LAWS.items() for fault in law(page)]
