"""The menu of the site, and what differs between pages in a folder and pages of a site.

The pages in docs/readers are lists of links for one kind of reader each. The menu is made from them, so that no list is
kept twice: a page stands under the first reader whose page links to it, and what nobody links to stands under the
developer's, so that a new page is never lost.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FRONT = "docs/index"
READERS = tuple(
    f"docs/readers/{name}"
    for name in ("entrepreneur", "first-line-contact", "adviser", "editor", "analyst", "operator", "developer")
)
LAST = READERS[-1]
FOLDERS = {"docs/decisions": "docs/readers/developer"}
"""Where a link to a folder leads in the site; a link to another folder becomes its text."""

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")


def pages_of(reader: str, known: set[str]) -> list[str]:
    """The pages that a reader's page links to, in its order, each once."""
    place = ROOT / f"{reader}.md"
    found: dict[str, None] = {}
    for match in _LINK.finditer(place.read_text(encoding="utf-8")):
        path = (place.parent / match["target"].partition("#")[0]).resolve()
        name = path.relative_to(ROOT).with_suffix("").as_posix() if path.is_relative_to(ROOT) else ""
        if name in known and name not in (FRONT, *READERS):
            found[name] = None
    return list(found)


def menu(known: set[str]) -> dict[str, list[str]]:
    """By page, what stands under it in the menu."""
    taken: set[str] = set()
    under = {FRONT: [reader for reader in READERS if reader in known]}
    for reader in READERS:
        under[reader] = [page for page in pages_of(reader, known) if page not in taken]
        taken.update(under[reader])
    under[LAST] += sorted(known - taken - {FRONT, *READERS})
    return under


def with_its_menu(app: Any, name: str, source: list[str]) -> None:
    """Put what stands under a page in the menu at its end, unseen."""
    entries = menu(set(app.env.found_docs)).get(name)
    if entries:
        lines = "\n".join(f"/{entry}" for entry in entries)
        source[0] += f"\n\n```{{toctree}}\n:hidden:\n\n{lines}\n```\n"


def folder_links_mended(app: Any, name: str, source: list[str]) -> None:
    """Lead a link to a folder to the page that lists what is in it, or leave its text alone."""
    place = ROOT / f"{name}.md"

    def mended(match: re.Match[str]) -> str:
        path = (place.parent / match["target"]).resolve()
        if not path.is_dir():
            return match[0]
        page = FOLDERS.get(path.relative_to(ROOT).as_posix())
        return f"[{match['text']}](/{page}.md)" if page else match["text"]

    source[0] = _LINK.sub(mended, source[0])
