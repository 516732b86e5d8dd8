"""What a model of meaning must be able to do: place texts so that texts of like meaning lie close to each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a text, each of length one, so that the product of two rows is the cosine of their angle."""


class Embedder(Protocol):
    """A model of meaning."""

    @property
    def name(self) -> str:
        """Which model with which weights: vectors of two names cannot be compared."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions and problems, as someone types them."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts that can be found."""
        ...
