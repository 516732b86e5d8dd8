"""Every snippet of the documentation runs, and prints what the page says."""

from __future__ import annotations

import shutil

import pytest

from tests.docs.pages import PAGES, ROOT, Block, blocks
from tests.docs.running import Ran, ScratchCopy, missing_lines, run_here

LANGUAGES = {"console", "python", "yaml", "toml", "html", "json", "sh", "text", "mermaid", "markdown"}


def ids(pages):
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in pages]


WITH_STEPS = [page for page in PAGES if any(block.needs_a_copy for block in blocks(page))]
WITH_SNIPPETS = [
    page
    for page in PAGES
    if page not in WITH_STEPS and any(block.language in ("console", "python") for block in blocks(page))
]


def check(block: Block, results: list[Ran]) -> None:
    wanted = int(block.options.get("exit", "0"))
    for ran in results:
        expected = wanted if ran is results[-1] else 0
        assert ran.status == expected, f"{block}: {ran.command} ended with {ran.status}:\n{ran.output[-3000:]}"
        assert missing_lines(ran) == [], f"{block}: {ran.command} printed:\n{ran.output[:6000]}"


@pytest.mark.parametrize("page", ids(PAGES))
def test_every_block_says_what_it_is(page):
    assert [str(block) for block in blocks(page) if block.language not in LANGUAGES] == []


@pytest.mark.parametrize("page", ids(WITH_SNIPPETS))
def test_the_snippets_of_a_page_run(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    names: dict[str, object] = {"__name__": "snippet"}
    for block in blocks(page):
        if "file" in block.options:
            (tmp_path / block.options["file"]).write_text(f"{block.text}\n", encoding="utf-8")
        elif block.language == "console":
            check(block, list(run_here(block, tmp_path)))
        elif block.language == "python" and "alone" not in block.options:
            monkeypatch.chdir(tmp_path)
            exec(compile(block.text, str(block), "exec"), names)  # noqa: S102
            monkeypatch.undo()


@pytest.mark.parametrize("page", ids(WITH_STEPS))
def test_the_steps_of_a_how_to_page_work_on_a_copy(page, tmp_path):
    copy = ScratchCopy(tmp_path)
    code = ""
    for block in blocks(page):
        if block.edits:
            copy.edit(block)
        elif block.language == "console":
            check(block, list(copy.run(block)))
        elif block.language == "python" and "alone" not in block.options:
            code += block.text + "\n"
            check(block, [copy.run_python(code)])
