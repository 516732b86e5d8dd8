"""Laws about links, buttons, images and charts: each has a name, and the name that is seen is the name that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.web.html_laws.page import Page, told

_INTERACTIVE = ("a", "button", "input", "select", "textarea", "summary", "label")
_SAYS_NOTHING = frozenset(
    {"hier", "klik hier", "meer", "lees meer", "here", "click here", "more", "ici", "cliquez ici", "plus"}
)


def links_and_buttons_have_names(page: Page) -> Iterator[str]:
    """2.4.4, 4.1.2: whatever can be pressed says what it does."""
    for element in page.heard("a", "button", "summary"):
        if element.tag == "a" and element.get("href") is None:
            continue
        name = page.name(element)
        if not name:
            yield f"no name: {told(element)}"
        elif name.lower().rstrip(".…") in _SAYS_NOTHING:
            yield f"says nothing by itself: {told(element)}"


def seen_name_is_said(page: Page) -> Iterator[str]:
    """2.5.3: who speaks the words that stand on a button reaches it."""
    for element in page.heard("a", "button", "summary"):
        said, seen = (_bare(words) for words in (page.name(element), page.seen(element)))
        spoken = iter(said.split())
        if not all(word in spoken for word in seen.split()):  # in their order; words for the ear may stand between
            yield f"seen {seen!r}, said {said!r}: {told(element)}"


def _bare(words: str) -> str:
    """Words without what nobody speaks."""
    return " ".join(re.findall(r"\w+", words.lower()))


def images_have_words(page: Page) -> Iterator[str]:
    """1.1.1: an image or a chart has a text, or is marked as saying nothing."""
    for image in page.heard("img"):
        if image.get("alt") is None:
            yield f"no alt: {told(image)}"
    for drawing in page.heard("svg"):
        if drawing.get("role") == "img":
            if not page.name(drawing):
                yield f"no name: {told(drawing)}"
        elif not page.is_hidden(drawing):
            yield f"neither hidden nor an image: {told(drawing)}"
    for frame in page.heard("iframe", "object", "embed", "video", "audio", "canvas"):
        yield f"not among what these pages know to explain: {told(frame)}"


def nothing_to_press_inside_another(page: Page) -> Iterator[str]:
    """4.1.2: a link in a button, or a button in a summary, reaches nobody."""
    for outer in page.heard("a", "button", "summary"):
        for inner in outer.iter(*_INTERACTIVE):
            if inner is not outer and inner.get("type") != "hidden":
                yield f"{inner.tag} in {outer.tag}: {told(outer)}"


def hidden_parts_cannot_be_reached(page: Page) -> Iterator[str]:
    """4.1.2: what is hidden from a screen reader takes no focus."""
    for outer in page.root.xpath("//*[@aria-hidden='true']"):
        for inner in outer.iter("a", "button", "input", "select", "textarea", "summary"):
            if inner.get("tabindex") != "-1" and inner.get("type") != "hidden" and inner.get("hidden") is None:
                yield f"can be reached and not heard: {told(inner)}"


def new_windows_are_told(page: Page) -> Iterator[str]:
    """3.2.5, as advised: what opens a window says so, in words after its name."""
    for link in page.heard("a", "form"):
        if link.get("target") not in (None, "_self") and not link.find_class("visually-hidden"):
            yield f"opens elsewhere: {told(link)}"


LAWS = (
    links_and_buttons_have_names,
    seen_name_is_said,
    images_have_words,
    nothing_to_press_inside_another,
    hidden_parts_cannot_be_reached,
    new_windows_are_told,
)
