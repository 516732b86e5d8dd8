"""Where the arrays and texts of an index stand: in a folder, or in memory where nothing can be written."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Shelf(Protocol):
    """Named arrays and texts, written once and then read."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream into a new text."""
        ...

    def text(self, name: str) -> bytes | mmap.mmap:
        """A text that was written; empty when nothing was."""
        ...

    def new_array(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
        """An array of zeros to fill."""
        ...

    def array(self, name: str, dtype: DTypeLike, columns: int = 0) -> NDArray[Any]:
        """An array or stream of numbers to read, as one row or in rows of so many columns."""
        ...

    def finish(self, array: NDArray[Any]) -> None:
        """A filled array is safe."""
        ...

    def remove(self, name: str) -> None:
        """Take something away that was needed only for a while."""
        ...


class FolderShelf:
    """A folder: arrays are mapped from their files, so that opening costs nothing and memory stays small."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream into a new text."""
        return (self.folder / name).open("wb")

    def text(self, name: str) -> bytes | mmap.mmap:
        """A text that was written; empty when nothing was."""
        with (self.folder / name).open("rb") as file:
            try:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:  # an empty file cannot be mapped
                return b""

    def new_array(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
        """An array of zeros to fill."""
        if 0 in shape:
            (self.folder / name).write_bytes(b"")
            return np.zeros(shape, dtype)
        return np.memmap(self.folder / name, dtype, "w+", shape=shape)

    def array(self, name: str, dtype: DTypeLike, columns: int = 0) -> NDArray[Any]:
        """Numbers to read, as one row or in rows of so many columns."""
        path = self.folder / name
        if not path.stat().st_size:
            return np.zeros((0, columns) if columns else 0, dtype)
        flat = np.memmap(path, dtype, "r").view(np.ndarray)
        return flat.reshape(-1, columns) if columns else flat

    def finish(self, array: NDArray[Any]) -> None:
        """A filled array is safe."""
        if isinstance(array, np.memmap):
            array.flush()

    def remove(self, name: str) -> None:
        """Take away what was needed only for a while."""
        (self.folder / name).unlink()


class MemoryShelf:
    """The same in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, BytesIO | NDArray[Any]] = {}

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream into a new text."""
        stream = _KeptStream()
        self._kept[name] = stream
        return stream

    def text(self, name: str) -> bytes | mmap.mmap:
        """A text that was written; empty when nothing was."""
        kept = self._kept[name]
        return kept.getvalue() if isinstance(kept, BytesIO) else kept.tobytes()

    def new_array(self, name: str, dtype: DTypeLike, shape: tuple[int, ...]) -> NDArray[Any]:
        """An array of zeros to fill."""
        array: NDArray[Any] = np.zeros(shape, dtype)
        self._kept[name] = array
        return array

    def array(self, name: str, dtype: DTypeLike, columns: int = 0) -> NDArray[Any]:
        """Numbers to read, as one row or in rows of so many columns."""
        kept = self._kept[name]
        flat = np.frombuffer(kept.getvalue(), dtype) if isinstance(kept, BytesIO) else kept.reshape(-1)
        return flat.reshape(-1, columns) if columns else flat

    def finish(self, array: NDArray[Any]) -> None:
        """Nothing has to be done."""

    def remove(self, name: str) -> None:
        """Take away what was needed only for a while."""
        del self._kept[name]


class _KeptStream(BytesIO):
    """A stream that keeps what was written when its `with` ends."""

    def __exit__(self, *_: object) -> None:
        self.seek(0)


def write_lines(shelf: Shelf, name: str, lines: Sequence[str]) -> None:
    """Lines of text; none of them may hold the end of a line."""
    with shelf.writing(name) as file:
        file.write("\n".join(lines).encode("utf-8"))


def lines_of(shelf: Shelf, name: str) -> list[str]:
    """The lines that were written."""
    text = bytes(shelf.text(name)).decode("utf-8")
    return text.split("\n") if text else []
