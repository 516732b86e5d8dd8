"""`wegwijzer duties`: the days of a plan, as text, JSON and calendar; and every fault of a plan in one line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from tests.docs.pages import ROOT
from wegwijzer.cli.main import main

EXAMPLE = str(ROOT / "examples" / "duties" / "after-approval.yaml")


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(main, ["duties", *arguments], input=given)


def test_each_duty_says_by_when_how_it_was_counted_and_by_whose_word():
    told = " ".join(run(EXAMPLE, "--on", "2026-03-20", "--lang", "en").output.split())
    assert "! By 16 March 2026 (PAST): Apply in the web application of the kmo-portefeuille." in told
    assert "14 days after the start (2 March 2026)" in told
    assert "That is no working day. Do it by 3 April 2026 and you are surely in time." in told
    assert "✓ By 31 January 2026 (done): Report the project or programme to BELSPO." in told
    assert "Until which day do invoices count, and must they be paid by then?" in told


def test_json_holds_the_days_and_the_questions():
    data = json.loads(run(EXAMPLE, "--on", "2026-03-20", "--json").output)
    request = data["measures"][0]["duties"][0]
    assert (request["day"], request["is_past"], request["confidence"]) == ("2026-03-16", True, "high")
    assert data["measures"][0]["open"][0] == {
        "id": "pay-through",
        "what": "Betaal de factuur van de dienstverlener via de kmo-portefeuille, nooit eerst rechtstreeks.",
        "missing": None,
        "why": "De bron zegt dat het moet, maar niet tegen wanneer.",
    }


def test_a_second_file_changes_the_entries_of_the_first(tmp_path):
    one, other = tmp_path / "one.ics", tmp_path / "other.ics"
    assert run(EXAMPLE, "--ics", str(one)).exit_code == 0
    text = (
        (ROOT / "examples" / "duties" / "after-approval.yaml")
        .read_text(encoding="utf-8")
        .replace("2026-03-02", "2026-03-09")
    )
    assert run("-", "--ics", str(other), given=text).exit_code == 0
    before, after = (
        {str(event["uid"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        for path in (one, other)
    )
    assert set(before) == set(after)
    moved = {uid for uid in before if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt}
    assert len(moved) == 1
    assert all(before[uid]["sequence"] <= after[uid]["sequence"] for uid in before)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("name: x\nmeasures:\n- measure: kmo-portefeuile\n", 'Did you mean "kmo-portefeuille"?'),
        ("name: x\nmeasures:\n- measure: kmo-portefeuille\n  start: 2026-02-30\n", "is no day"),
        ("name: x\nmeasures:\n- measure: kmo-portefeuille\n  start: 1999-01-01\n", "from 2012-01-01 to 2060-12-31"),
        ("name: x\nmeasures:\n- measure: kmo-portefeuille\n  start: 2999-01-01\n", "from 2012-01-01 to 2060-12-31"),
        ("name: x\nmeasures:\n- measure: led\n  start: 2020-02-02\n  end: 2020-01-01\n", "lies before the start"),
        ("name: x\nmeasures:\n- measure: led\n- measure: led\n", "twice with the same title"),
        ("name: x\nmeasures:\n- measure: led\n  done: [report]\n", "no duty of it is documented"),
        ("name: x\nmeasures: []\n", "at least one entry"),
        ("name: x\nmeasures:\n- measure: led\n  startt: 2020-01-01\n", 'Did you mean "start"?'),
        (f"name: {'x' * 200}\nmeasures:\n- measure: led\n", "at most 120 characters"),
        ("[1, 2", "is not valid"),
    ],
)
def test_a_wrong_plan_is_refused_in_one_line_and_nothing_is_written(plan, told, tmp_path):
    result = run("-", "--ics", str(tmp_path / "x.ics"), given=plan)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_calendar_that_cannot_be_written_is_told(tmp_path):
    result = run(EXAMPLE, "--ics", str(tmp_path / "none" / "x.ics"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
