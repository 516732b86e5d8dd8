"""Learn when needs are alike: from phrases by topic, problems with fields of expertise and subjects of the roads, and
needs gathered by theme.

Ridge regression, solved at once: deterministic, and a second of work. What is left of a vector once the ways of writing
are taken off is found from how needs of one theme differ (within-class covariance normalisation: Hatch, Kajarekar and
Stolcke, 2006).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.clustering.kinship import (
    GRAM_BUCKETS,
    MEANING_TO_WORDS,
    TOPIC_FLOOR,
    Kinship,
    Rows,
    Steps,
    Weights,
    grams_of,
)
from wegwijzer.core.understanding.features import SeenTexts

Matrix = NDArray[np.float64]

THEMES_SHARE = 0.9
"""How far the differences within themes count for what is style, beside those within fields of expertise."""
_STYLE_FLOOR = 0.05
MEANING_COLUMNS = TOPIC_COLUMNS = 128
_LEAST_SEEN = 2
"""Texts in which a stem has to occur: one that a single text has tells nothing of another."""
_PENALTY = 0.3
_TOPIC_WEIGHT = 7.0
"""Phrases of a topic together weigh as much as this many, however many there are."""
_FIELD_PENALTY = 3.0
_ROAD_PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """Texts to learn from, as seen, with the label of each; texts without a label are the ordinary ones beside them."""

    texts: Sequence[str]
    seen: SeenTexts
    labels: Sequence[str | None]


def learn(
    *,
    phrases: Lesson,
    problems: Lesson,
    themes: Lesson,
    fields: Sequence[Mapping[str, float]],
    roads: Sequence[Mapping[str, float]],
    named: int,
    embedder: str,
    weights: Weights,
) -> Kinship:
    """A kinship that learnt: topics from phrases, style from problems and themes, fields and roads from problems.

    The first `named` phrases name their topics to people; the rest are needs, each theme a topic without a name. The
    label of a problem is the entry that answers it; `fields` says how far each field of expertise is meant, `roads` how
    far each subject of the roads is (empty where nobody said).
    """
    mean, whitening = _without_style(problems, themes) if embedder else (np.zeros(0), np.zeros((0, 0)))
    stems, rarity, gram_rarity = _vocabulary(problems, phrases)
    none: Rows = np.zeros(0, np.float32)
    bare = Kinship(
        embedder=embedder,
        mean=mean.astype(np.float32),
        whitening=whitening.astype(np.float32),
        stems=stems,
        stem_rarity=rarity,
        gram_rarity=gram_rarity,
        topics=tuple(dict.fromkeys(label for label in phrases.labels if label is not None)),
        by_topic=np.zeros(0, np.int8),
        topic_steps=none,
        topic_base=none,
        topic_spread=none,
        topic_axes=none,
        fields=tuple(sorted({name for one in fields for name in one})),
        by_field=none,
        field_base=none,
        field_spread=none,
        field_level=none,
        by_road=none,
        road_base=none,
        road_spread=none,
        topic_names=_first_of_each(phrases, named),
        weights=weights,
    )
    told = _features(bare, problems)
    taught = _features(bare, phrases, own_mean=True)
    by_topic, _ = _ridge(taught, _one_hot(phrases.labels, bare.topics), _topic_weights(phrases.labels), _PENALTY)
    targets = np.array([[one.get(name, 0.0) for name in bare.fields] for one in fields])
    by_field, field_level = _ridge(told, targets, np.ones(len(targets)), _FIELD_PENALTY)
    by_road = _roads(told, roads)
    spoken = told @ by_topic
    topic_weights, topic_steps = _in_steps(by_topic)
    topic_base, topic_spread = _usual(spoken)
    field_base, field_spread = _usual(told @ by_field)
    road_base, road_spread = _usual(told @ by_road)
    return replace(
        bare,
        by_topic=topic_weights,
        topic_steps=topic_steps,
        topic_base=_single(topic_base),
        topic_spread=_single(topic_spread),
        topic_axes=_single(_axes(np.maximum((spoken - topic_base) / topic_spread - TOPIC_FLOOR, 0))),
        by_field=_single(by_field),
        field_base=_single(field_base),
        field_spread=_single(field_spread),
        field_level=_single(field_level),
        by_road=_single(by_road),
        road_base=_single(road_base),
        road_spread=_single(road_spread),
    )


def _roads(told: Rows, roads: Sequence[Mapping[str, float]]) -> Matrix:
    """Weights by feature of each subject, from the problems of which somebody said what they are about."""
    names = sorted({name for one in roads for name in one})
    known = [place for place, one in enumerate(roads) if one]
    targets = np.array([[roads[place].get(name, 0.0) for name in names] for place in known]).reshape(-1, len(names))
    if not known:
        return np.zeros((told.shape[1], 0))
    return _ridge(told[known], targets, np.ones(len(known)), _ROAD_PENALTY)[0]


def _first_of_each(phrases: Lesson, named: int) -> dict[str, str]:
    names: dict[str, str] = {}
    for label, text in zip(phrases.labels[:named], phrases.texts[:named], strict=True):
        if label is not None:
            names.setdefault(label, text)
    return names


def _without_style(problems: Lesson, themes: Lesson) -> tuple[Matrix, Matrix]:
    """The middle of the problems, and what takes the directions off in which needs of one theme differ."""
    if problems.seen.vectors is None or themes.seen.vectors is None:
        raise ValueError("vectors are needed to learn where the meaning lies")
    vectors = problems.seen.vectors.astype(np.float64)
    mean = vectors.mean(axis=0)
    style = (1 - THEMES_SHARE) * _scatter(vectors - mean, problems.labels)
    style += THEMES_SHARE * _scatter(themes.seen.vectors.astype(np.float64) - mean, themes.labels)
    sizes, directions = np.linalg.eigh(style)
    # The sign of a direction is a matter of chance: the largest number of each is made positive.
    signs = np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(len(directions))])
    whitening = directions * signs / np.sqrt(np.maximum(sizes, 0) + _STYLE_FLOOR * sizes.max())
    # Where ordinary problems differ most from each other is kept.
    spread, main = np.linalg.eigh(np.cov(((vectors - mean) @ whitening).T))
    main = main[:, np.argsort(-spread)[:MEANING_COLUMNS]]
    return mean, whitening @ (main * np.sign(main[np.abs(main).argmax(axis=0), np.arange(main.shape[1])]))


def _axes(spoken: Matrix) -> Matrix:
    """The directions along which topics are spoken of most, so that topics that go together lie near each other."""
    sizes, directions = np.linalg.eigh(spoken.T @ spoken)
    main = directions[:, np.argsort(-sizes)[:TOPIC_COLUMNS]]
    return np.asarray(main * np.sign(main[np.abs(main).argmax(axis=0), np.arange(main.shape[1])]))


def _scatter(rows: Matrix, labels: Sequence[str | None]) -> Matrix:
    """How rows of one label differ from each other, scaled to a trace of one."""
    members: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        if label is not None:
            members.setdefault(label, []).append(place)
    total = np.zeros((rows.shape[1], rows.shape[1]))
    for places in members.values():
        if len(places) > 1:
            apart = rows[places] - rows[places].mean(axis=0)
            total += apart.T @ apart
    return np.asarray(total / max(np.trace(total), 1e-12))


def _vocabulary(*lessons: Lesson) -> tuple[dict[str, int], Rows, Rows]:
    terms = [stems for lesson in lessons for stems in lesson.seen.terms]
    texts = [text for lesson in lessons for text in lesson.texts]
    counts = Counter(stem for stems in terms for stem in stems)
    stems = sorted(stem for stem, count in counts.items() if count >= _LEAST_SEEN)
    buckets = Counter(bucket for text in texts for bucket in grams_of(text))
    rarity = np.array([log(1 + len(terms) / counts[stem]) for stem in stems], np.float32)
    gram_rarity = np.array(
        [log(1 + len(texts) / max(buckets[bucket], 1)) for bucket in range(GRAM_BUCKETS)], np.float32
    )
    return {stem: place for place, stem in enumerate(stems)}, rarity, gram_rarity


def _features(kinship: Kinship, lesson: Lesson, *, own_mean: bool = False) -> Rows:
    """Meaning, stems and grams beside each other; phrases lie elsewhere than problems as a whole: around their own."""
    vectors = lesson.seen.vectors
    if own_mean and vectors is not None and kinship.embedder:
        vectors = vectors - vectors.mean(axis=0) + kinship.mean
    return np.hstack(
        [
            kinship.meaning(vectors, len(lesson.texts)),
            MEANING_TO_WORDS * kinship.words(lesson.seen.terms),
            MEANING_TO_WORDS * kinship.grams(lesson.texts),
        ]
    )


def _ridge(features: Rows, targets: Matrix, weights: Matrix, penalty: float) -> tuple[Matrix, Matrix]:
    """Weights by feature and the base of each target, by the examples' products with each other."""
    base = (targets * weights[:, None]).sum(axis=0) / weights.sum()
    # Products of rows of length about one: single precision is far finer than the penalty, and twice as fast.
    kernel = (features @ features.T).astype(np.float64) + penalty * np.diag(1 / weights)
    return (features.T @ np.linalg.solve(kernel, targets - base).astype(np.float32)).astype(np.float64), base


def _one_hot(labels: Sequence[str | None], known: Sequence[str]) -> Matrix:
    places = {label: place for place, label in enumerate(known)}
    rows = np.zeros((len(labels), len(known)))
    for row, label in zip(rows, labels, strict=True):
        if label is not None:
            row[places[label]] = 1
    return rows


def _topic_weights(labels: Iterable[str | None]) -> Matrix:
    listed = list(labels)
    counts = Counter(listed)
    return np.array([_TOPIC_WEIGHT / counts[label] for label in listed])


def _usual(scores: Matrix) -> tuple[Matrix, Matrix]:
    return scores.mean(axis=0), np.maximum(scores.std(axis=0), 1e-6)


def _single(values: Matrix) -> Rows:
    """At half precision, as it is kept in a file: what is learnt and what is read back are the same."""
    return values.astype(np.float16).astype(np.float32)


def _in_steps(values: Matrix) -> tuple[Steps, Rows]:
    """Columns in at most 127 steps to either side, and the step of each: a power of two, by which none is rounded."""
    largest = np.maximum(np.abs(values).max(axis=0, initial=0.0), 1e-30)
    step = np.exp2(np.ceil(np.log2(largest / 127)))
    return np.round(values / step).astype(np.int8), step.astype(np.float32)
