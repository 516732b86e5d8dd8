"""Files of documents: every fault with its line, and nothing that a file holds breaks the reading."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wegwijzer.core.errors import InputError
from wegwijzer.readers.json_lines import LONGEST_LINE
from wegwijzer.readers.search_index.document_file import check_document_file

GOOD = {"id": "led-bouw", "kind": "led", "title": "LED Bouw", "text": "Voor aannemers.", "source": "passed over"}


@pytest.fixture
def file(tmp_path):
    def write(*lines):
        path = tmp_path / "documents.jsonl"
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(raw))
        return path

    return write


def faults(path):
    with pytest.raises(InputError) as error:
        check_document_file(path)
    return [str(fault) for fault in error.value.faults]


def test_a_right_file_is_counted_and_read(file):
    many = {**GOOD, "id": "x", "title": {"nl": "Bouw", "fr": "Construction"}}
    checked = check_document_file(file(GOOD, b"", many))
    assert checked.count == 2
    first, second = checked.documents()
    assert (first.id, first.kind, first.title, first.story) == (
        "led-bouw",
        "led",
        {"nl": "LED Bouw"},
        {"nl": "Voor aannemers."},
    )
    assert second.title["fr"] == "Construction"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "is no JSON"),
        (b"[1]", "is no JSON object"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        ({**GOOD, "id": ""}, '"id" is missing'),
        ({**GOOD, "id": 3}, '"id" is missing'),
        ({**GOOD, "id": "a\nb"}, "do not print"),
        ({**GOOD, "id": "x" * 300}, "too long"),
        ({**GOOD, "kind": None}, '"kind" is missing'),
        ({**GOOD, "title": ["x"]}, '"title" is missing'),
        ({**GOOD, "text": {"de": "x"}}, 'language "de" is unknown'),
        ({key: value for key, value in GOOD.items() if key != "text"}, '"text" is missing'),
    ],
)
def test_a_fault_is_told_with_its_line(file, line, told):
    (fault,) = faults(file({**GOOD, "id": "first"}, line))
    assert fault.startswith("documents.jsonl:2")
    assert told in fault


def test_all_faults_are_told_together_and_an_id_given_twice_with_both_lines(file):
    found = faults(file(GOOD, b"{", GOOD))
    assert len(found) == 2
    assert 'documents.jsonl:3: id "led-bouw" stands on line 1 too' in found[1]


def test_of_very_many_faults_twenty_are_told(file):
    found = faults(file(*[b"{"] * 50))
    assert len(found) == 21
    assert "30 more lines" in found[-1]


def test_an_empty_file_a_missing_one_and_an_endless_line_are_told(file, tmp_path):
    assert "holds no documents" in faults(file(b""))[0]
    assert "there is no such file" in faults(tmp_path / "nowhere.jsonl")[0]
    assert "too long a line" in faults(file(b"x" * (LONGEST_LINE + 10)))[0]


def test_halves_of_characters_do_not_stop_a_file(file):
    (document,) = check_document_file(file(json.dumps({**GOOD, "title": "a\ud800b"}).encode())).documents()
    assert document.title["nl"] == "a?b"


@given(st.lists(st.binary(max_size=60), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(file, lines):
    try:
        checked = check_document_file(file(*lines))
    except InputError:
        return
    assert len(list(checked.documents())) == checked.count
