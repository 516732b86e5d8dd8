"""A measure's data with a change merged in, in which a fault is told at its place in the change file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.errors import Fault
from wegwijzer.readers.yaml_file import LocatedData, Path_


@dataclass(frozen=True, slots=True)
class MergedData(LocatedData):
    """Data of two files: `origins` maps a path of the whole to the path of the change that stands there.

    A fault of a path that the change did not bring (two periods that overlap) is told at `place`, where the change of
    this measure stands.
    """

    change: LocatedData | None = field(default=None, repr=False)
    place: Path_ = ()
    origins: Mapping[Path_, Path_] = field(default_factory=dict, repr=False)

    def where(self, path: Path_) -> str:
        """The change file and line of a path."""
        return self._change.where(self._path_in_change(path))

    def fault(self, path: Path_, problem: str, expected: str = "") -> Fault:
        """A fault at its place in the change."""
        return self._change.fault(self._path_in_change(path), problem, expected)

    @property
    def _change(self) -> LocatedData:
        if self.change is None:
            raise ValueError("merged data without a change")
        return self.change

    def _path_in_change(self, path: Path_) -> Path_:
        for length in range(len(path), 0, -1):
            origin = self.origins.get(path[:length])
            if origin is not None:
                return (*origin, *path[length:])
        return self.place


def merged(data: object, name: str, change: LocatedData, place: Path_, origins: Mapping[Path_, Path_]) -> MergedData:
    """The whole with the lines of what the change brought, so that its forms are told apart (`readers.validating`)."""
    lines: dict[Path_, int] = {}
    for path, origin in origins.items():
        for known, line in change.lines.items():
            if known[: len(origin)] == origin:
                lines[(*path, *known[len(origin) :])] = line
    return MergedData(name, data, lines, change, place, origins)
