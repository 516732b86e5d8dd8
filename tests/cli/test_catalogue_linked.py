"""`wegwijzer catalogue export --format`, `import` and `firm-graph`, through the front door."""

from __future__ import annotations

import csv
import io
import json

import pyshacl
from python_calamine import CalamineWorkbook
from rdflib import Graph

ON = ("--on", "2026-11-24")
FOREIGN = """@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix dct: <http://purl.org/dc/terms/> .
<http://e.example/s/premium> a cpsv:PublicService ; dct:title "Premie"@nl .
"""


def test_the_catalogue_becomes_linked_data_under_the_given_address(run, tmp_path):
    out = tmp_path / "catalogue.ttl"
    arguments = ("catalogue", "export", "--format", "cpsv-ap", "--out", str(out), *ON, "--base", "https://w.example/")
    told = json.loads(run(*arguments, "--json").output)
    assert (told["file"], told["format"], told["on"]) == (str(out), "cpsv-ap", "2026-11-24")
    assert "<https://w.example/id/measure/kmo-portefeuille> a cpsv:PublicService" in out.read_text(encoding="utf-8")


def test_a_firm_is_held_to_the_shapes_of_the_day_by_another_engine(run, firm_file, tmp_path):
    shapes, firm = tmp_path / "shapes.ttl", tmp_path / "firm.ttl"
    assert run("catalogue", "export", "--format", "shacl", "--out", str(shapes), *ON).exit_code == 0
    path = firm_file({"legal_form": "bv", "region": "vlaanderen", "fte": 4, "turnover_eur": 300_000})
    told = run("catalogue", "firm-graph", "--firm", path, "--out", str(firm), *ON)
    assert told.exit_code == 0, told.output
    graph = Graph().parse(firm)
    assert "size_class/micro" in graph.serialize(format="nt")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=Graph().parse(shapes))
    assert not conforms
    assert "kmo-portefeuille/version/7/shape" in text


def test_the_measures_of_a_day_become_a_table(run, tmp_path):
    texts, book = tmp_path / "measures.csv", tmp_path / "measures.xlsx"
    for form, path in (("csv", texts), ("xlsx", book)):
        assert run("catalogue", "export", "--format", form, "--out", str(path), *ON, "--lang", "en").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(texts.read_text(encoding="utf-8"))))
    (found,) = (row for row in rows if row["id"] == "kmo-portefeuille")
    assert "The size of your firm is at most medium-sized." in found["criteria"].splitlines()
    sheet = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert {row[0] for row in sheet} >= {row["id"] for row in rows}


def test_what_does_not_go_together_is_told_and_writes_nothing(run, tmp_path):
    out = tmp_path / "x.txt"
    for arguments, told in (
        (("--format", "cpsv-ap", "--out", str(out)), "ends in .ttl or .jsonld"),
        (("--format", "csv", "--out", str(tmp_path / "no" / "x.csv")), "its folder is not there"),
        (("--format", "shacl"), "--out: is missing"),
        (("--out", str(out)), "--format: is missing"),
        ((), "FOLDER: is missing"),
        ((str(out), "--format", "csv", "--out", str(out)), "does not go with --format"),
        (("--format", "shacl", "--out", str(out.with_suffix(".ttl")), "--base", "wegwijzer"), "is no address"),
    ):
        found = run("catalogue", "export", *arguments)
        assert (found.exit_code, told in found.output) == (2, True), found.output
    assert list(tmp_path.iterdir()) == []


def test_a_catalogue_comes_in_as_drafts_with_lists_of_what_is_missing(run, tmp_path):
    source, out = tmp_path / "theirs.ttl", tmp_path / "drafts"
    source.write_text(FOREIGN, encoding="utf-8")
    told = json.loads(run("catalogue", "import", str(source), "--out", str(out), "--json").output)
    (draft,) = told["measures"]
    assert (draft["id"], told["organisations"]) == ("premium", {"file": "", "count": 0, "missing": []})
    assert (out / draft["file"]).is_file()
    assert "line 4: name.en: is still to be written." in draft["missing"]
    assert draft["missing"][0] in (out / "measures" / "premium" / "missing.md").read_text(encoding="utf-8")
    again = run("catalogue", "import", str(source), "--out", str(out))
    assert (again.exit_code, "holds something already" in again.output) == (2, True)
    piped = run("catalogue", "import", "-", "--format", "ttl", "--out", str(tmp_path / "piped"), input=FOREIGN)
    assert piped.exit_code == 0, piped.output


def test_a_broken_file_is_told_with_its_line_and_leaves_nothing(run, tmp_path):
    source = tmp_path / "broken.ttl"
    for text, told in ((FOREIGN + '\n<http://e.example/s> dct:title "', ":5: is not valid Turtle"), ("", "no public")):
        source.write_text(text, encoding="utf-8")
        found = run("catalogue", "import", str(source), "--out", str(tmp_path / "drafts"))
        assert (found.exit_code, told in found.output) == (2, True), found.output
    assert [path.name for path in tmp_path.iterdir()] == ["broken.ttl"]
