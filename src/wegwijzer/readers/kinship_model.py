"""The learnt likeness of needs that ships with the package: the file it is kept in, and learning it anew."""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from pydantic import Field

from wegwijzer.core.clustering.kinship import Kinship, Weights
from wegwijzer.core.clustering.learning import Lesson, learn
from wegwijzer.core.clustering.needs import ClusterNeed
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.labelled import soft_domains
from wegwijzer.core.understanding.reading import EXPERTISE
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.clustering_files import need_of
from wegwijzer.readers.json_lines import numbered_lines, object_of
from wegwijzer.readers.known_vectors import RememberingEmbedder, keep_vectors, read_vectors
from wegwijzer.readers.labelled_problems import shipped_problems
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.reader_model import VECTORS as READER_VECTORS
from wegwijzer.readers.reader_model import needs_folder
from wegwijzer.readers.road_reader import NEEDS as ROAD_NEEDS
from wegwijzer.readers.road_reader import SECOND, roads_folder, subjects_of_needs
from wegwijzer.readers.roads import shipped_roads
from wegwijzer.readers.schema import Form
from wegwijzer.readers.validating import validate
from wegwijzer.readers.yaml_file import read_yaml_file

BY_MEANING, BY_WORDS, VECTORS = "kinship.npz", "kinship-words.npz", "vectors.npz"
_FORMAT = 3
_ARRAYS = (
    *("mean", "whitening", "stem_rarity", "gram_rarity", "topic_steps"),
    *("topic_base", "topic_spread", "topic_axes", "by_road", "road_base", "road_spread"),
    *("by_field", "field_base", "field_spread", "field_level"),
)
_HALF = frozenset(("topic_axes", "by_field", "by_road"))
_ROAD, _NEED = "road:", "need:"
_LEARNT_FROM, _UNTOUCHED, _WRITTEN = "needs.jsonl", "second_untouched.jsonl", "written.jsonl"

MEANING_WEIGHTS = Weights()
WORDS_WEIGHTS = Weights(topics=1.0, meaning=0.0, fields=0.3, roads=0.2, join=0.49, stay=0.49, enter=0.51)
"""Without the model of meaning likenesses are smaller: chosen by cross-validation on their own."""


class _TopicsForm(Form):
    topics: dict[str, list[str]] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ThemedNeed:
    """A labelled need: its theme (None: it belongs to none) and who wrote it."""

    need: ClusterNeed
    theme: str | None
    writer: str


def clustering_folder() -> Path:
    """Where the package keeps what clustering learns from and what it learnt."""
    return shipped_folder() / "clustering"


@cache
def themed_needs() -> tuple[ThemedNeed, ...]:
    """The labelled needs that are learnt from and that settings are chosen on, by cross-validation."""
    return _read(_LEARNT_FROM)


@cache
def untouched_needs() -> tuple[ThemedNeed, ...]:
    """The labelled needs that nothing is learnt from or chosen on, for one figure."""
    return _read(_UNTOUCHED)


@cache
def written_needs() -> tuple[ThemedNeed, ...]:
    """Labelled needs that only teach, with themes that their writers thought of along the trades; see the README."""
    return _read(_WRITTEN)


def _read(name: str) -> tuple[ThemedNeed, ...]:
    found = []
    for number, line in numbered_lines(clustering_folder() / name):
        data = object_of(line, f"{name}:{number}", "a labelled need.")
        found.append(ThemedNeed(need_of(data), data["theme"], data["writer"]))
    return tuple(found)


def shipped_kinship(embedder: Embedder | None) -> Kinship:
    """What was learnt with this model of meaning; by words alone without one, or with another. Raises InputError."""
    if embedder is not None:
        kinship = read_kinship(clustering_folder() / BY_MEANING)
        if kinship.embedder == embedder.name:
            return kinship
    return read_kinship(clustering_folder() / BY_WORDS)


def vectors_at_hand(embedder: Embedder) -> RememberingEmbedder:
    """The model, beside the vectors that ship for the reader of needs and for clustering."""
    known = read_vectors(needs_folder() / READER_VECTORS, embedder)
    return RememberingEmbedder(embedder, {**known, **read_vectors(clustering_folder() / VECTORS, embedder)})


