"""The topic guide of interviews, and what is said of a faulty one."""

from __future__ import annotations

import pytest

from wegwijzer.readers.topic_guide import read_topic_guide, shipped_topic_guide
from wegwijzer.readers.yaml_file import read_yaml

GOOD = """
version: "1"
source: ergens
themes:
- id: firm
  paragraph: "§2.1"
  title: {nl: a, en: b, fr: c}
  purpose: {nl: a, en: b, fr: c}
  questions:
  - id: path
    paragraph: "§2.1"
    text: {nl: a, en: b, fr: c}
    prompts: {nl: [a], en: [b], fr: [c]}
    purpose: {nl: a, en: b, fr: c}
  codes:
  - {id: growth, label: {nl: a, en: b, fr: c}, definition: {nl: a, en: b, fr: c}}
"""


def faults_of(text: str) -> list[str]:
    return [str(fault) for fault in read_topic_guide(read_yaml(text, name="guide.yaml"))[1]]


def test_the_shipped_guide_covers_appendix_1():
    guide = shipped_topic_guide()
    assert [theme.id for theme in guide.themes] == ["firm", "renewal", "problems", "drives", "partners", "support"]
    assert len(guide.questions) == 20
    assert len(guide.code_book("nl")) == 26


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_every_word_of_the_shipped_guide_is_there_in_every_language(language):
    guide = shipped_topic_guide()
    for theme in guide.themes:
        assert theme.title[language]
        for question in theme.questions:
            assert question.text[language].endswith("?")
            assert question.prompts[language]
    labels = [code.label for code in guide.code_book(language)]
    assert len(set(labels)) == len(labels)


def test_every_question_names_the_paragraph_of_the_report():
    assert all(question.paragraph.startswith("§") for question in shipped_topic_guide().questions.values())


def test_a_good_guide_has_no_faults():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("fr: [c]", "fr: [c, d]"), "guide.yaml:13: themes.0.questions.0.prompts: the languages differ in number."),
        (("title: {nl: a, en: b, fr: c}", "title: {nl: a, en: b}"), "fr"),
        (("id: path", "id: Path!"), "themes.0.questions.0.id"),
        (("paragraph", "paragraf"), 'unknown key. Did you mean "paragraph"?'),
        (("  questions:\n", "  questions: []\n  other:\n"), "questions"),
    ],
)
def test_a_faulty_guide_is_told_with_the_line(change, told):
    assert told in "\n".join(faults_of(GOOD.replace(*change, 1)))


def test_ids_given_twice_are_told():
    double = GOOD + "  - {id: growth, label: {nl: d, en: e, fr: f}, definition: {nl: a, en: b, fr: c}}\n"
    assert faults_of(double) == [
        'guide.yaml:17: themes.0.codes.1.id: the code "growth" is given twice. Expected: an id of its own.'
    ]
