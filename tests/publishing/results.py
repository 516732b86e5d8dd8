"""Results to publish: of the synthetic survey, and one whose words mean something to other programs."""

from __future__ import annotations

from pathlib import Path

from wegwijzer.core.pyramid.analysing import Question, analyse
from wegwijzer.core.survey.crossing import CrossQuestion, cross
from wegwijzer.core.survey.publication import Publication
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.definitions import shipped_definitions
from wegwijzer.readers.survey.reading import read_survey
from wegwijzer.wording.publication import published_pyramid
from wegwijzer.wording.publication_cross import published_cross_table

EXAMPLES = Path(__file__).parents[2] / "examples"
RISKY = '=1+1 #panic("x") <b> "quoted", @label'


def pyramid(language: str = "nl", *, by: str = "technology", min_count: int = 5) -> Publication:
    """The synthetic survey by technology class: with hidden cells and undecided firms."""
    question = Question(weight="weight", strata="stratum", fpc="fpc", by=by, min_count=min_count, young_below=5)
    path = EXAMPLES / "synthetic-survey.csv"
    data = read_survey(path, columns=None, name=str(path))
    definitions = shipped_definitions().by_id
    analysis = analyse(data, None, question, shipped_catalogue().technology_table, definitions)
    return published_pyramid(analysis, str(path), language)


def cross_table(hidden: frozenset[tuple[str, str]] = frozenset(), language: str = "en") -> Publication:
    """Cooperation by innovation, with a label that other programs might take for something else."""
    question = CrossQuestion("suppliers", "innovation", weight="weight", strata="stratum", fpc="fpc")
    path = EXAMPLES / "synthetic-cooperation.csv"
    crossed = cross(read_survey(path, columns=frozenset(question.columns)), question)
    labels = {"suppliers": {"yes": RISKY}}
    return published_cross_table(crossed, str(path), language, labels, hidden)
