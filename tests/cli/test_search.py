"""`wegwijzer search`: the contract's keys, and input that cannot be."""

import json

import pytest


def test_hits_have_the_contracts_keys_and_come_best_first(run):
    hits = json.loads(run("search", "premie voor een medewerker", "--json", "--limit", "3").stdout)
    assert len(hits) == 3
    assert hits[0]["id"] == "innovatiepremie"
    assert all(set(hit) == {"id", "title", "kind", "score"} for hit in hits)
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_nothing_found_says_what_to_do(run):
    assert "Nothing found" in run("search", "xyzzyplugh").stdout


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000])
def test_an_empty_or_endless_text_is_refused(run, text):
    result = run("search", text)
    assert result.exit_code == 2
    assert result.stderr.startswith("TEXT:")
