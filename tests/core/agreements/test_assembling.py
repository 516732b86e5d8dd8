"""Every agreement that can be made is whole: numbered, without a slot left, with what is open told."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.agreements.templates import a_template
from wegwijzer.core.agreements.asking import asked, clean, good_answers
from wegwijzer.core.agreements.assembling import assemble
from wegwijzer.core.agreements.document import plain
from wegwijzer.core.agreements.template import AgreementError

_OPTIONS = {"count": ("", "2", "3"), "secret": ("", "all", "marked"), "fine": ("", "fixed", "none")}


def _text(document):
    lines = [document.intro, *map(plain, document.parties)]
    for section in document.sections:
        lines.append(section.heading)
        for paragraph in section.paragraphs:
            lines += [plain(paragraph.text), *map(plain, paragraph.lines)]
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("chosen", list(product(*_OPTIONS.values())))
def test_every_combination_is_numbered_without_gaps_and_leaves_no_slot(chosen, language):
    answers = dict(zip(_OPTIONS, chosen, strict=True))
    document = assemble(a_template(), answers, language)
    assert [section.number for section in document.sections] == list(range(1, len(document.sections) + 1))
    for section in document.sections:
        numbers = [paragraph.number for paragraph in section.paragraphs]
        assert numbers == [f"{section.number}.{place}" for place in range(1, len(numbers) + 1)]
    assert "{" not in _text(document)


def test_a_reference_follows_the_article_when_an_earlier_one_falls_away():
    with_fine = assemble(a_template(), {"fine": "fixed"}, "nl")
    without = assemble(a_template(), {"fine": "none"}, "nl")
    assert "zie artikel 3" in _text(with_fine)
    assert "zie artikel 2" in _text(without)


def test_an_open_choice_is_one_visible_blank_where_its_clauses_would_stand():
    document = assemble(a_template(), {}, "nl")
    blanks = [paragraph for section in document.sections for paragraph in section.paragraphs if not paragraph.clause]
    assert [plain(paragraph.text) for paragraph in blanks] == ["[in te vullen: boete]", "[in te vullen: wat geheim is]"]
    assert {"secret", "fine"} <= {point.question for point in document.open}


def test_each_missing_answer_is_a_blank_with_its_name_and_stands_in_the_list():
    document = assemble(a_template(), {"fine": "fixed", "secret": "all"}, "nl")
    assert "[in te vullen: bedrag]" in _text(document)
    assert "[in te vullen: naam van partij 2]" in _text(document)
    assert {point.key for point in document.open} >= {"amount", "party.1.name", "party.2.signatory", "brings.2"}


def test_amounts_and_days_are_written_in_the_language():
    answers = {"fine": "fixed", "amount": "12500.5", "begin": "2026-12-01"}
    assert "12.500,50 euro" in _text(assemble(a_template(), answers, "nl"))
    assert "1 december 2026" in _text(assemble(a_template(), answers, "nl"))
    assert "EUR 12,500.50" in _text(assemble(a_template(), answers, "en"))


@pytest.mark.parametrize("wrong", ["-5", "12.345", "NaN", "1e999", "veel", "10000000000000"])
def test_an_amount_that_is_none_stays_open_and_is_never_rounded(wrong):
    document = assemble(a_template(), {"fine": "fixed", "amount": wrong}, "nl")
    assert "amount" in {point.key for point in document.open}


def test_an_answer_to_a_question_that_is_not_asked_is_not_used():
    answers = {"fine": "none", "amount": "100"}
    assert "amount" not in good_answers(a_template(), answers)
    assert "amount" not in {question.id for question in asked(a_template(), answers)}


def test_an_end_before_the_begin_and_a_party_twice_are_told():
    answers = {
        "begin": "2026-12-02",
        "start_date": "2026-12-02",
        "end_date": "2026-12-01",
        "party.1.number": "BE 0123.456.749",
        "party.2.number": "123456749",
    }
    found = {clash.id for clash in assemble(a_template(), answers, "nl").clashes}
    assert found == {"dates_reversed", "same_party"}


def test_answers_that_contradict_are_told_and_nothing_is_settled():
    answers = {"secret": "all", "fine": "none"}
    document = assemble(a_template(), answers, "nl")
    assert [clash.id for clash in document.clashes] == ["secret_without_fine"]
    assert document.clauses == assemble(a_template(), answers, "en").clauses


def test_an_agreement_is_not_written_in_french():
    with pytest.raises(AgreementError, match="nl, en"):
        assemble(a_template(), {}, "fr")


def test_signs_that_turn_the_reading_or_do_not_print_go_and_letters_of_every_script_stay():
    assert clean('Bedrijf\u202e vb\x00 شركة 🙂 O\'Neil "& Co" <b>') == 'Bedrijf vb شركة 🙂 O\'Neil "& Co" <b>'


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["party.1.name", "brings.1", "amount", "fine", "count"]), st.text(max_size=60)))
def test_whatever_is_typed_gives_a_document_in_which_it_is_only_text(answers):
    document = assemble(a_template(), answers, "nl")
    given_text = "".join(
        piece.text
        for section in document.sections
        for paragraph in section.paragraphs
        for piece in paragraph.text
        if not piece.is_given
    )
    assert not re.search(r"\{[a-z]", given_text)