def learnt_from(themes: Sequence[ThemedNeed], embedder: Embedder | None, *, without: Set[str] = frozenset()) -> Kinship:
    """A kinship that learnt style from these needs, and topics (`without` some), fields and roads from what ships.

    The themes of the written needs are topics too. They teach no style: told by firms of very different trades, needs
    of one theme differ in what they say and not only in how.
    """
    told = shipped_problems()
    seer = Seer(shipped_analyser(), vectors_at_hand(embedder) if embedder is not None else None)
    phrases = [(topic, phrase) for topic, phrase in topic_phrases() if topic not in without]
    written = [one for one in written_needs() if one.theme is not None]
    known = [one for one in themes if one.theme is not None]
    topics = [*phrases, *((f"{_NEED}{one.theme}", one.need.text) for one in written)]
    subjects = subjects_of_needs(roads_folder() / ROAD_NEEDS)

    def lesson(texts: Sequence[str], labels: Sequence[str | None]) -> Lesson:
        return Lesson(texts, seer.see(texts), labels)

    return learn(
        phrases=lesson([text for _, text in topics], [topic for topic, _ in topics]),
        problems=lesson([problem.text for problem in told], [problem.labellings[0].best for problem in told]),
        themes=lesson([one.need.text for one in known], [one.theme for one in known]),
        fields=[soft_domains(problem, EXPERTISE) for problem in told],
        roads=[_meant(subjects.get(problem.id, ())) for problem in told],
        named=len(phrases),
        embedder=embedder.name if embedder is not None else "",
        weights=MEANING_WEIGHTS if embedder is not None else WORDS_WEIGHTS,
    )


def _meant(subjects: Sequence[str]) -> dict[str, float]:
    """How far each of the subjects that a need was given is meant: the likeliest stands first."""
    return {subject: SECOND if place else 1.0 for place, subject in enumerate(subjects)}


def is_road(topic: str) -> bool:
    """Whether a topic is a subject of the roads, and not one of topics.yaml."""
    return topic.startswith(_ROAD)


@cache
def topic_phrases() -> tuple[tuple[str, str], ...]:
    """Topics with ways to say each: those of topics.yaml, and the subjects of the roads with their sayings."""
    located = read_yaml_file(clustering_folder() / "topics.yaml")
    form, faults = validate(located, _TopicsForm)
    if form is None:
        raise InputError(faults)
    own = [(topic, phrase) for topic, phrases in form.topics.items() for phrase in phrases]
    roads = [
        (f"{_ROAD}{subject.id}", phrase)
        for subject in shipped_roads().subjects.values()
        for phrase in (*subject.sayings, *subject.label.values())
    ]
    return (*own, *roads)


def write_kinships(folder: Path, embedder: Embedder | None) -> None:
    """Learn by meaning and words where there is a model, and by words alone, and keep both in a folder.

    The untouched needs are not looked at. Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    themes = themed_needs()
    if embedder is not None:
        texts = [text for _, text in topic_phrases()]
        texts += [one.need.text for one in (*themes, *written_needs())]
        keep_vectors(folder / VECTORS, embedder, questions=list(dict.fromkeys(plain(text) for text in texts)))
        write_kinship(folder / BY_MEANING, learnt_from(themes, embedder))
    write_kinship(folder / BY_WORDS, learnt_from(themes, None))


def write_kinship(path: Path, kinship: Kinship) -> None:
    """Keep what was learnt in a file, the large tables at half precision, the largest in a byte a number."""
    stems = sorted(kinship.stems, key=lambda stem: kinship.stems[stem])
    arrays: dict[str, np.ndarray] = {
        name: getattr(kinship, name).astype(np.float16 if name in _HALF else np.float32) for name in _ARRAYS
    }
    texts = {
        "embedder": kinship.embedder,
        "stems": stems,
        "topics": kinship.topics,
        "fields": kinship.fields,
        "topic_names": dict(kinship.topic_names),
        "weights": asdict(kinship.weights),
    }
    arrays["by_topic"] = kinship.by_topic
    told = np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, format=np.array(_FORMAT), texts=told, **arrays)


def read_kinship(path: Path) -> Kinship:
    """What a file holds. Raises InputError when there is none or it cannot be read."""
    expected = "a file that `wegwijzer retrain-clusters` wrote."
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if int(kept["format"]) != _FORMAT:
                raise InputError([Fault(str(path), "was written by another version.", expected)])
            texts = json.loads(bytes(kept["texts"]).decode())
            arrays = {name: kept[name].astype(np.float32) for name in _ARRAYS}
            arrays["by_topic"] = kept["by_topic"].astype(np.int8)
            return Kinship(
                embedder=texts["embedder"],
                stems={stem: place for place, stem in enumerate(texts["stems"])},
                topics=tuple(texts["topics"]),
                fields=tuple(texts["fields"]),
                topic_names=texts["topic_names"],
                weights=Weights(**texts["weights"]),
                **arrays,
            )
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise InputError([Fault(str(path), f"cannot be read as what clustering learnt ({error}).", expected)]) from None
