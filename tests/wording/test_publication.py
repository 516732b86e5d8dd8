"""What a publication says of a survey, in each language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wegwijzer.core.pyramid.analysing import Analysis, Note, Question, analyse
from wegwijzer.core.survey.crossing import CrossQuestion, cross
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.wording.language import LANGUAGES
from wegwijzer.wording.publication import published_pyramid
from wegwijzer.wording.publication_cross import published_cross_table

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    path = EXAMPLES / "synthetic-survey.csv"
    data = read_survey(path, columns=None, name="synthetic-survey.csv")
    return analyse(data, None, Question(weight="weight", strata="stratum", by="size"), ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_filled_in(analysis, language):
    found = published_pyramid(analysis, "survey.csv", language)
    texts = [found.title, *found.warnings, *found.notes, *found.told.values(), *(fact.text for fact in found.facts)]
    texts += [found.words[key] for key in ("report.by", "report.hidden_text", "report.used", "report.bars_caption")]
    assert [text for text in texts if "{" in text or not text] == []


def test_the_break_of_2018_is_a_warning(analysis):
    note = Note("after_break", {"year": "2018"}, is_warning=True)
    (told,) = published_pyramid(replace(analysis, notes=(note,)), "cis2018.sav", "en").warnings
    assert "not comparable with surveys before it" in told


def test_the_path_of_a_file_is_not_published(analysis):
    found = published_pyramid(analysis, "/home/someone/secret/cis.sav", "en")
    assert found.title == "Innovation pyramid of cis.sav"
    assert [fact.text for fact in found.facts if fact.id == "source"] == ["cis.sav"]


def test_labels_of_the_file_name_its_groups(analysis):
    found = published_pyramid(analysis, "cis.sav", "en", {"size": {"10-49": "small"}})
    assert [category.label for category in found.cubes[0].axes[0].categories] == ["all firms", "small", "50-249"]


def test_a_cross_table_with_hidden_cells_tells_no_test():
    question = CrossQuestion("suppliers", "innovation", weight="weight", strata="stratum", fpc="fpc")
    path = EXAMPLES / "synthetic-cooperation.csv"
    crossed = cross(read_survey(path, columns=frozenset(question.columns)), question)
    shown = published_cross_table(crossed, "c.csv", "en", {})
    assert {"rao_scott", "pearson"} <= {fact.id for fact in shown.facts}
    assert shown.warnings
    hidden = published_cross_table(crossed, "c.csv", "en", {}, {("yes", "no"), ("yes", "yes")})
    assert not {"rao_scott", "pearson"} & {fact.id for fact in hidden.facts}
    assert hidden.warnings == ()
    assert ("yes", "no") not in hidden.cubes[0].figures
