"""Before and after a training, on problems that are held out."""

from __future__ import annotations

import pytest

from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.labelled import LabelledProblem, Labels
from wegwijzer.core.understanding.learning import problem_examples
from wegwijzer.core.understanding.retraining import compare
from wegwijzer.core.understanding.training import train
from wegwijzer.readers.language import shipped_analyser

LABELS = {"business": ("product", "personnel"), "expertise": ("food", "human_resources")}
SEER = Seer(shipped_analyser(), None)
BREAD, STAFF = Labels(("product",), ("food",), None), Labels(("personnel",), ("human_resources",), None)
ABOUT = (("brood deeg oven korst gist", BREAD), ("lasser vacature personeel ploeg werknemer", STAFF))


def problems(of=BREAD, other=STAFF):
    """Forty problems, every one of two words of its subject."""
    found = []
    for words, labels in ABOUT:
        for first in words.split():
            for second in words.split():
                if first != second:
                    said = of if labels is BREAD else other
                    found.append(LabelledProblem(f"{first}-{second}", f"{first} en {second}", (said, said)))
    return tuple(found)


def learn(known):
    return train(list(problem_examples(known)), LABELS, SEER)


def test_without_corrections_nothing_changes():
    found = compare(problems(), (), learn, SEER)
    assert found.held_out > 0
    assert found.before == found.after
    assert not found.is_worse
    assert found.before.business_f1 == 1.0


def test_corrections_that_are_wrong_make_it_worse():
    wrong = [
        LabelledProblem(f"{problem.id}-{turn}", f"{problem.text} {turn}", problem.labellings)
        for turn in range(6)
        for problem in problems(of=STAFF, other=BREAD)
    ]
    found = compare(problems(), wrong, learn, SEER)
    assert found.is_worse
    assert found.after.business_f1 < found.before.business_f1


def test_a_correction_of_a_problem_that_is_held_out_is_not_learnt():
    assert compare(problems(), problems(), learn, SEER).learnt < len(problems())


def test_there_must_be_something_to_hold_out():
    single = tuple(LabelledProblem(one.id, one.text, one.labellings[:1]) for one in problems())
    with pytest.raises(ValueError, match="hold out"):
        compare(single, (), learn, SEER)
