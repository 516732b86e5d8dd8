"""Plain text out of what a list of events tells: no HTML, no scripts, no signs that do not print."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from wegwijzer.core.agenda.event import LONGEST_ADDRESS

_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_SILENT = frozenset({"script", "style", "head", "title", "template", "svg", "object", "iframe", "noscript", "textarea"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "section", "blockquote"}
)
_MOST_READ = 40_000
_TRICKY = frozenset("\u200b\u200c\u200d\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs without width, and those that turn the direction of writing around: they can make a text lie."""


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Text inside what is not shown is not read."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Read on after it."""
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep it."""
        if not self._silent:
            self.parts.append(data)


def plain_lines(text: str, longest: int) -> str:
    """A text of several lines: HTML taken out if it holds any, at most `longest` characters, no two empty lines.

    >>> plain_lines("<p>Kom <b>langs</b></p><script>alert(1)</script>", 100)
    'Kom langs'
    """
    text = text[:_MOST_READ]
    if _TAG.search(text):
        parser = _Words()
        parser.feed(text)
        parser.close()
        text = "".join(parser.parts)
    lines: list[str] = []
    for line in text.replace("\r", "\n").split("\n"):
        cleaned = one_line(line, longest)
        if cleaned or (lines and lines[-1]):
            lines.append(cleaned)
    return "\n".join(lines).strip()[:longest].rstrip()


def plain_line(text: str, longest: int) -> str:
    """A text of one line, HTML taken out."""
    return one_line(plain_lines(text, _MOST_READ).replace("\n", " "), longest)


def one_line(text: str, longest: int) -> str:
    """A text on one line, without signs that do not print or that turn others around."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text if sign not in _TRICKY)
    return " ".join(shown.split())[:longest].rstrip()


def web_address(text: str) -> str:
    """An http or https address without a name and password in it, or "" for anything else."""
    text = text.strip()
    if not text or len(text) > LONGEST_ADDRESS or any(not sign.isprintable() or sign in " <>\"'\\" for sign in text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host or parts.username is not None or port == 0:
        return ""
    return text
