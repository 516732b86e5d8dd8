"""Look through a built site: nothing is fetched from outside, and the search is its own.

`python -m docs.site.inspecting FOLDER` prints one line a fault and ends with 2 when there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_FETCHED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "embed": "src", "object": "data"}
"""The attribute by which an element fetches something as soon as the page is shown; `a` and `form` wait for a click."""
_IN_STYLES = re.compile(r"(?:@import\s+|url\()\s*['\"]?((?:https?:)?//[^'\")\s]+)")
_OUTSIDE = re.compile(r"^(?:https?:)?//")
SEARCH = ("search.html", "searchindex.js")


class _Fetches(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        address = values.get(_FETCHED.get(tag, "")) if tag != "link" else values.get("href")
        if address and _OUTSIDE.match(address):
            self.found.append(address)


def faults(folder: Path) -> Iterator[str]:
    """What is wrong with the site in a folder, one sentence each."""
    for name in SEARCH:
        if not (folder / name).is_file():
            yield f"{name} is not there: expected a search that works without a server."
    for page in sorted(folder.rglob("*.html")):
        parser = _Fetches()
        parser.feed(page.read_text(encoding="utf-8"))
        yield from (f"{page.relative_to(folder)} fetches {address}: expected its own." for address in parser.found)
    for styles in sorted(folder.rglob("*.css")):
        text = styles.read_text(encoding="utf-8")
        yield from (
            f"{styles.relative_to(folder)} fetches {found}: expected its own." for found in _IN_STYLES.findall(text)
        )


if __name__ == "__main__":
    lines = list(faults(Path(sys.argv[1])))
    print("\n".join(lines) or "Nothing comes from outside.", file=sys.stderr if lines else sys.stdout)
    sys.exit(2 if lines else 0)
