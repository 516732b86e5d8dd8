"""What a browser can tell about a page that axe-core does not: how the keyboard goes, what is heard, what fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.browser.checks import SETTLED, UNFOLD
from tests.web.browser.conftest import DESKTOP, NARROW, PHONE

MOST_TABS = 160
SMALLEST_TARGET = 24
"""CSS pixels, 2.5.8."""
_NAMED = frozenset({"link", "button", "textbox", "checkbox", "radio", "combobox", "img", "table", "navigation"})
_PARTS = {"INPUT date": 4, "IFRAME": 20}
"""How many times the tab key may stay in one element: a day has parts, and a frame a page of its own."""
_AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
_OF_COLOUR_AND_WIDTH = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "link-name", "button-name"],
}
_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const holder = element.closest('.choice, label') || element, around = getComputedStyle(holder);
  const shows = [style, around].some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2);
  const points = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const seen = points.some(found => found && (element.contains(found) || found.contains(element)
    || (element.labels && [...element.labels].some(label => label.contains(found)))));
  const all = [...document.querySelectorAll('*')];
  return {place: all.indexOf(element), tag: element.tagName + (element.type === 'date' ? ' date' : ''),
    html: element.outerHTML.slice(0, 110), shows, seen,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
}"""
_REACHABLE = """() => {
  const first = element => { // of a group of radio buttons the tab key reaches one: the chosen, else the first
    const group = (element.form || document), named = `input[type=radio][name="${CSS.escape(element.name)}"]`;
    return group.querySelector(`${named}:checked`) || group.querySelector(named);
  };
  const all = [...document.querySelectorAll('*')];
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(element => !element.disabled && element.tabIndex >= 0 && element.type !== 'hidden'
      && element.checkVisibility({visibilityProperty: true})
      && (element.type !== 'radio' || element === first(element)))
    .map(element => [all.indexOf(element), element.outerHTML.slice(0, 110)]);
}"""
SMALL_TARGETS = """least => {
  const kinds = 'a[href], button, summary, input:not([type=hidden]), select, textarea';
  const all = [...document.querySelectorAll(kinds)].filter(element =>
    element.checkVisibility({visibilityProperty: true}) && !element.closest('.visually-hidden, .skip-link'));
  const labelOf = element => element.closest('label') || (element.labels && element.labels[0]) || element;
  const boxOf = element => labelOf(element).getBoundingClientRect();
  const inText = element => {
    const parent = element.parentElement;
    return element.tagName === 'A' && getComputedStyle(element).display === 'inline'
      && [...parent.childNodes].some(node => node !== element && node.textContent.trim().length > 1);
  };
  const boxes = all.map(boxOf);
  return all.filter((element, place) => {
    const box = boxes[place];
    if (box.width <= 1 || (box.width >= least && box.height >= least) || inText(element)) return false;
    const x = box.left + box.width / 2, y = box.top + box.height / 2, r = least / 2;
    return boxes.some((other, at) => at !== place && other.width > 1
      && !all[at].contains(element) && !element.contains(all[at])
      && Math.max(other.left - x, x - other.right, 0) ** 2 + Math.max(other.top - y, y - other.bottom, 0) ** 2 < r * r);
  }).map(element => element.outerHTML.slice(0, 110));
}"""
_SPACED = """() => {
  const style = document.createElement('style');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_UNSPACED = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(element => {
    if (!element.checkVisibility({visibilityProperty: true})) return false;
    if (element.closest('svg, .visually-hidden, .table-wrap, textarea, select')) return false;
    const words = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!words) return false;
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
      const one = getComputedStyle(outer), cuts = flow => ['hidden', 'clip'].includes(flow);
      const isWide = outer.clientWidth > 1 && outer.scrollWidth > outer.clientWidth + 2;
      const isHigh = outer.clientHeight > 1 && outer.scrollHeight > outer.clientHeight + 2;
      if ((cuts(one.overflowX) && isWide) || (cuts(one.overflowY) && isHigh)) return true;
    }
    return false;
  }).slice(0, 5).map(element => element.outerHTML.slice(0, 110))"""
STICKS_OUT = """() => { const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > width + 1
      && !element.closest('.visually-hidden, .table-wrap'))
    .slice(0, 4).map(element => element.outerHTML.slice(0, 110)) }"""
