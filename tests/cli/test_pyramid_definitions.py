"""Other definitions beside the pyramid, through the front door: own columns, maps, figures, files and text."""

from __future__ import annotations

import csv
import json

import pytest

from tests.docs.pages import ROOT
from wegwijzer.core.pyramid.answers import DEFINITION_QUESTIONS
from wegwijzer.core.pyramid.definitions import DEFINITIONS

SURVEY = ROOT / "examples" / "synthetic-survey.csv"
DESIGN = ("--weight", "weight", "--strata", "stratum", "--fpc", "fpc")


@pytest.fixture
def survey(tmp_path):
    """The synthetic survey with columns added: a function of the number of the row gives each cell."""

    def write(**columns):
        with SURVEY.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        path = tmp_path / "survey.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, [*rows[0], *columns])
            table.writeheader()
            for number, row in enumerate(rows):
                table.writerow(row | {name: cell(number) for name, cell in columns.items()})
        return str(path)

    return write


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def by_id(found):
    return {item["id"]: item for item in found["by_definition"]}


ALL_ANSWERS = {
    name: (lambda number, place=place: str((number >> place) % 2)) for place, name in enumerate(DEFINITION_QUESTIONS)
}


def test_every_definition_is_told_where_the_survey_has_all_answers(run, survey):
    found = read(run("pyramid", survey(**ALL_ANSWERS), *DESIGN, "--min-count", "0", "--json"))
    assert list(by_id(found)) == list(DEFINITIONS)
    for item in found["by_definition"]:
        assert item["lacks"] == []
        assert item["n_met"] + item["n_not_met"] + item["n_open"] == found["n"]
        assert item["share"] is not None
        assert [layer["layer"] for layer in item["layers"]] in (
            [],
            [*(segment["id"] for segment in found["segments"]), "undecided"],
        )
    for layer in by_id(found)["eurostat"]["layers"][:5]:
        on_rung = next(segment for segment in found["segments"] if segment["id"] == layer["layer"])
        assert layer["n_met"] + layer["n_not_met"] + layer["n_open"] == on_rung["n"]


def test_the_old_key_holds_the_same_shares(run, survey):
    found = read(run("pyramid", survey(**ALL_ANSWERS), *DESIGN, "--json"))
    assert set(found["definitions"]) == {"eurostat", "eurostat_2018", "pyramid"}
    assert found["definitions"] == {name: by_id(found)[name]["share"] for name in found["definitions"]}


def test_a_definition_that_cannot_be_told_names_what_it_needs(run):
    found = by_id(read(run("pyramid", str(SURVEY), *DESIGN, "--json")))
    assert found["profile_6"]["lacks"] == ["potential"]
    assert found["profile_6"]["share"] is None
    assert found["profile_6"]["layers"] == []
    shown = run("pyramid", str(SURVEY), *DESIGN, "--lang", "nl").stdout
    assert "Familiebedrijven: family_firm (familiebedrijf)" in shown


def test_unverified_definitions_say_so_with_their_note(run):
    found = by_id(read(run("pyramid", str(SURVEY), *DESIGN, "--json", "--lang", "fr")))
    assert found["profile_3"]["verified"] is False
    assert found["profile_3"]["note"].startswith("L’intitulé dit")
    assert found["eurostat"]["verified"] is True
    assert (
        "Profile III: business processes developed in-house: The label says"
        in run("pyramid", str(SURVEY), "--lang", "en").stdout
    )


def test_rogers_is_a_yardstick_that_classifies_nobody(run):
    found = read(run("pyramid", str(SURVEY), *DESIGN, "--json"))
    (rogers,) = found["yardsticks"]
    assert rogers["classifies"] is False
    assert sum(share["share"] for share in rogers["shares"]) == pytest.approx(1)
    assert "rogers" not in by_id(found)


