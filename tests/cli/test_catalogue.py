"""`wegwijzer catalogue`: check, list, show and diff for any day since 2012."""

import json
import shutil

import pytest

from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder


def test_check_counts_what_it_read(run):
    result = run("catalogue", "check")
    assert result.exit_code == 0, result.stderr
    assert "No faults: 32 measures with 71 periods" in result.stdout
    assert "86 organisations" in result.stdout


def test_check_reports_every_fault_of_a_folder_at_once(run, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(shipped_folder(), folder)
    path = folder / "measures" / "led" / "measure.yaml"
    path.write_text(path.read_text().replace("level: flemish", "levle: flemish", 1))
    (folder / "measures" / "vis" / "measure.yaml").write_text("a: [")
    result = run("catalogue", "check", "--folder", str(folder))
    assert result.exit_code == 2
    assert 'levle: unknown key. Did you mean "level"?' in result.stderr
    assert "measures/vis/measure.yaml" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_reports_a_case_that_comes_out_otherwise(run, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(shipped_folder(), folder)
    path = folder / "measures" / "led" / "cases.yaml"
    path.write_text(path.read_text().replace("expect: met", "expect: not_met", 1))
    result = run("catalogue", "check", "--folder", str(folder))
    assert result.exit_code == 2
    assert "measures/led/cases.yaml:" in result.stderr
    assert "Expected: not_met." in result.stderr


def test_check_reports_a_road_that_leads_to_a_measure_that_is_not_there(run, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(shipped_folder(), folder)
    path = folder / "roads" / "shelf-life.yaml"
    path.write_text(path.read_text().replace("- to: ", "- to: nowhere-", 1))
    result = run("catalogue", "check", "--folder", str(folder))
    assert result.exit_code == 2
    assert "roads/shelf-life.yaml" in result.stderr
    assert "nowhere-" in result.stderr


def test_list_gives_what_a_day_covers(run):
    before = {row["id"] for row in json.loads(run("catalogue", "list", "--on", "2015-10-01", "--json").stdout)}
    today = {row["id"] for row in json.loads(run("catalogue", "list", "--on", "2026-11-24", "--json").stdout)}
    assert "kmo-innovatieproject" in before - today
    assert "ontwikkelingsproject" in today - before
    assert "measures on 2015-10-01" in run("catalogue", "list", "--on", "2015-10-01").stdout


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_show_works_for_every_period_of_every_measure(run, language):
    for measure in shipped_catalogue().measures.values():
        for version in measure.versions:
            on = max(version.period.valid_from.isoformat(), "2012-01-01")
            result = run("catalogue", "show", measure.id, "--on", on, "--lang", language)
            assert result.exit_code == 0, result.stderr
            assert str(version.source) in result.stdout


def test_a_day_that_no_period_covers_names_the_periods_and_never_the_nearest(run):
    result = run("catalogue", "show", "kmo-innovatieproject", "--on", "2018-01-01")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "no period covers 2018-01-01" in result.stderr
    assert "2013-01-01 – 2017-12-31" in result.stderr


def test_an_unknown_measure_names_the_nearest(run):
    result = run("catalogue", "show", "kmo-portefuille")
    assert result.exit_code == 2
    assert "kmo-portefeuille" in result.stderr


def test_diff_tells_rates_and_ceilings_apart_in_time(run):
    rates = run("catalogue", "diff", "kmo-portefeuille", "2019-11-30", "2019-12-01").stdout
    assert "- 30 tot 40 %" in rates
    assert "+ 20 tot 30 %" in rates
    ceiling = run("catalogue", "diff", "kmo-portefeuille", "2019-12-31", "2020-01-01").stdout
    assert "15.000 euro" in ceiling
    assert "7.500 euro" in ceiling
    same = run("catalogue", "diff", "kmo-portefeuille", "2020-01-01", "2020-06-01").stdout
    assert "Nothing changed" in same


def test_diff_wants_days(run):
    result = run("catalogue", "diff", "led", "yesterday", "2016-01-01")
    assert result.exit_code == 2
    assert "is no day" in result.stderr
