"""`wegwijzer understand` and `wegwijzer evaluate matching`, through the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from wegwijzer.cli.main import main


def run(*arguments, given=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def test_domains_come_likeliest_first_with_their_scores():
    result = run("understand", "niemand reageert op onze vacature voor een lasser", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert set(found) == {"business_domains", "expertise_domains"}
    scores = [one["score"] for one in found["business_domains"]]
    assert scores == sorted(scores, reverse=True)
    assert found["business_domains"][0]["id"] == "personnel"


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_000_000])
def test_a_text_that_is_empty_or_too_long_is_refused(text):
    result = run("understand", "-", given=text)
    assert result.exit_code == 2
    assert "standard input" in result.stderr


@pytest.mark.parametrize("text", ["🥖🥖", "12345", "<script>alert(1)</script>", "'; DROP TABLE--", "a", "\ud800"])
def test_odd_texts_get_an_answer(text):
    assert run("understand", text, "--json").exit_code == 0


@pytest.fixture
def files(tmp_path):
    entries = [
        {"id": "bakken", "kind": "centrum", "title": "Bakkerijcentrum", "text": "Brood, deeg, houdbaarheid."},
        {
            "id": "mensen",
            "kind": "centrum",
            "title": "Personeel",
            "text": "Werven en opleiden.",
        },
    ]
    texts = ("ons brood blijft niet lang goed", "we vinden geen personeel", "het regent")
    labels = (("product", ["voeding"], "bakken"), ("personeel", ["hr"], "mensen"), ("product", [], None))
    problems = [
        {"id": text, "text": text, "business_domains": [domain], "led_domains": fields, "best": best, "also": []}
        for text, (domain, fields, best) in zip(texts, labels, strict=True)
    ]
    for name, rows in (("catalogue", entries), ("problems", problems)):
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_the_figures_of_two_files(files):
    catalogue, problems = files / "catalogue.jsonl", files / "problems.jsonl"
    result = run("evaluate", "matching", "--catalogue", catalogue, "--queries", problems, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["n"], found["ranked"]) == (3, 2)
    assert (found["recall_at_1"], found["any_at_5"], found["mrr"]) == (1.0, 1.0, 1.0)
    assert {"recall_at_5", "business_micro_f1", "expertise_micro_f1", "p50_ms", "p95_ms"} <= set(found)


def test_an_unknown_entry_is_a_fault_with_its_line(files):
    path = files / "problems.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"mensen"', '"mensn"'), encoding="utf-8")
    result = run("evaluate", "matching", "--catalogue", files / "catalogue.jsonl", "--queries", path)
    assert result.exit_code == 2
    assert "problems.jsonl:2" in result.stderr
    assert "mensn" in result.stderr


def test_what_two_people_labelled_otherwise_is_listed():
    found = json.loads(run("evaluate", "labels", "--json").stdout)
    assert found["n"] == 1_443
    assert {"business", "expertise", "best"} >= set(found["disagreements"][0]["labels"])
    ids = {one["id"][0] for one in found["disagreements"]}
    assert ids <= set("abcdnop"), "the problems that are kept untouched stay out of sight"
    for one in found["disagreements"]:
        assert all(first != second for first, second in one["labels"].values())


def test_corrections_with_faults_are_refused_with_their_line(tmp_path):
    path = tmp_path / "corrections.jsonl"
    path.write_text('{"id": "1", "text": "x", "labels": []}\n', encoding="utf-8")
    result = run("retrain", "--corrections", path)
    assert result.exit_code == 2
    assert "corrections.jsonl:1" in result.stderr
