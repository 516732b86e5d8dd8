"""Rows of a stream: any bytes give rows or reports, and no line is lost."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.readers.kbo import lines
from wegwijzer.readers.kbo.lines import is_text, read_batches


def read(data: bytes):
    """The rows by line, and the lines that were reported."""
    rows, reported = {}, {}

    def report(line, kind, problem, expected):
        reported[line] = kind

    for numbers, found in read_batches(io.BytesIO(data), report=report, advance=lambda count: None):
        rows.update(zip(numbers, found, strict=True))
    return rows, reported


def test_rows_come_with_their_line():
    assert read(b'\xef\xbb\xbfa,b\r\n"1, een",2\n\n3,4') == (
        {1: ["a", "b"], 2: ["1, een", "2"], 3: [], 4: ["3", "4"]},
        {},
    )


def test_a_quote_that_is_never_closed_spoils_its_own_line_alone():
    rows, reported = read(b'a,b\n"open,2\n"3","4"\n5,6\n')
    assert reported == {2: "quotes"}
    assert rows == {1: ["a", "b"], 3: ["3", "4"], 4: ["5", "6"]}


def test_a_line_without_end_is_reported_and_not_kept_in_memory(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST_LINE", 1000)
    monkeypatch.setattr(lines, "BLOCK", 100)
    rows, reported = read(b"a,b\n" + b"1," * 5000 + b"\n3,4\n")
    assert (rows, reported) == ({1: ["a", "b"], 3: ["3", "4"]}, {2: "line"})


def test_three_million_columns_take_no_more_memory_than_the_longest_line():
    stream = io.BytesIO(b"a,b\n" + b"1," * 3_000_000 + b"\n3,4\n")
    tracemalloc.start()
    for _ in read_batches(stream, report=lambda *_: None, advance=lambda _: None):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


def test_bytes_that_are_not_utf8_come_through_and_are_found():
    rows, _ = read("Caf\xe9,b\n".encode("latin-1"))
    assert not is_text(rows[1][0])
    assert is_text("Café")


@pytest.mark.parametrize("block", [1, 7, 1 << 18])
@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_row_or_a_report_for_every_line(block, data):
    before, lines.BLOCK = lines.BLOCK, block
    try:
        rows, reported = read(data)
    finally:
        lines.BLOCK = before
    text = data.removeprefix(b"\xef\xbb\xbf")
    count = text.count(b"\n") + (not text.endswith(b"\n") and text != b"")
    assert sorted([*rows, *reported]) == list(range(1, count + 1))


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), min_size=1), min_size=1)))
def test_what_is_written_as_csv_is_read_again(rows):
    text = "".join(",".join(f'"{value.replace(chr(34), chr(34) * 2)}"' for value in row) + "\n" for row in rows)
    found, reported = read(text.encode())
    assert reported == {}
    assert list(found.values()) == rows
