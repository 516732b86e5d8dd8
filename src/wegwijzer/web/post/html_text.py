"""The text of an HTML mail, without the history that mail programs mark as such."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_UNCLOSED = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A "<" before which no tag ends: Python's parser looks for the end of each anew, and takes hours for a megabyte."""
_HIDDEN = frozenset({"script", "style", "head", "title", "blockquote", "template", "noscript"})
_BLOCKS = frozenset({"p", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "pre"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source", "embed", "track"}
)
_HISTORY_CLASSES = frozenset(
    {"gmail_quote", "gmail_quote_container", "gmail_attr", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"}
)
_SIGNATURE_CLASSES = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block"})
_HISTORY_STARTS = frozenset(
    {"divRplyFwdMsg", "appendonsend", "x_divRplyFwdMsg", "mail-editor-reference-message-container"}
)


def html_text(html: str) -> str:
    """The words of an HTML mail, a line for each line on the screen."""
    reader = _Reader()
    reader.feed(_UNCLOSED.sub("&lt;", html))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.found).split("\n")]
    return "\n".join(lines).strip()


class _Reader(HTMLParser):
    """Collects text. What stands inside a quotation is left out, and everything after Outlook's mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[str] = []
        self._open_by_tag: Counter[str] = Counter()
        self._hidden_from: int | None = None
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or a part that is left out."""
        given = {name: value or "" for name, value in attrs}
        if given.get("id") in _HISTORY_STARTS:
            self._is_over = True
        if tag == "br" or tag == "blockquote" or tag in _BLOCKS:
            self._add("\n")
        if tag in _VOID:
            return
        self._open.append(tag)
        self._open_by_tag[tag] += 1
        classes = set(given.get("class", "").split())
        if self._hidden_from is None and (tag in _HIDDEN or classes & (_HISTORY_CLASSES | _SIGNATURE_CLASSES)):
            self._hidden_from = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        """End what is open, and what was left open inside it; one that was never opened counts for nothing."""
        if not self._open_by_tag[tag]:
            return
        closed = ""
        while closed != tag:
            closed = self._open.pop()
            self._open_by_tag[closed] -= 1
        if self._hidden_from is not None and len(self._open) < self._hidden_from:
            self._hidden_from = None
        if tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        """Text; line breaks in the source are spaces on the screen."""
        self._add(" ".join(data.split("\n")))

    def _add(self, text: str) -> None:
        if self._hidden_from is None and not self._is_over:
            self.found.append(text)
