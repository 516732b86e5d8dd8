"""`wegwijzer agenda`: checking a list, taking one in, and measuring."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.docs.pages import ROOT
from wegwijzer.cli.main import main
from wegwijzer.web.agenda.models import Feed, Listing
from wegwijzer.web.people.models import Desk

EXAMPLE = str(ROOT / "examples" / "events.csv")


def run(*arguments: str, text: str | None = None):
    return CliRunner().invoke(main, ["agenda", *arguments], input=text, prog_name="wegwijzer")


def test_a_list_is_checked_and_every_key_stands_on_the_page_of_contracts():
    found = json.loads(run("check", EXAMPLE, "--on", "2026-12-01", "--json").output)
    assert (found["told"], len(found["events"]), found["findings"]) == (3, 3, [])
    page = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    section = page.partition("## `wegwijzer agenda check --json`")[2].partition("\n## ")[0]
    assert [key for key in (*found, *found["events"][0]) if f"`{key}`" not in section] == []


@pytest.mark.parametrize(
    ("where", "text", "words"),
    [
        ("nergens.ics", None, "cannot be read"),
        ("-", "geen lijst", "kolommen"),
        ("http://127.0.0.1/agenda.ics", None, "openbare internet"),
        ("ftp://x.example/a.ics", None, "ftp"),
    ],
)
def test_what_is_no_list_is_one_line_and_status_2(where, text, words):
    result = run("check", where, text=text)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.django_db
def test_a_file_is_taken_in_once_and_an_address_is_followed():
    Desk.objects.create(name="Flanders' FOOD", organisation="flanders-food", kind=Desk.Kind.HELPER)
    first = json.loads(run("import", EXAMPLE, "--desk", "flanders-food", "--json").output)
    second = json.loads(run("import", EXAMPLE, "--desk", "flanders-food", "--json").output)
    assert first["new"] == second["same"] == Listing.objects.count()
    assert second["new"] == 0
    assert run("import", "https://organiser.example/a.ics", "--desk", "flanders-food").exit_code == 0
    assert Feed.objects.get().address == "https://organiser.example/a.ics"
    assert run("import", "http://", "--desk", "flanders-food").exit_code == 2
    assert run("import", EXAMPLE, "--desk", "niemand").exit_code == 2


def test_the_labelled_pairs_are_scored():
    found = json.loads(run("score", "--json").output)
    assert found["same"]["precision"] >= 0.95
    assert found["same"]["recall"] >= 0.85
