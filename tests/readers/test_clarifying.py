"""The small questions back are read with every fault told, and serve all domains."""

from __future__ import annotations

import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.clarifying import read_clarifying, shipped_clarifying
from wegwijzer.readers.yaml_file import read_yaml_file

DOMAINS = frozenset(shipped_catalogue().business_domains)


def test_every_question_has_three_to_five_answers_in_three_languages():
    for question in shipped_clarifying():
        assert 3 <= len(question.answers) <= 5
        for words in (question.text, *(answer.text for answer in question.answers)):
            assert set(words) == {"nl", "en", "fr"}
            assert all(words.values())


def test_every_domain_is_told_apart_from_every_other_by_some_question():
    inseparable = []
    for one in sorted(DOMAINS):
        for other in sorted(DOMAINS - {one}):
            if not any(
                one in answer.raises and other not in answer.raises
                for question in shipped_clarifying()
                for answer in question.answers
            ):
                inseparable.append((one, other))
    assert inseparable == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("raises: [personnel]", "raises: [staff]", 'unknown domain "staff"'),
        ("raises: [personnel]", "raises: [product]", 'two answers raise "product"'),
        ("- id: first_sign", "- id: where", 'the question "where" stands twice'),
        ("  - id: work\n", "  - id: offer\n", 'the answer "offer" stands twice'),
        ("    nl: Waar wringt het vooral?\n", "", "nl"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, old, new, told):
    text = (shipped_folder() / "understanding" / "clarifying.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "clarifying.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_clarifying(read_yaml_file(path), domains=DOMAINS)
    assert any(told in str(fault) and "clarifying.yaml" in str(fault) for fault in caught.value.faults)
