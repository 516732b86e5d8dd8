"""The documentation as tests read it: pages, fenced blocks and links.

A fenced block says in its first line what is to be done with it:

- `console`: lines that begin with `$ ` are run, and what follows each must occur in its output in that order; a line
  of three dots skips some. `exit=2` after it: the last command must end so.
- `python`: run; the blocks of a page share their names. `python alone`: shown, not run.
- `file=PATH`, `append=PATH`: written to, or added at the end of, a file of a scratch copy of the project.
- `after=PATH line=TEXT`, `replace=PATH line=TEXT`: put after, or in place of, the one line that begins with the text.

A page with one of these that changes the project runs all its blocks, in order, in such a copy.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
EDITS = ("file", "append", "after", "replace")

_FENCE = re.compile(r"(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<text>.*?)\n?(?P=indent)```", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)|<(?:img|a)\b[^>]*\b(?:src|href)=\"(?P<source>[^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, the options after it, its text, and the line where it starts."""

    page: Path
    line: int
    language: str
    options: dict[str, str]
    text: str

    @property
    def edits(self) -> bool:
        """Whether it changes a file of the scratch copy."""
        return any(kind in self.options for kind in EDITS)

    @property
    def needs_a_copy(self) -> bool:
        """Whether it changes the project, or only writes a file beside the examples."""
        return self.edits and "/" in next(self.options[kind] for kind in EDITS if kind in self.options)

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        language, *rest = shlex.split(match["info"]) or [""]
        options = dict((word.split("=", 1) if "=" in word else (word, "")) for word in rest)
        content = "\n".join(line.removeprefix(match["indent"]) for line in match["text"].split("\n"))
        found.append(Block(page, text.count("\n", 0, match.start()) + 1, language, options, content))
    return found


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links and pictures, those in code left out."""
    yield from (match["target"] or match["source"] for match in _LINK.finditer(_without_code(page)))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    titles = (match["title"] for match in _HEADING.finditer(_FENCE.sub("", page.read_text(encoding="utf-8"))))
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def table_after(page: Path, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without its head; cells without backticks."""
    _, _, below = page.read_text(encoding="utf-8").partition(f"# {heading}\n")
    rows = []
    for line in below.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def _without_code(page: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
