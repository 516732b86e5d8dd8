"""The menu of the documentation site loses no page, and an inspection finds what would be fetched from outside."""

from __future__ import annotations

import pytest

from docs.site.inspecting import faults
from docs.site.menu import FRONT, LAST, READERS, folder_links_mended, menu, pages_of
from tests.docs.pages import PAGES, ROOT, links

LARGEST_PICTURE = 200_000
"""Bytes: a picture of two screens with its colours counted is well below."""

KNOWN = {page.relative_to(ROOT).with_suffix("").as_posix() for page in PAGES}


def test_every_page_stands_once_in_the_menu():
    under = menu(KNOWN)
    placed = [page for pages in under.values() for page in pages]
    assert sorted(placed) == sorted(KNOWN - {FRONT})
    assert under[FRONT] == list(READERS)


def test_a_page_that_nobody_links_to_stands_under_the_last_reader():
    assert "docs/how-to/something-new" in menu(KNOWN | {"docs/how-to/something-new"})[LAST]


def test_every_picture_is_shown_and_small():
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    shown = {link.rpartition("/")[2] for link in links(ROOT / "docs" / "pictures.md")}
    assert shown == set(pictures)
    assert max(pictures.values()) < LARGEST_PICTURE


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_finds_a_lesson_and_something_to_do_and_to_look_up(reader):
    names = pages_of(reader, KNOWN)
    assert any("/tutorials/" in name for name in names)
    assert len(names) >= 4


def test_a_link_to_a_folder_becomes_words_or_leads_to_its_list():
    source = [
        "[Examples](../examples) and [decisions](decisions), [one](decisions/0001-three-valued-logic-and-bands.md)"
    ]
    folder_links_mended(None, "docs/index", source)
    assert source[0].startswith("Examples and [decisions](/docs/readers/developer.md), [one](decisions/0001")


def test_what_a_site_would_fetch_from_outside_is_told(tmp_path):
    (tmp_path / "page.html").write_text(
        '<a href="https://fine.example">fine</a><script src="https://far.example/a.js"></script>'
        '<link rel="stylesheet" href="//far.example/b.css"><img src="own.png">',
        encoding="utf-8",
    )
    (tmp_path / "c.css").write_text(
        '@import "https://far.example/d.css"; p { background: url(own.png) }', encoding="utf-8"
    )
    told = "\n".join(faults(tmp_path))
    for name in ("a.js", "b.css", "d.css", "search.html", "searchindex.js"):
        assert name in told
    assert "fine.example" not in told
    assert "own.png" not in told
