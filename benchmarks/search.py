"""A hundred thousand synthetic documents: making their index, opening it, and searching it by words and by meaning.

SEARCH_DOCUMENTS sets another number. The model of meaning places some dozen texts a second, so a hundred thousand
would take hours: the vectors of documents are drawn here, from a seed and from those of the shipped catalogue, and the
model's own pace stands beside them. Searches are placed by the model itself. The floor is reading every vector once.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reporting import Figure, Measured, milliseconds
from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.embedding import Embedder, Vectors
from wegwijzer.core.search.meaning import Meaning
from wegwijzer.core.search.searching import DEPTH, POOL
from wegwijzer.readers.embedding import shipped_embedder
from wegwijzer.readers.known_vectors import PASSAGE
from wegwijzer.readers.labelled_problems import shipped_problems
from wegwijzer.readers.language import shipped_analyser, word_frequencies
from wegwijzer.readers.search_index.building import Ingredients, build_in_folder
from wegwijzer.readers.search_index.manifest import Origin, read_manifest
from wegwijzer.readers.search_index.opening import open_manifest
from wegwijzer.readers.search_index.shipped import ready_searcher, shipped_settings, shipped_vectors

DOCUMENTS = int(os.environ.get("SEARCH_DOCUMENTS", "100000"))
SEED, SEARCHES, WORDS, NOISE = 2016, 300, 28, 0.2
SENTENCE = 120
"""Characters; a longer problem is told in several sentences."""
LIMIT_MS, LIMIT_START_S, LIMIT_OPEN_S = 50.0, 2.0, 0.2
LIMIT_MIB = 700.0
LIMIT_BUILD_S_PER_HUNDRED_THOUSAND = 300.0
_ORIGIN = Origin("synthetic", "benchmark")


class DrawnPassages:
    """The model for questions; for documents vectors that lie as those of the shipped catalogue do.

    Each is a mixture of two shipped ones with a noise of its own, of length one: they differ most along the directions
    along which real ones do.
    """

    def __init__(self, model: Embedder) -> None:
        self._model, self._chance = model, np.random.default_rng(SEED)
        self.name, self.dimension, self.queries = model.name, model.dimension, model.queries
        known = shipped_vectors(model)
        self._real = np.array([row for key, row in known.items() if key.startswith(PASSAGE)], np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Drawn, and not read."""
        one, other = (self._real[self._chance.integers(len(self._real), size=len(texts))] for _ in range(2))
        share = self._chance.random((len(texts), 1))
        noise = self._chance.normal(size=one.shape) * (NOISE / self.dimension**0.5)
        drawn = (share * one + (1 - share) * other + noise).astype(np.float32)
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


