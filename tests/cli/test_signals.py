"""`wegwijzer signals` through its front door."""

from __future__ import annotations

import json

import pytest

from tests.docs.pages import ROOT

CLIENTS = str(ROOT / "examples" / "clients.csv")
TROUBLED = "a,10/15,-50,100\na,20/58,1000,1000\na,9901,-30,20\na,70,800,1000\n"
HEALTHY = "b,10/15,600,500\nb,20/58,1000,1000\nb,9901,80,70\nb,70,1000,1000\n"
HEADER = "entity,rubric,n,nm1\n"


@pytest.fixture
def signals(run, tmp_path):
    def command(text, *arguments, name="clients.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return run("signals", str(path), "--on", "2026-11-24", *arguments)

    return command


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_most_worrying_comes_first_with_its_lights(signals):
    found = read(signals(HEADER + HEALTHY + TROUBLED, "--json"))
    assert [entry["entity"] for entry in found] == ["a", "b"]
    assert found[0]["score"] > 50 > found[1]["score"]
    lights = {light["id"]: light for light in found[0]["lights"]}
    assert len(lights) == 12
    assert lights["solvency"]["status"] == "red"
    assert lights["solvency"]["value"] == -0.05
    assert lights["solvency"]["previous"] == 0.1
    assert lights["solvency"]["threshold"] == 0.15
    assert "−5 %" in lights["solvency"]["sentence"]
    assert lights["solvency"]["question"].endswith("?")
    assert lights["liquidity"]["status"] == "not_computable"
    assert lights["liquidity"]["missing"] == ["29/58", "29", "42/48", "492/3"]


def test_the_order_of_rows_does_not_matter(signals):
    one = read(signals(HEADER + TROUBLED + HEALTHY, "--json"))
    other = read(signals(HEADER + HEALTHY + "".join(reversed(TROUBLED.splitlines(keepends=True))), "--json"))
    assert one == other


def test_long_and_wide_say_the_same(signals):
    long = read(signals(HEADER + TROUBLED, "--json"))
    wide = "entity;10/15;10/15_nm1;20/58;20/58_nm1;9901;9901_nm1;70;70_nm1\na;-50;100;1000;1000;-30;20;800;1000\n"
    assert read(signals(wide, "--json")) == long


def test_a_short_year_is_scaled_and_said_so(signals):
    wide = "entity,70,70_nm1,months,months_nm1\na,500,1000,6,12\n"
    [entry] = read(signals(wide, "--json", "--lang", "en"))
    assert {light["id"]: light["value"] for light in entry["lights"]}["falling-sales"] == 0
    assert any("6 months" in note for note in entry["notes"])


def test_a_broken_sum_is_a_note_and_nothing_is_repaired(signals):
    wide = "entity,20/58,10/49,10/15,16,17/49\na,1000,990,400,0,590\n"
    [entry] = read(signals(wide, "--json", "--lang", "en"))
    assert any("20/58" in note and "10/49" in note for note in entry["notes"])
    assert {light["id"]: light["value"] for light in entry["lights"]}["solvency"] == 0.4


def test_bad_cells_are_told_and_the_rest_goes_through(signals):
    result = signals(HEADER + TROUBLED + "c,10/15,veel,5\nc,20/58,100,100\n" + HEALTHY, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {entry["entity"] for entry in found} == {"a", "b", "c"}
    assert "veel" in result.stderr
    assert ":6" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("text", ["", "no,header\n1,2\n", "\x00\x01\x02"])
def test_a_file_without_accounts_is_refused_in_one_line_a_fault(signals, text):
    result = signals(text, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "clients.csv" in result.stderr


def test_a_file_that_is_not_there_is_refused(run):
    result = run("signals", "nowhere.csv")
    assert result.exit_code == 2
    assert "nowhere.csv" in result.stderr


@pytest.mark.parametrize(("language", "word"), [("nl", "Vraag:"), ("en", "Ask:"), ("fr", "À demander :")])
def test_people_read_a_list_of_clients_with_questions(run, language, word):
    result = run("signals", CLIENTS, "--on", "2026-11-24", "--lang", language)
    assert result.exit_code == 0
    assert result.stdout.index("klant 17") < result.stdout.index("klant 58") < result.stdout.index("klant 41")
    assert word in result.stdout


def test_the_rules_are_those_of_the_day(signals):
    """Until 2019 the companies code knew half the capital for every company; since 2020 only for an nv (WVV 7:228)."""
    wide = "entity,10/15,20,10,9904,legal_form\na,20000,0,61500,5,bv\n"

    def status(day):
        [entry] = read(signals(wide, "--json", "--on", day))
        return {light["id"]: light["status"] for light in entry["lights"]}["net-assets"]

    assert (status("2018-06-01"), status("2026-06-01")) == ("red", "green")
