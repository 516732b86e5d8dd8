"""Parts of a page that sound like another language than they say (3.1.2), told by their small words.

No law for every page: what visitors write is in whatever language they write. The audit looks at what this tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tests.web.html_laws.page import Page, told

_NL = "de het een en van u uw voor met dat die niet is zijn op aan bij te of ook wordt welke als naar om uit wij"
_EN = "the a an and of you your for with that this not is are on to or as by from which it be we our at"
_FR = "le la les un une et de des du vous votre vos pour avec que qui ne pas est sont sur à ou aux dans par il nous"
_SMALL_WORDS = {language: words.split() for language, words in (("nl", _NL), ("en", _EN), ("fr", _FR))}
_SHORTEST = 6
_BLOCKS = (
    "p",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "summary",
    "label",
    "legend",
    "figcaption",
    "caption",
    "a",
)


def foreign_parts(page: Page) -> Iterator[str]:
    """Blocks of six words or more whose small words are those of another language."""
    for block in page.heard(*_BLOCKS):
        if any(
            inner.tag in _BLOCKS for inner in block.iterdescendants() if isinstance(inner.tag, str) and inner.tag != "a"
        ):
            continue
        words = re.findall(r"[a-zà-ÿ]+", page.text(block).lower())
        if len(words) < _SHORTEST:
            continue
        counts = {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}
        said = _language(block)
        best = max(counts, key=lambda language: counts[language])
        marked = any(inner.get("lang") == best for inner in block.iterdescendants() if isinstance(inner.tag, str))
        if best != said and not marked and counts[best] >= max(3, 2 * counts.get(said, 0)):
            yield f"sounds {best}, says {said}: {told(block)}"


def _language(block: HtmlElement) -> str:
    element: HtmlElement | None = block
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang")).split("-")[0]
        element = element.getparent()
    return ""
