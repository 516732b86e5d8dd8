"""The trained reader of needs that ships with the package, and the file that it is kept in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from zipfile import BadZipFile

import numpy as np

from wegwijzer.core.catalogue.vocabulary import Domain
from wegwijzer.core.errors import Fault, InputError
from wegwijzer.core.language.analysis import LANGUAGES
from wegwijzer.core.language.words import plain
from wegwijzer.core.search.embedding import Embedder
from wegwijzer.core.understanding.features import Bag, Scale, Seer
from wegwijzer.core.understanding.labelled import LabelledProblem
from wegwijzer.core.understanding.learning import LEANING, keyword_examples, problem_examples, taught_entries
from wegwijzer.core.understanding.model import Head, ReaderModel
from wegwijzer.core.understanding.reading import BUSINESS, ENTRIES, EXPERTISE, DomainReader
from wegwijzer.core.understanding.trades import Trades, learn_trades
from wegwijzer.core.understanding.training import Example, train
from wegwijzer.readers.catalogue import shipped_catalogue, shipped_folder
from wegwijzer.readers.embedding import embedder_or_reason
from wegwijzer.readers.known_vectors import RememberingEmbedder, keep_vectors, read_vectors
from wegwijzer.readers.language import shipped_analyser, word_frequencies

BY_MEANING, BY_WORDS = "reader.npz", "reader-words.npz"
TRADES = "fields-by-sector.json"
VECTORS = "vectors.npz"
_FORMAT = 3
_BAGS = ("stems", "letters", "runs")
"""What the columns of words are, in this order."""
_VARIABLE = "WEGWIJZER_READER"
_ONE_AT_A_TIME = Lock()
"""Python 3.11 reads the heads of arrays by its own parser, which two threads at once can bring to a SystemError."""


@cache
def shipped_reader() -> DomainReader:
    """The reader of needs, loaded once per process: by meaning and words, or by words alone without the model.

    `WEGWIJZER_READER` names a folder that `wegwijzer retrain` wrote, to be read in place of the package's own. Raises
    InputError when what it holds cannot be read.
    """
    with _ONE_AT_A_TIME:
        return reader_of(reader_folder(), shipped_seer())


@cache
def shipped_seer() -> Seer:
    """What texts are seen by; whoever shares it has a text placed once."""
    return Seer(shipped_analyser(), embedder_or_reason()[0])


def reader_folder() -> Path:
    """The folder of the reader in use."""
    named = os.environ.get(_VARIABLE, "").strip()
    return Path(named) if named else needs_folder()


def reader_of(folder: Path, seer: Seer) -> DomainReader:
    """The reader that a folder holds, for whoever sees texts already; by words alone where the models do not agree."""
    if seer.sees_meaning:
        model = read_model(folder / BY_MEANING)
        if model.embedder == seer.sees_meaning:
            return DomainReader(model, seer, read_trades(folder), _is_word)
    return DomainReader(read_model(folder / BY_WORDS), Seer(shipped_analyser(), None), read_trades(folder))


def _is_word(written: str) -> bool:
    """Whether a word is one of the commoner words of a language that needs are typed in."""
    return any(written in word_frequencies(language) for language in LANGUAGES)


def read_trades(folder: Path) -> Trades:
    """What a folder holds on fields by sector; nothing where it was written before that was learnt.

    Raises InputError when it is there and cannot be read.
    """
    path = folder / TRADES
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Trades(
            {str(of): {str(field): float(odds) for field, odds in told.items()} for of, told in found.items()}
        )
    except FileNotFoundError:
        return Trades({})
    except (OSError, ValueError, TypeError, AttributeError):
        raise InputError([Fault(str(path), "cannot be read.", "a file that `wegwijzer retrain` wrote.")]) from None


def needs_folder() -> Path:
    """Where the package keeps labelled problems and what was learnt from them."""
    return shipped_folder() / "needs"


def training_seer(embedder: Embedder | None) -> Seer:
    """Sees texts for a training, with the vectors that ship."""
    if embedder is None:
        return Seer(shipped_analyser(), None)
    return Seer(shipped_analyser(), RememberingEmbedder(embedder, read_vectors(needs_folder() / VECTORS, embedder)))


def shipped_domains() -> dict[str, Mapping[str, Domain]]:
    """The domains that a need can touch, by kind."""
    catalogue = shipped_catalogue()
    return {BUSINESS: catalogue.business_domains, EXPERTISE: catalogue.expertise_domains}


def lessons(problems: Iterable[LabelledProblem]) -> list[Example]:
    """What a reader learns from: problems, and the key words of the shipped domains."""
    return [*problem_examples(problems), *keyword_examples(shipped_domains())]


def trained(problems: Iterable[LabelledProblem], seer: Seer, *, with_entries: bool = False) -> ReaderModel:
    """A reader of the shipped domains that learnt from problems and key words.

    `with_entries`: also of the entries of the catalogue that answer them, which takes three times as long.
    """
    learnt = tuple(problems)
    labels = {kind: tuple(known) for kind, known in shipped_domains().items()}
    if with_entries and (entries := taught_entries(learnt)):
        labels[ENTRIES] = entries
    return train(lessons(learnt), labels, seer, leaning=LEANING, by_stems={ENTRIES})


def write_models(folder: Path, problems: Iterable[LabelledProblem], embedder: Embedder | None) -> None:
    """Train by meaning and words where there is a model, and by words alone, and keep both in a folder.

    The vectors of all that was learnt from are kept beside them. Raises OSError where the folder cannot be written.
    """
    learnt = tuple(problems)
    folder.mkdir(parents=True, exist_ok=True)
    if embedder is not None:
        keep_vectors(folder / VECTORS, embedder, questions=[plain(lesson.text) for lesson in lessons(learnt)])
        seer = Seer(shipped_analyser(), RememberingEmbedder(embedder, read_vectors(folder / VECTORS, embedder)))
        write_model(folder / BY_MEANING, trained(learnt, seer, with_entries=True))
    write_model(folder / BY_WORDS, trained(learnt, Seer(shipped_analyser(), None), with_entries=True))
    write_trades(folder, learnt)


def write_trades(folder: Path, problems: Iterable[LabelledProblem]) -> None:
    """Keep what was learnt on fields by sector. Raises OSError where the folder cannot be written."""
    told = json.dumps(learn_trades(problems).by_sector, indent=1, sort_keys=True)
    (folder / TRADES).write_text(f"{told}\n", encoding="utf-8")


def write_model(path: Path, model: ReaderModel) -> None:
    """Keep a model in a file, at half precision where that loses nothing that counts."""
    arrays: dict[str, np.ndarray] = {
        "format": np.array(_FORMAT),
        "embedder": np.array(model.embedder),
        "mean": model.scale.mean.astype(np.float32),
        "spread": np.array(model.scale.spread),
        "anchors": model.anchors.astype(np.float16),
        "trained_on": np.array([model.trained_on.get("problems", 0), model.trained_on.get("texts", 0)]),
    }
    for name, bag in zip(_BAGS, model.scale.bags, strict=True):
        words = sorted(bag.places, key=lambda word: bag.places[word])
        arrays[name] = np.frombuffer("\n".join(words).encode(), np.uint8)
        arrays[f"{name}.rarity"] = bag.rarity.astype(np.float32)
    for name, head in model.heads.items():
        arrays[f"{name}.labels"] = np.array(head.labels)
        arrays[f"{name}.by_meaning"] = head.by_meaning.astype(np.float16)
        arrays[f"{name}.by_words"] = head.by_words.astype(np.float16)
        arrays[f"{name}.base"] = head.base
        arrays[f"{name}.trust"] = np.array([head.slope, head.offset, head.threshold])
        if head.by_other is not None:
            arrays[f"{name}.leans_on"] = np.array(head.leans_on)
            arrays[f"{name}.by_other"] = head.by_other
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_model(path: Path) -> ReaderModel:
    """The model of a file. Raises InputError when there is none or it cannot be read."""
    expected = "a file that `wegwijzer retrain` wrote."
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if int(kept["format"]) != _FORMAT:
                raise InputError([Fault(str(path), "was written by another version.", expected)])
            names = [key.removesuffix(".labels") for key in kept.files if key.endswith(".labels")]
            bags = tuple(_bag(kept, name) for name in _BAGS)
            scale = Scale(kept["mean"].astype(np.float64), float(kept["spread"]), bags)
            problems, texts = (int(count) for count in kept["trained_on"])
            heads = {name: _head(kept, name) for name in names}
            anchors = kept["anchors"].astype(np.float32)
            return ReaderModel(scale, anchors, heads, str(kept["embedder"]), {"problems": problems, "texts": texts})
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise InputError([Fault(str(path), f"cannot be read as a reader of needs ({error}).", expected)]) from None


def _bag(kept: np.lib.npyio.NpzFile, name: str) -> Bag:
    words = bytes(kept[name]).decode().split("\n")
    return Bag({word: place for place, word in enumerate(words)}, kept[f"{name}.rarity"].astype(np.float64))


def _head(kept: np.lib.npyio.NpzFile, name: str) -> Head:
    slope, offset, threshold = (float(value) for value in kept[f"{name}.trust"])
    leans = f"{name}.by_other" in kept.files
    return Head(
        tuple(str(label) for label in kept[f"{name}.labels"]),
        kept[f"{name}.by_meaning"].astype(np.float32),
        kept[f"{name}.by_words"].astype(np.float32),
        kept[f"{name}.base"].astype(np.float32),
        slope,
        offset,
        threshold,
        str(kept[f"{name}.leans_on"]) if leans else "",
        kept[f"{name}.by_other"].astype(np.float32) if leans else None,
    )
