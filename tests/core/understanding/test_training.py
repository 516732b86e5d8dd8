"""A reader that learns: from words alone, so that the tests need no model of meaning."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.understanding.calibration import platt
from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.model import said
from wegwijzer.core.understanding.reading import DomainReader
from wegwijzer.core.understanding.trades import Trades
from wegwijzer.core.understanding.training import Example, expected_f1, train
from wegwijzer.readers.language import shipped_analyser

BREAD = ["brood rijst niet", "deeg kleeft aan de oven", "korst van het brood", "oven en deeg te warm", "zacht brood"]
STAFF = ["lasser gezocht", "vacature raakt niet ingevuld", "personeel loopt weg", "vacature lasser", "minder personeel"]
LABELS = {"business": ("product", "personnel"), "expertise": ("food", "human_resources")}
SEER = Seer(shipped_analyser(), None)


def examples():
    for text in BREAD:
        yield Example(text, {"business": {"product": 1.0}, "expertise": {"food": 1.0}})
    for text in STAFF:
        yield Example(text, {"business": {"personnel": 1.0}, "expertise": {"human_resources": 1.0}})


@pytest.fixture(scope="module")
def model():
    return train(list(examples()), LABELS, SEER)


def test_it_tells_apart_what_it_learnt_apart(model):
    rows = model.probabilities("business", SEER.see(["het brood uit de oven", "een vacature voor personeel"]))
    assert rows[0, 0] > rows[0, 1]
    assert rows[1, 1] > rows[1, 0]


def test_the_likeliest_label_is_always_said(model):
    assert said(model.heads["business"], [0.01, 0.02]) == ("personnel",)
    assert said(model.heads["business"], [0.99, 0.98]) == ("product", "personnel")


def test_a_text_without_a_word_that_was_learnt_says_nothing(model):
    reading = DomainReader(model, SEER).read("qwertyuiop zxcvbnm")
    assert reading.business
    assert not any(one.is_said for one in (*reading.business, *reading.expertise))


def test_a_text_without_words_has_no_domains(model):
    assert DomainReader(model, SEER).read(" ... ").business == ()


def test_a_head_without_examples_is_refused():
    with pytest.raises(ValueError, match="nothing to learn"):
        train(list(examples()), {**LABELS, "entries": ("a",)}, SEER)


def test_platt_makes_log_odds_honest():
    random = np.random.default_rng(5)
    true = random.normal(size=20_000)
    right = (random.random(20_000) < 1 / (1 + np.exp(-(2 * true - 1)))).astype(float)
    slope, offset = platt(true, right)
    assert (slope, offset) == (pytest.approx(2, abs=0.1), pytest.approx(-1, abs=0.1))


def test_the_threshold_is_judged_by_what_the_chances_promise():
    chance = np.array([[0.9, 0.1], [0.6, 0.5]])
    assert expected_f1(chance, 0.5) == pytest.approx(2 * (0.9 + 0.6 + 0.5) / (3 + 2.1))
    assert expected_f1(chance, 0.95) == pytest.approx(2 * (0.9 + 0.6) / (2 + 2.1))
    assert expected_f1(np.zeros((1, 2)), 0.5) == 0.0


def fields_tell_more():
    """Problems whose own words say little of business; those with a trade in them were labelled by fields alone."""
    for turn in range(8):
        yield Example(f"brood deeg nummer {turn}", {"business": {"product": 1.0}, "expertise": {"food": 1.0}})
        yield Example(
            f"lasser personeel nummer {turn}", {"business": {"personnel": 1.0}, "expertise": {"human_resources": 1.0}}
        )
        yield Example(f"korst oven gist {turn}", {"expertise": {"food": 1.0}})
        yield Example(f"vacature ploegbaas loon {turn}", {"expertise": {"human_resources": 1.0}})


def test_a_head_that_leans_on_another_learns_from_what_only_that_one_was_taught():
    alone = train(list(fields_tell_more()), LABELS, SEER)
    leaning = train(list(fields_tell_more()), LABELS, SEER, leaning={"business": "expertise"})
    seen = SEER.see(["korst oven gist", "vacature ploegbaas loon"])
    sure = [model.probabilities("business", seen)[[0, 1], [0, 1]].min() for model in (alone, leaning)]
    assert sure[1] > sure[0] + 0.1
    assert leaning.heads["business"].leans_on == "expertise"
    assert tuple(leaning.heads) == tuple(LABELS)
    assert leaning.digest != alone.digest


def test_a_head_leans_on_none_that_is_not_there():
    model = train(list(examples()), {"business": LABELS["business"]}, SEER, leaning={"business": "expertise"})
    assert model.heads["business"].leans_on == ""


class LettersAsMeaning:
    """A model of meaning that counts letters, and remembers what it was asked."""

    name, dimension = "letters", 26

    def __init__(self):
        self.asked = []

    def queries(self, texts):
        self.asked += texts
        counts = np.array([[text.count(chr(97 + letter)) for letter in range(26)] for text in texts], np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1)

    passages = queries


def test_a_need_is_placed_once_whatever_is_told_of_the_firm_and_whoever_comes_in_between():
    meaning = LettersAsMeaning()
    seer = Seer(shipped_analyser(), meaning)
    trades = Trades({"food": {"human_resources": 60.0}})  # the words alone make this reader very sure
    learnt = train(list(examples()), LABELS, seer)
    reader = DomainReader(learnt, seer, trades)
    meaning.asked.clear()
    first = reader.read("brood en vacature")
    reader.read("een lasser")
    with_sector = reader.read("brood en vacature", "food")
    assert reader.read("brood en vacature") == first
    assert meaning.asked == ["brood en vacature", "een lasser"]
    assert with_sector == DomainReader(learnt, seer, trades).read("brood en vacature", "food")
    assert with_sector != first
