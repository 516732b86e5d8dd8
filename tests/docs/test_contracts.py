"""docs/contracts.md names every key that a command prints as JSON."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from tests.docs.pages import ROOT
from wegwijzer.cli.main import main

TEXT = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
BY_ID = {"facts", "documented", "rules", "lights", "values", "definitions", "definition_intervals", "moved"}
"""Keys whose value is a mapping by id, or of what was researched: its own keys are no part of the contract."""


def keys_in(data: object) -> set[str]:
    if isinstance(data, list):
        return {key for item in data for key in keys_in(item)}
    if not isinstance(data, dict):
        return set()
    below = [
        value for key, value in data.items() if key != "documented" and not (key in BY_ID and isinstance(value, dict))
    ]
    facts = data.get("facts")
    below += list(facts.values()) if isinstance(facts, dict) else []
    return set(data) | {key for value in below for key in keys_in(value)}


def printed(*arguments: str) -> object:
    result = CliRunner().invoke(main, arguments, prog_name="wegwijzer")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture
def receipt(tmp_path):
    path = tmp_path / "receipt.json"
    baker = str(ROOT / "examples" / "baker.yaml")
    printed("advise", "--firm", baker, "--on", "2026-11-24", "--receipt", str(path), "--json")
    return str(path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", "--firm", "baker.yaml", "--need", "onze verpakking scheurt", "--on", "2026-11-24"),
        ("size", "--firm", "weaver.yaml", "--on", "2026-11-24"),
        ("support", "plans/coating.yaml", "--on", "2026-11-30"),
        ("signals", "clients.csv", "--on", "2026-11-24"),
        ("duties", "duties/after-approval.yaml", "--on", "2026-11-24"),
        ("table", "synthetic-cooperation.csv", "--rows", "suppliers", "--cols", "innovation", "--min-count", "2"),
        ("pyramid", "synthetic-survey.csv", "--by", "size"),
        ("scan", "firms.csv", "--amounts", "--on", "2026-11-30"),
        ("search", "verpakking"),
        ("cluster", "needs.jsonl"),
        ("catalogue", "list", "--on", "2026-11-24"),
        ("catalogue", "show", "kmo-portefeuille", "--on", "2026-11-24"),
        ("catalogue", "diff", "kmo-portefeuille", "2019-12-31", "2020-01-01"),
    ],
    ids=lambda arguments: " ".join(word for word in arguments[:2] if "-" not in word),
)
def test_every_key_that_is_printed_is_on_the_page(arguments, monkeypatch):
    monkeypatch.chdir(ROOT / "examples")
    section = _section(arguments)
    unknown = {key for key in keys_in(printed(*arguments, "--json")) if key not in section}
    assert unknown == set()


def test_every_key_of_a_replay_is_on_the_page(receipt):
    assert keys_in(printed("receipt", "replay", receipt, "--json")) <= _section(("receipt", "replay"))


def test_every_key_of_the_register_of_enterprises_is_on_the_page(tmp_path):
    folder = ("--registers", str(tmp_path), "--json")
    loaded = CliRunner().invoke(main, ["load", "kbo", str(ROOT / "examples" / "kbo"), *folder])
    assert keys_in(json.loads(loaded.stdout)) <= _section(("load", "kbo"))
    for firm in ("0200.000.142", "0200.000.241", "bakkerij"):
        assert keys_in(printed("firm", firm, *folder)) <= _section(("firm", firm))


def test_every_key_of_the_report_tables_is_on_the_page(tmp_path):
    out = str(tmp_path / "out")
    section = _section(("report", "tables"))
    assert keys_in(printed("report", "tables", "--out", out, "--json")) <= section
    for path in sorted((tmp_path / "out").glob("table-*.json")):
        assert keys_in(json.loads(path.read_text(encoding="utf-8"))) <= section


def _section(arguments: tuple[str, ...]) -> set[str]:
    """The words in backticks under the command's heading; `firm.facts` counts as both its parts."""
    names = [" ".join(arguments[:count]) for count in (1, 2)]
    sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)
    found = [text for text in sections for name in names if text.startswith(f"`wegwijzer {name} --json`")]
    assert len(found) == 1, arguments
    words = {word for code in re.findall(r"`([^`]+)`", found[0]) for word in code.split(".")}
    if arguments[:2] == ("catalogue", "show"):
        words |= _section(("catalogue", "list"))
    return words
