"""Labels of rows turned into whole numbers, with what is missing kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.object_]
"""A label a row, as text; None (or empty text, or not-a-number) where it is missing."""

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Coded:
    """Rows by the place of their label in `names`, which are sorted; -1 where the label is missing."""

    codes: Codes
    names: tuple[str, ...]

    @property
    def missing(self) -> npt.NDArray[np.bool_]:
        """Whether the row has no label."""
        return self.codes < 0


def coded(labels: Labels) -> Coded:
    """The labels as codes; numbers stand in their own order, other labels in that of their text.

    >>> coded(np.array(["10", "9", None, "10"], dtype=object)).codes.tolist()
    [1, 0, -1, 1]
    """
    each = labels.tolist()
    seen: dict[object, int] = {label: code for code, label in enumerate(dict.fromkeys(each))}
    raw = np.fromiter(map(seen.__getitem__, each), np.int64, len(each))
    texts = [_text(label) for label in seen]
    names = sorted({text for text in texts if text is not None}, key=_order)
    place = {name: code for code, name in enumerate(names)}
    final = np.array([-1 if text is None else place[text] for text in texts], np.int64)
    return Coded(final[raw] if len(final) else raw, tuple(names))


def _text(label: object) -> str | None:
    if label is None or label != label:
        return None
    if isinstance(label, float) and label.is_integer():
        return str(int(label))
    return str(label).strip() or None


def _order(name: str) -> tuple[int, float, str]:
    try:
        number = float(name)
    except ValueError:
        return 1, 0.0, name
    return (0, number, name) if number == number else (1, 0.0, name)
