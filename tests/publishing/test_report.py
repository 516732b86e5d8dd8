"""The report on paper: tagged, in the reader's language, every picture with a text and its figures."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.publishing.results import RISKY, cross_table, pyramid
from wegwijzer.core.errors import InputError
from wegwijzer.core.survey.publication import Axis, Category
from wegwijzer.publishing.report import file_bytes


def read(result) -> PdfReader:
    return PdfReader(BytesIO(file_bytes(result)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(reader: PdfReader) -> list[tuple[str, str]]:
    """Every tag of the document, in reading order, with its text alternative."""
    found: list[tuple[str, str]] = []

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def with_groups(result, count: int):
    """The result with so many groups, each with the figures of all firms."""
    cube = result.cube("pyramid")
    groups, segments = cube.axes
    added = tuple(Category(f"g{number}", f"Division {number} of the survey") for number in range(count))
    figures = {
        (group.id, segment.id): cube.figures[("_T", segment.id)]
        for group in (groups.categories[0], *added)
        for segment in segments.categories
    }
    many = replace(cube, axes=(replace(groups, categories=(groups.categories[0], *added)), segments), figures=figures)
    many = replace(many, hidden=frozenset())
    return replace(result, cubes=tuple(many if each is cube else each for each in result.cubes))


@pytest.mark.parametrize(("language", "code"), [("nl", "nl-BE"), ("en", "en-GB"), ("fr", "fr-BE")])
def test_it_is_tagged_titled_and_says_its_language(language, code):
    reader = read(pyramid(language))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == code
    assert reader.metadata.title == pyramid(language).title


def test_every_picture_has_a_text_in_its_place_and_a_table_after_it():
    found = tags(read(pyramid("en")))
    kinds = [kind for kind, _ in found]
    pictures = [alt for kind, alt in found if kind == "/Figure"]
    assert len(pictures) == 6
    assert all("%" in alt for alt in pictures)
    assert pictures[0].startswith("Pyramid in five layers. From the top: front-runners (koplopers) 8.7 %")
    for place, kind in enumerate(kinds):
        if kind == "/Figure":
            assert "/Table" in kinds[place:]
    assert kinds.count("/Table") >= 7


def test_it_tells_the_rows_used_the_undecided_the_bounds_and_what_is_hidden():
    text = text_of(read(pyramid("en")))
    assert "Used: 240 of the 240 rows, which stand for 3,000 firms; 30 rows are undecided." in text
    assert "bounds" in text
    assert "Cells of fewer than 5 rows are not shown" in text
    assert "hidden" in text


def test_a_report_without_a_smallest_count_warns_before_it_is_published():
    assert "Do not publish it before you have checked" in text_of(read(pyramid("en", min_count=0)))


def test_warnings_stand_before_the_figures():
    result = replace(pyramid("en"), warnings=("Not comparable with surveys before 2018.",))
    text = text_of(read(result))
    assert text.index("Not comparable with surveys before 2018.") < text.index("The pyramid")


def test_hidden_figures_are_not_in_the_file():
    open_, closed = pyramid("en", min_count=0), pyramid("en")
    shown = text_of(read(closed))
    hidden = closed.cube("pyramid").hidden
    assert hidden
    for key in hidden:
        interval = open_.cube("pyramid").figures[key]
        low, high = interval["ci_low"].text, interval["ci_high"].text
        assert f"{low} – {high}" not in shown


def test_many_groups_go_over_several_pages():
    result = with_groups(pyramid("en"), 60)
    many = read(result)
    assert len(many.pages) > 5
    text = text_of(many)
    assert all(text.count(f"Division {number} of the survey") >= 2 for number in range(60))


def test_signs_that_mean_something_to_the_typesetter_are_plain_text():
    result = pyramid("en")
    cube = result.cube("pyramid")
    groups = Axis("group", RISKY, tuple(Category(item.id, RISKY) for item in cube.axes[0].categories))
    cubes = tuple(replace(cube, axes=(groups, cube.axes[1])) if each is cube else each for each in result.cubes)
    assert '#panic("x")' in text_of(read(replace(result, cubes=cubes)))


def test_only_a_pyramid_is_printed():
    with pytest.raises(InputError, match="no printed report"):
        file_bytes(cross_table())
