"""How the documentation becomes a site: `make docs-site`. The pages stay plain Markdown that reads well without it.

The source folder is that of the whole project, so that the links between README.md, docs/ and the files of src/ are the
same in the site as beside the code. Nothing comes from outside: fonts, scripts and the search are in the site itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from menu import folder_links_mended, with_its_menu  # beside this file

from wegwijzer import __version__

project = "Wegwijzer"
author = "the Wegwijzer contributors"
copyright = "the Wegwijzer contributors, EUPL-1.2"
release = version = __version__

extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md"),
    *("src/wegwijzer/data/*/README.md", "tests/reference/*/README.md"),
]
exclude_patterns = [".*", "benchmarks", "build", "dist", "docs/site", "examples", "release", "var"]
source_suffix = {".md": "markdown"}

myst_enable_extensions = ["html_image"]
myst_heading_anchors = 4

nitpicky = True
language = "en"  # the menu and the search; pages for Dutch readers say so themselves
# A snippet may be a part of a file, or show dots for what is left out: then it is shown without colours.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"Wegwijzer {__version__}"
html_extra_path = ["extra"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
html_static_path: list[str] = []


def setup(app: object) -> None:
    """Let the pages for readers make the menu."""
    app.connect("source-read", with_its_menu)  # type: ignore[attr-defined]
    app.connect("source-read", folder_links_mended)  # type: ignore[attr-defined]
    app.connect("html-page-context", speak_its_language)  # type: ignore[attr-defined]


def speak_its_language(app: object, name: str, template: str, context: dict[str, object], tree: object) -> None:
    """Say in the page itself that a page for Dutch readers is Dutch, for whoever has it read out."""
    if name.startswith("docs/tutorials/nl/"):
        context["language"] = "nl"
