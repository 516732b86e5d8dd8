"""Beside which field a fault of a change file belongs: by the path that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wegwijzer.core.errors import Fault
from wegwijzer.readers.yaml_file import Path_
from wegwijzer.web.editing.fault_words import ShownFault, shown_fault

_LABEL = re.compile(r"([a-z]+(?:\.[\w-]+)*)(?:\.function-[^:]*)?: ")
_OTHER_SHAPE = re.compile(r"\.(BandForm|list\[\w+\]): ")
"""Of a number that is none the reader also says that it is no band and no list; here only a number can be typed."""
_UNSURE = re.compile(r"(?<!confidence: )Input should be 'high'")
"""What the measure's file says of a certainty that the change does not give, which is told as missing already."""


class FaultPlaces:
    """Faults of one change file; each is shown once, beside the first field that asks for its place."""

    def __init__(self, faults: Sequence[Fault], language: str) -> None:
        self._language = language
        doubled = [_OTHER_SHAPE, _UNSURE] if len(faults) > 1 else [_OTHER_SHAPE]
        kept = [fault for fault in faults if not any(pattern.search(fault.problem) for pattern in doubled)]
        self._faults = [(fault, tuple(_path_of(fault))) for fault in kept or faults]
        self._shown: dict[int, str] = {}

    def at(self, where: Path_) -> tuple[ShownFault, ...]:
        """The faults of a place: at it, inside it, or at the whole that it is the first field of."""
        wanted = tuple(map(str, where))
        found = []
        for place, (fault, path) in enumerate(self._faults):
            inside = path[: len(wanted)] == wanted
            around = len(path) > 2 and wanted[: len(path)] == path
            if (inside or around) and self._shown.setdefault(place, ".".join(wanted)) == ".".join(wanted):
                found.append(self._plain(fault))
        return tuple(found)

    def others(self, ids: Sequence[str]) -> tuple[ShownFault, ...]:
        """Those that no field asked for; ask after all fields did (their `ids` say which)."""
        return tuple(self._plain(fault) for place, (fault, _) in enumerate(self._faults) if place not in self._shown)

    def _plain(self, fault: Fault) -> ShownFault:
        """The fault in words, without the path in front."""
        found = _LABEL.match(fault.problem)
        return shown_fault(fault.problem[found.end() :] if found else fault.problem, fault.expected, self._language)


def _path_of(fault: Fault) -> list[str]:
    found = _LABEL.match(fault.problem)
    return found[1].split(".") if found else []