def measure() -> list[Measured | Figure]:
    """Build and start in processes of their own, for their peaks of memory and cold starts; then search."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build, peak = _apart(_build, folder)
        start, opening = _apart(_start, folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        times, floor, passed_over = _apart(_searches, folder)
        pace = _pace()
    build_limit = LIMIT_BUILD_S_PER_HUNDRED_THOUSAND * max(DOCUMENTS / 1e5, 0.1)
    return [
        Figure(f"search: index of {DOCUMENTS:,} documents, vectors drawn", build, "s", build_limit),
        Figure("search: index, peak memory", peak, "MiB", LIMIT_MIB),
        Figure("search: index on disk", size, "MB", None),
        Figure("search: placing one document by the model", pace * 1000, "ms", None),
        Figure("search: opening the index", opening * 1000, "ms", LIMIT_OPEN_S * 1000),
        Figure("search: libraries, model, index and a first answer", start * 1000, "ms", LIMIT_START_S * 1000),
        Measured("search: reading every vector once (the floor)", floor, None, None),
        Figure(f"search: of the {DEPTH} nearest, passed over by leading directions", passed_over * 100, "%", 1.0),
        *(Measured(f"search: {what}", found, LIMIT_MS, floor, tail="p95") for what, found in times.items()),
    ]


def synthetic_documents(count: int) -> Iterator[Document]:
    """Dutch words as often as people use them, in sentences without sense; a new product name now and then."""
    chance = random.Random(SEED)
    shares = word_frequencies("nl")
    words = list(shares)
    ends = np.cumsum(list(shares.values()))
    drawn = np.random.default_rng(SEED)
    for number in range(count):
        places = np.searchsorted(ends, drawn.random(WORDS) * ends[-1], side="right").clip(max=len(words) - 1)
        text = [words[place] for place in places]
        if chance.random() < 0.2:
            text.append(f"{chance.choice(words)}{chance.choice(words)}")
        story = f"{' '.join(text[5:16])}. {' '.join(text[16:])}."
        yield Document(f"doc-{number}", f"kind-{number % 5}", {"nl": " ".join(text[:5])}, {"nl": story})


def _build(folder: Path, answer: Callable[[tuple[float, float]], None]) -> None:
    ingredients = Ingredients(
        shipped_analyser(), DrawnPassages(shipped_embedder()), shipped_settings().typical_problems, with_sentences=False
    )
    before = time.perf_counter()
    build_in_folder(folder, synthetic_documents(DOCUMENTS), ingredients, origin=_ORIGIN)
    seconds = time.perf_counter() - before
    answer((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _start(folder: Path, answer: Callable[[tuple[float, float]], None]) -> None:
    before = time.perf_counter()
    manifest = read_manifest(folder)
    assert manifest is not None
    index = open_manifest(folder, manifest)
    opening = time.perf_counter() - before
    ready_searcher(index, shipped_embedder()).search("onze verpakking scheurt in de diepvries", limit=10)
    answer((time.perf_counter() - before, opening))


def _searches(folder: Path, answer: Callable[[tuple[dict[str, object], object, float]], None]) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    index = open_manifest(folder, manifest)
    searcher = ready_searcher(index, shipped_embedder())
    by_words = ready_searcher(index, None)
    chance = random.Random(SEED)
    written = [problem.text for problem in shipped_problems() if problem.language == "nl"]
    short, long = ([text for text in written if (len(text) > SENTENCE) is told] for told in (False, True))
    whole, slipped, told = _dealt(chance, short), _dealt(chance, short), _dealt(chance, long)
    common = list(word_frequencies("nl"))[:3000]
    kinds = {
        "a problem in a sentence": (searcher, whole),
        "a problem with a typing error": (searcher, lambda: _slipped(slipped(), chance)),
        "a problem told at length": (searcher, told),
        "eight of the commonest words": (searcher, lambda: " ".join(chance.sample(common, 8))),
        "a problem, by words alone": (by_words, lambda: chance.choice(written)),
    }
    times = {}
    for what, (asked, text) in kinds.items():
        asked.search("verpakking", limit=10)
        times[what] = milliseconds([_seconds(lambda: asked.search(text(), limit=10)) for _ in range(SEARCHES)])  # noqa: B023
    assert index.meaning is not None
    rows = index.meaning.wholes.rows
    question = np.asarray(rows[0])
    floor = milliseconds([_seconds(lambda: rows @ question) for _ in range(50)])
    answer((times, floor, _passed_over(index.meaning, shipped_settings().typical_problems["nl"])))


def _dealt(chance: random.Random, texts: Sequence[str]) -> Callable[[], str]:
    """Deals texts that are all different: a question asked twice is remembered."""
    return iter(chance.sample(texts, SEARCHES)).__next__


def _passed_over(meaning: Meaning, problems: Sequence[str]) -> float:
    """The share of the nearest entries that the pool of the leading directions does not hold."""
    missed = []
    for vector in shipped_embedder().queries(problems):
        question = meaning.centred_question(vector, "nl")
        nearest = np.argsort(-meaning.cosines(question))[:DEPTH]
        pool = np.argsort(-meaning.rough_cosines(question))[: POOL * DEPTH]
        missed.append(1 - np.isin(nearest, pool).mean())
    return float(np.mean(missed))


def _slipped(text: str, chance: random.Random) -> str:
    words = text.split()
    place = chance.choice([number for number, word in enumerate(words) if len(word) > 4] or [0])
    at = chance.randrange(len(words[place]))
    words[place] = words[place][:at] + words[place][at + 1 :]
    return " ".join(words)


def _pace() -> float:
    model = shipped_embedder()
    texts = [document.whole_text for document in synthetic_documents(64)]
    model.passages(texts[:4])
    return _seconds(lambda: model.passages(texts)) / len(texts)


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _apart(work: Callable[..., None], folder: Path) -> Any:
    """What work answers in a process of its own, set as the server is."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(folder, sender.send))
    process.start()
    answer = receiver.recv()
    process.join()
    return answer
