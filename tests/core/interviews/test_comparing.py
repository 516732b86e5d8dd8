"""Cases beside each other by code."""

from __future__ import annotations

from tests.core.interviews.builders import a_case, a_passage, a_study
from wegwijzer.core.interviews.comparing import compare, is_coded, mentions


def test_passages_are_counted_by_case_and_code():
    study = a_study(a_case(1, a_passage("trigger"), a_passage("trigger", start=9, end=12)), a_case(2))
    assert compare(study).row("trigger") == (2, 0)


def test_a_stretch_that_both_coders_gave_the_same_code_counts_once():
    study = a_study(a_case(1, a_passage("trigger"), a_passage("trigger", coder=2)))
    assert compare(study).row("trigger") == (1,)


def test_a_case_that_nobody_read_is_unknown_and_not_zero():
    unread = a_case(1, readers=())
    assert compare(a_study(unread)).row("trigger") == (None,)
    assert mentions(unread, "trigger") is None
    assert not is_coded(unread)


def test_a_code_that_was_found_counts_also_before_all_is_read():
    case = a_case(1, a_passage("trigger"), readers=())
    assert mentions(case, "trigger") is True
    assert mentions(case, "result") is None


def test_a_case_without_notes_is_not_coded():
    assert not is_coded(a_case(1, notes=()))
