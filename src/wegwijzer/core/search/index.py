"""What a search needs of an index, wherever it is kept: on disk or in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wegwijzer.core.search.documents import Document
from wegwijzer.core.search.lexical import Postings
from wegwijzer.core.search.meaning import Meaning


@dataclass(frozen=True, slots=True, eq=False)
class SearchIndex:
    """Documents by number, with their terms and vectors.

    `kinds` are numbers into `kind_names`. `words` are the plain words of all documents, sorted, with in how many
    documents each stands: what typing errors are repaired with. `document` gives one document by its number.
    """

    ids: Sequence[str]
    kinds: NDArray[np.uint16]
    kind_names: tuple[str, ...]
    postings: Postings
    words: Sequence[str]
    word_counts: NDArray[np.int32]
    meaning: Meaning | None
    document: Callable[[int], Document]