def test_a_map_names_the_columns_and_codes_of_other_answers(run, survey, tmp_path):
    path = survey(OWNER=lambda number: ["j", "n", ""][number % 3], BORN=lambda number: str(2000 + number % 24))
    own = tmp_path / "own.yaml"
    rows = [f"{name}: {name}" for name in ("q8a", "q8b", "q10a", "q11a", "q14a", "q14b", "q14c", "q16a", "q21a")]
    rows += [f"{name}: {name}" for name in ("q21d", "q22f", "q25", "q29", "ongoing", "abandoned", "emp")]
    rows += ["family_firm: {column: OWNER, yes: [j], no: [n]}", "founded: BORN"]
    own.write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ("--map", str(own), "--min-count", "0", "--json")
    found = by_id(read(run("pyramid", path, "--year", "2022", *options)))
    family, young = found["panteia_family"], found["panteia_young"]
    assert (family["n_met"], family["n_not_met"], family["n_open"]) == (80, 80, 80)
    assert young["n_met"] == sum(0 <= 2022 - (2000 + number % 24) < 5 for number in range(240))
    assert by_id(read(run("pyramid", path, *options)))["panteia_young"]["lacks"] == ["young"]


def test_a_code_that_a_map_does_not_know_is_a_fault_and_a_column_by_chance_is_left_alone(run, survey, tmp_path):
    path = survey(marketing=lambda number: "12500", potential=lambda number: str(number % 2))
    shown = run("pyramid", path, "--lang", "en")
    assert shown.exit_code == 0
    assert "The column marketing has codes other than 0 and 1 and was not read as an answer." in shown.stdout
    own = tmp_path / "own.yaml"
    own.write_text("marketing: marketing\n", encoding="utf-8")
    result = run("pyramid", path, "--map", str(own), "--allow-missing")
    assert result.exit_code == 2
    assert "12500 is no known code of marketing" in result.stderr


def test_a_reading_moves_the_pyramids_own_share(run):
    plain = read(run("pyramid", str(SURVEY), *DESIGN, "--min-count", "0", "--json"))
    other = read(
        run("pyramid", str(SURVEY), *DESIGN, "--min-count", "0", "--json", "--reading", "ongoing-makes-volger")
    )
    assert other["definitions"]["pyramid"] > plain["definitions"]["pyramid"]
    lowest = next(segment for segment in other["segments"] if segment["id"] == "niet_innovatief")
    assert by_id(other)["pyramid"]["n_not_met"] == lowest["n"]


def test_files_hold_the_definitions_by_layer_and_hidden_ones_without_figures(run, tmp_path):
    out = tmp_path / "out.csv"
    found = by_id(read(run("pyramid", str(SURVEY), *DESIGN, "--out", str(out), "--json")))
    with out.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    whole = {line["definition"]: line for line in lines if line["table"] == "definitions"}
    assert set(whole) == {name for name, item in found.items() if not item["lacks"]}
    for name, line in whole.items():
        assert (line["suppressed"] == "1") == found[name]["suppressed"]
        assert (line["share"] == "") == (found[name]["share"] is None)
    layers = [line for line in lines if line["table"] == "definition_layers"]
    assert {line["segment"] for line in layers} >= {"koploper", "undecided"}
    for line in layers:
        item = next(item for item in found[line["definition"]]["layers"] if item["layer"] == line["segment"])
        assert line["n_met"] == ("" if item["n_met"] is None else str(item["n_met"]))
    assert sum(float(line["fixed_share"]) for line in lines if line["table"] == "yardstick") == pytest.approx(1)


def test_a_share_by_hand(run):
    """Eurostat's share, weighted, of the firms it decides; and the bounds, of all."""
    with SURVEY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    signs = ("q8a", "q8b", "q14a", "q14b", "q14c", "ongoing", "abandoned")
    met = [row for row in rows if any(row[name] == "1" for name in signs)]
    not_met = [row for row in rows if all(row[name] == "0" for name in signs)]
    weight = {"met": sum(float(row["weight"]) for row in met), "not": sum(float(row["weight"]) for row in not_met)}
    whole = sum(float(row["weight"]) for row in rows)
    found = by_id(read(run("pyramid", str(SURVEY), *DESIGN, "--json")))["eurostat"]
    assert (found["n_met"], found["n_not_met"]) == (len(met), len(not_met))
    assert found["share"] == pytest.approx(weight["met"] / (weight["met"] + weight["not"]))
    assert found["share_min"] == pytest.approx(weight["met"] / whole)
    assert found["share_max"] == pytest.approx(1 - weight["not"] / whole)
