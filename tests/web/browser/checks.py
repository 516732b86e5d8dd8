"""What a page must pass in a browser: what its HTML alone cannot tell.

Labels, headings, landmarks, names and tables of every page that any test sees are held by `tests/web/html_laws`,
without a browser. Here axe-core looks at a choice of pages, one of every kind; `audit` looks at every page, on demand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.browser.conftest import DESKTOP, NARROW, PHONE

_ALL = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
_WIDE_AND_DARK = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable"],
}
SETTLED = """Promise.race([new Promise(done => setTimeout(() => done(null), 3000)), Promise.all(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
  .map(one => one.finished.catch(() => null))).then(() => null)])"""
"""Colours glide from light to dark; between the two is nothing to measure. One that never ends is not waited for."""
UNFOLD = "document.querySelectorAll('details:not(.person-menu)').forEach(part => { part.open = true })"
"""Unfold what is folded, but for the menu, which lies over the page while it is open."""
_STICKS_OUT = """() => { const width = document.documentElement.clientWidth
  return document.documentElement.scrollWidth <= width ? [] : ['the page', ...[...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > width + 1
      && !element.closest(".visually-hidden, .table-wrap"))
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120))] }"""


def assert_fine(page: Page, *, widths: Sequence[int] = (NARROW[0], 700, 1000), unfold: bool = True) -> None:
    """All of axe on a phone; on a desk in the dark what depends on width or colour; nothing sticks out at any width.

    One visit instead of four: to load a page and to let axe count its contrasts takes most of the time of these tests.
    The page ends up on a phone, in the light.
    """
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    if unfold:
        page.evaluate(UNFOLD)
    assert_accessible(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": PHONE[1]})
        assert_nothing_sticks_out(page)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    assert_nothing_sticks_out(page)
    _assert_none(Axe().run(page, options=_WIDE_AND_DARK).response["violations"])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


def assert_fits(page: Page, *, widths: Sequence[int] = (NARROW[0], 700, 1000)) -> None:
    """Nothing sticks out at any width: for pages of a kind that `assert_fine` already saw another of."""
    page.evaluate(UNFOLD)
    for width in widths:
        page.set_viewport_size({"width": width, "height": PHONE[1]})
        assert_nothing_sticks_out(page)


def assert_accessible(page: Page) -> None:
    """Axe finds nothing, best practices included."""
    _assert_none(Axe().run(page, options=_ALL).response["violations"])


def _assert_none(found: list[dict[str, Any]]) -> None:
    told = [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for violation in found
        for node in violation["nodes"][:3]
    ]
    assert not told, "\n".join(told)


def assert_nothing_sticks_out(page: Page) -> None:
    """The page needs no sideways scrolling. Axe does not see this."""
    assert page.evaluate(_STICKS_OUT) == []
