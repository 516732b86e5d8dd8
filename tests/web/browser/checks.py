"""What every page must pass in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
_CONTRAST = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}


def assert_accessible(page: Page) -> None:
    """Axe finds nothing, best practices included."""
    found = Axe().run(page, options=_RULES).response["violations"]
    _assert_none(found)


def assert_contrast(page: Page) -> None:
    """Axe finds every text dark or light enough: all that can change with the colour scheme."""
    _assert_none(Axe().run(page, options=_CONTRAST).response["violations"])


def _assert_none(found: list[dict[str, Any]]) -> None:
    told = [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for violation in found
        for node in violation["nodes"][:3]
    ]
    assert not told, "\n".join(told)


def assert_nothing_sticks_out(page: Page) -> None:
    """The page needs no sideways scrolling. Axe does not see this."""
    width = page.evaluate("document.documentElement.clientWidth")
    wide = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(element => element.getBoundingClientRect().right > width + 1
                && !element.closest(".visually-hidden, .table-wrap"))
            .slice(0, 5).map(element => element.outerHTML.slice(0, 120))""",
        width,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width, wide
