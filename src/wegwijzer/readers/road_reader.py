"""Which subject of the roads a need is about, learnt from needs with their subjects and the subjects' own sentences.

Likeness to a subject's sentences alone found the right one for 36 of 100 needs and this does for 50 (docs/roads.md).
The subjects of the needs are kept in data/roads/needs.jsonl by the id of a labelled problem: the likeliest first, none
where no subject fits. `python -m wegwijzer.readers.road_likeness` learns anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.roads.likeness import sentences_of
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.understanding.features import Seer
from wegwijzer.core.understanding.model import ReaderModel
from wegwijzer.core.understanding.training import Example, train
from wegwijzer.readers.catalogue import shipped_folder
from wegwijzer.readers.known_vectors import RememberingEmbedder, read_vectors
from wegwijzer.readers.labelled_problems import objects_in, shipped_problems
from wegwijzer.readers.language import shipped_analyser
from wegwijzer.readers.reader_model import VECTORS, needs_folder, read_model, shipped_seer, write_model
from wegwijzer.readers.roads import shipped_roads

BY_MEANING, BY_WORDS = "reader.npz", "reader-words.npz"
NEEDS = "needs.jsonl"
SUBJECT = "subject"
_PENALTY = 6.0
SECOND, _SENTENCE_WEIGHT = 0.6, 0.7
"""How true a second subject is of a need, and what a sentence of a subject counts for beside a need of a firm."""
_EXPECTED = 'an object with "id" (a labelled problem) and "subjects" (a list of subjects of the roads).'


@lru_cache(maxsize=256)
def chances_of(text: str) -> Mapping[str, float]:
    """How likely it is that a need is about each subject (0 to 1); nothing for an empty text."""
    if not text.strip():
        return {}
    model, seer = _shipped()
    seen = seer.see([text])
    if seen.vectors is None and not model.scale.knows(seen.terms[0]):
        return {}
    row = model.probabilities(SUBJECT, seen)[0]
    return dict(zip(model.heads[SUBJECT].labels, map(float, row), strict=True))


@cache
def _shipped() -> tuple[ReaderModel, Seer]:
    """The model that ships, by meaning and words where the model of meaning is here, else by words alone."""
    seer = shipped_seer()
    if seer.sees_meaning:
        model = read_model(roads_folder() / BY_MEANING)
        if model.embedder == seer.sees_meaning:
            return model, seer
    return read_model(roads_folder() / BY_WORDS), Seer(shipped_analyser(), None)


def roads_folder() -> Path:
    """Where the package keeps its roads and what was learnt about them."""
    return shipped_folder() / "roads"


def subjects_of_needs(path: Path) -> Mapping[str, tuple[str, ...]]:
    """The subjects of each labelled problem of a file, by its id. Raises InputError with every fault and its line."""
    known, problems = shipped_roads().subjects, {problem.id for problem in shipped_problems()}
    faults: list[Fault] = []
    found: dict[str, tuple[str, ...]] = {}
    for where, told in objects_in(path, _EXPECTED, faults):
        number, subjects = told.get("id"), told.get("subjects")
        if not isinstance(number, str) or not isinstance(subjects, list):
            faults.append(Fault(where, "names no problem or no subjects.", _EXPECTED))
            continue
        faults += [Fault(where, f'unknown subject "{one}".', ", ".join(known)) for one in subjects if one not in known]
        if number not in problems:
            faults.append(Fault(where, f'"{number}" is no labelled problem.', "an id of data/needs/labelled.jsonl."))
        if number in found:
            faults.append(Fault(where, f'"{number}" stands twice.', "one line for each problem."))
        found[number] = tuple(map(str, subjects))
    if faults:
        raise InputError(faults)
    return found


def road_examples(subjects: Mapping[str, tuple[str, ...]]) -> list[Example]:
    """What is learnt from: needs with their subjects, and the sentences of the subjects themselves."""
    needs = [
        Example(problem.text, {SUBJECT: {one: SECOND if place else 1.0 for place, one in enumerate(named)}})
        for problem in shipped_problems()
        if (named := subjects.get(problem.id)) is not None
    ]
    own = [
        Example(sentence, {SUBJECT: {subject.id: 1.0}}, _SENTENCE_WEIGHT, is_problem=False)
        for subject in shipped_roads().subjects.values()
        for sentence in sentences_of(subject)
    ]
    return [*needs, *own]


def learnt(seer: Seer, subjects: Mapping[str, tuple[str, ...]]) -> ReaderModel:
    """A model that learnt from these needs."""
    labels = {SUBJECT: tuple(shipped_roads().subjects)}
    return train(road_examples(subjects), labels, seer, by_stems={SUBJECT}, penalty=_PENALTY)


def write_road_readers(folder: Path, embedder: Embedder) -> int:
    """Learn from the shipped needs, by meaning and words and by words alone; how many needs those were.

    Raises OSError where the folder cannot be written.
    """
    subjects = subjects_of_needs(roads_folder() / NEEDS)
    known = read_vectors(needs_folder() / VECTORS, embedder)
    seer = Seer(shipped_analyser(), RememberingEmbedder(embedder, known))
    write_model(folder / BY_MEANING, learnt(seer, subjects))
    write_model(folder / BY_WORDS, learnt(Seer(shipped_analyser(), None), subjects))
    return len(subjects)
