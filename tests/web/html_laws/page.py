"""A page as assistive technology meets it: its elements, what is hidden, and the name of each element."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

UNNAMED_TYPES = frozenset({"hidden", "submit", "button", "reset", "image"})
"""Types of input that are no field for somebody to fill in."""


class Page:
    """A whole page, parsed."""

    def __init__(self, written: str) -> None:
        self.root: HtmlElement = html.document_fromstring(written)
        self._elements = [
            element for element in self.root.iter() if isinstance(element.tag, str)
        ]  # kept: so id() stays
        self.ids: dict[str, list[HtmlElement]] = {}
        for element in self._elements:
            if element.get("id") is not None:
                self.ids.setdefault(element.get("id", ""), []).append(element)
        self._hidden = {
            id(inner)
            for outer in self._elements
            if outer.get("aria-hidden") == "true" or outer.get("hidden") is not None
            for inner in outer.iter()
        }

    def all(self, *tags: str) -> Iterator[HtmlElement]:
        """Every element of these kinds, in the order of the page."""
        return self.root.iter(*tags)

    def elements(self) -> Iterator[HtmlElement]:
        """Every element, in the order of the page."""
        return iter(self._elements)

    def heard(self, *tags: str) -> Iterator[HtmlElement]:
        """The elements of these kinds that are not hidden from everybody."""
        return (element for element in self.all(*tags) if not self.is_hidden(element))

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether the element, or what it stands in, is hidden from assistive technology."""
        return id(element) in self._hidden

    def fields(self) -> Iterator[HtmlElement]:
        """What somebody fills in or chooses."""
        for element in self.heard("input", "select", "textarea"):
            if element.tag != "input" or element.get("type", "text") not in UNNAMED_TYPES:
                yield element

    def name(self, element: HtmlElement) -> str:
        """What the element is called, by the parts of the accessible-name computation that these pages use."""
        told = " ".join(
            self.text(found)
            for wanted in element.get("aria-labelledby", "").split()
            for found in self.ids.get(wanted, ())
        ).strip()
        if told or element.get("aria-label", "").strip():
            return told or element.get("aria-label", "").strip()
        if element.tag in ("input", "select", "textarea"):
            if element.get("type") in ("submit", "button", "reset"):
                return element.get("value", "").strip()
            return " ".join(self.text(label) for label in self.labels(element)).strip()
        if element.tag == "img":
            return element.get("alt", "").strip()
        if element.tag == "svg":
            title = element.find("{*}title")
            return "" if title is None else self.text(title)
        if element.tag == "table":
            caption = element.find("caption")
            return "" if caption is None else self.text(caption)
        if element.tag == "fieldset":
            legend = element.find("legend")
            return "" if legend is None else self.text(legend)
        return self.text(element) or element.get("title", "").strip()

    def name_given(self, element: HtmlElement) -> str:
        """The name that an attribute gives an element, whatever stands in it."""
        if element.get("aria-labelledby"):
            return (
                self.name(element) if any(self.ids.get(one) for one in element.get("aria-labelledby").split()) else ""
            )
        return element.get("aria-label", "").strip()

    def labels(self, field: HtmlElement) -> list[HtmlElement]:
        """The labels of a field: around it, or for its id."""
        around = [outer for outer in field.iterancestors("label") if outer.get("for") in (None, field.get("id"))]
        own = field.get("id")
        named = [label for label in self.all("label") if own and label.get("for") == own]
        return list({id(label): label for label in (*around, *named)}.values())

    def text(self, element: HtmlElement) -> str:
        """The words of an element as they are read out, on one line."""
        return " ".join(" ".join(self._words(element, top=True)).split())

    def seen(self, element: HtmlElement) -> str:
        """The words of an element as they are read by eye, without what is there for the ear alone."""
        return " ".join(" ".join(_seen(element)).split())

    def _words(self, element: HtmlElement, *, top: bool = False) -> Iterator[str]:
        if isinstance(element.tag, str) and (top or element.get("aria-hidden") != "true"):
            if element.tag == "img":
                yield element.get("alt", "")
            elif element.get("aria-label") and not top:
                yield element.get("aria-label", "")
            elif element.tag not in ("script", "style", "select", "textarea"):
                yield element.text or ""
                for inner in element:
                    yield from self._words(inner)
                    yield inner.tail or ""


def _seen(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag == "svg" or element.get("hidden") is not None:
        return
    if "visually-hidden" in element.get("class", "").split():
        return
    yield element.text or ""
    for inner in element:
        yield from _seen(inner)
        yield inner.tail or ""


def told(element: HtmlElement) -> str:
    """The start of an element as it was written, to find it by."""
    written = html.tostring(element, encoding="unicode", with_tail=False)
    return " ".join(written.split())[:140]