_MOVES = """() => document.getAnimations().filter(one => {
    const timing = one.effect.getComputedTiming();
    return timing.iterations === Infinity || timing.duration > 250;
  }).map(one => one.effect.target ? one.effect.target.outerHTML.slice(0, 110) : 'something')"""


def axe_says(page: Page, *, options: dict[str, Any] = _AXE) -> Iterator[str]:
    """What axe-core finds, best practices included."""
    for found in Axe().run(page, options=options).response["violations"]:
        for node in found["nodes"][:3]:
            yield f"{found['id']}: {node['html'][:140]} {' '.join(node.get('failureSummary', '').split())[:160]}"


def keyboard_says(page: Page) -> Iterator[str]:
    """A walk with the tab key: all is reached, in the order of the page, in sight, with a ring, and one comes out."""
    wanted = dict(page.evaluate(_REACHABLE))
    page.evaluate("() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0); }")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")
    reached: list[int] = []
    stays = 0
    for _ in range(min(MOST_TABS, len(wanted) + 30)):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        if here is None:
            break
        if reached and here["place"] == reached[-1]:
            stays += 1
            if stays > _PARTS.get(here["tag"], 0):
                yield f"a trap (2.1.2): {here['html']}"
                break
            continue
        stays = 0
        if here["place"] in reached:
            break
        reached.append(here["place"])
        if not here["shows"] and "tabindex" not in here["html"] and here["tag"] != "IFRAME":
            yield f"no ring (2.4.7): {here['html']}"
        if not here["inView"] or not here["seen"]:
            yield f"out of sight (2.4.11): {here['html']}"
    if len(wanted) <= MOST_TABS:
        for place in sorted(set(wanted) - set(reached)):
            yield f"not reached (2.1.1): {wanted[place]}"
    if reached != sorted(reached):
        yield "the order is not that of the page (2.4.3)"


def sizes_say(page: Page) -> Iterator[str]:
    """Reflow at 320 pixels, with the spacing of 1.4.12 as well, and targets of 24 pixels."""
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    yield from (f"sticks out at 320 (1.4.10): {html}" for html in page.evaluate(STICKS_OUT))
    before = set(page.evaluate(CUT_OFF))
    yield from (f"cut off at 320 (1.4.4): {html}" for html in before)
    page.evaluate(_SPACED)
    yield from (f"sticks out when spaced (1.4.12): {html}" for html in page.evaluate(STICKS_OUT))
    yield from (f"cut off when spaced (1.4.12): {html}" for html in page.evaluate(CUT_OFF) if html not in before)
    page.evaluate(_UNSPACED)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    yield from (f"a small target (2.5.8): {html}" for html in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET))


def motion_says(page: Page) -> Iterator[str]:
    """Who asks for less motion gets none."""
    page.emulate_media(reduced_motion="reduce")
    yield from (f"moves (2.3.3): {html}" for html in page.evaluate(_MOVES))
    page.emulate_media(reduced_motion="no-preference")


def heard(page: Page) -> str:
    """The page as a screen reader walks it: roles and names, a line each."""
    return str(page.locator("body").aria_snapshot())


def heard_says(snapshot: str) -> Iterator[str]:
    """What is heard without a name."""
    for line in snapshot.splitlines():
        bare = line.strip().removeprefix("- ").rstrip(":")
        if bare in _NAMED:
            yield f"heard without a name (4.1.2): {bare}"


def look_at(page: Page) -> dict[str, Any]:
    """Everything about the page that stands open in the browser: findings, and what is heard."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    findings = list(keyboard_says(page))
    page.evaluate("document.activeElement.blur()")  # a skip link that shows covers what lies under it
    page.evaluate(UNFOLD)
    findings += axe_says(page)
    findings += sizes_say(page)
    findings += motion_says(page)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    findings += (f"{found} (wide, dark)" for found in axe_says(page, options=_OF_COLOUR_AND_WIDTH))
    findings += (f"sticks out when wide (1.4.10): {html}" for html in page.evaluate(STICKS_OUT))
    page.emulate_media(color_scheme="light")
    told = heard(page)
    findings += heard_says(told)
    return {"findings": list(dict.fromkeys(findings)), "heard": told}
