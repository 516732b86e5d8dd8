"""Every relative link leads somewhere; nothing in the documentation is tied to one machine or left to be written."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import PAGES, ROOT, anchors, links

ALL_PAGES = [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES]
EXPECTED = {
    *(f"docs/{name}.md" for name in ("architecture", "commands", "contracts", "glossary", "measures", "settings")),
    *(
        f"docs/how-to/add-{what}.md"
        for what in ("a-measure", "a-criterion", "a-fact", "a-page", "a-language", "an-organisation")
    ),
}
FORBIDDEN = re.compile(r"\bTODO\b|\bFIXME\b|\bTBD\b|lorem ipsum|/(?:home|root|Users|work)/|\bC:\\|\bfile://")


def test_the_pages_that_must_be_there_are_there():
    assert {str(page.relative_to(ROOT)) for page in PAGES} >= EXPECTED


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_relative_link_leads_somewhere(page):
    broken = []
    for target in links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        if not place.exists() or (anchor and place.suffix == ".md" and anchor not in anchors(place)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", ALL_PAGES)
def test_a_page_has_one_title_and_no_loose_ends(page):
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert FORBIDDEN.findall(text) == []


def test_decisions_are_numbered_without_gaps_and_say_the_same_things():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        number = int(page.name[:4])
        assert text.startswith(f"# {number}. "), page.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Status", "Consequences"], page.name


def test_what_the_code_says_of_the_documentation_exists():
    named = {
        match
        for path in sorted((ROOT / "src").rglob("*.py"))
        for match in re.findall(r"docs/[\w/-]+\.md", path.read_text(encoding="utf-8"))
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
