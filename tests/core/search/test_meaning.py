"""Cosines read in two steps: what leading directions choose is scored whole, and nothing near is passed over."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.core.search.meaning import Centred, Meaning

seeds = st.integers(0, 2**32 - 1)


def centred(rows, *, leading):
    mean = rows.mean(axis=0)
    raised = rows - mean
    lengths = np.linalg.norm(raised, axis=1).astype(np.float32)
    _, vectors = np.linalg.eigh(raised.T @ raised)
    directions = vectors[:, ::-1][:, :leading].astype(np.float32)
    return Centred(rows, mean, lengths, directions, raised @ directions)


def drawn(chance, count, *, dimension=24, within=24):
    """Rows that differ along `within` directions only."""
    spread = chance.normal(size=(count, within)) @ chance.normal(size=(within, dimension))
    return spread.astype(np.float32)


def a_meaning(chance, *, within, leading=8):
    counts = chance.integers(0, 4, size=30)
    starts = np.concatenate([[0], np.cumsum(counts)])
    wholes = centred(drawn(chance, 30, within=within), leading=leading)
    parts = centred(drawn(chance, max(int(starts[-1]), 1), within=within)[: starts[-1]], leading=leading)
    return Meaning("drawn", wholes, parts, starts)


def a_question(chance):
    question = chance.normal(size=24).astype(np.float32)
    return question / np.linalg.norm(question)


@given(seeds)
@settings(max_examples=40)
def test_the_cosines_of_some_are_those_of_all(seed):
    chance = np.random.default_rng(seed)
    meaning, question = a_meaning(chance, within=24), a_question(chance)
    numbers = chance.permutation(30)[: chance.integers(1, 30)]
    np.testing.assert_allclose(meaning.cosines_of(numbers, question), meaning.cosines(question)[numbers], atol=1e-5)


@given(seeds)
@settings(max_examples=40)
def test_where_vectors_differ_along_few_directions_these_say_all(seed):
    chance = np.random.default_rng(seed)
    meaning, question = a_meaning(chance, within=6), a_question(chance)
    np.testing.assert_allclose(meaning.rough_cosines(question), meaning.cosines(question), atol=1e-3)


def test_without_leading_directions_rough_is_whole():
    chance = np.random.default_rng(0)
    rows, question = drawn(chance, 5), a_question(chance)
    plain = Centred(rows, rows.mean(axis=0), np.ones(5, np.float32))
    np.testing.assert_array_equal(plain.rough_cosines(question), plain.cosines(question))
    assert not Meaning("drawn", plain).is_read_in_two_steps
