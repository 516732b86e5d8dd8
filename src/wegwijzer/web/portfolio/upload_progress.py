"""How far the reading of an upload came, as it is handed from one step to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.accounts.filing import Filing
from wegwijzer.core.errors import Fault
from wegwijzer.readers.accounts.recognising import Kind
from wegwijzer.readers.accounts.uploads import Document
from wegwijzer.web.portfolio.models import Upload

MOST_FAULTS = 2_000
"""Faults of an upload that are remembered; the rest are not told."""
_MOST_A_DOCUMENT = 9


@dataclass(slots=True)
class Progress:
    """A step's way through the batch, whose documents always come in the same order.

    `read` filings are in from earlier steps, `place` counts those passed or taken now. `documents` tells of each XBRL
    document that was read to its end how many filings it gave, a digit each. `entities` and `faults` are those of all
    steps together, each once.
    """

    read: int
    documents: str = ""
    entities: dict[str, None] = field(default_factory=dict)
    faults: dict[tuple[str, str, str], None] = field(default_factory=dict)
    place: int = 0
    _passed: int = 0
    _known: int = 0
    _open: int | None = None

    @classmethod
    def of(cls, upload: Upload) -> Progress:
        """What the steps before left."""
        kept: Mapping[str, list[object] | str] = upload.reading
        documents = str(kept.get("documents", ""))
        return cls(
            read=upload.read,
            documents=documents,
            entities=dict.fromkeys(str(entity) for entity in kept.get("entities", ())),
            faults=dict.fromkeys((str(told[0]), str(told[1]), str(told[2])) for told in kept.get("faults", ())),  # type: ignore[index]
            _known=len(documents),
        )

    def data(self) -> dict[str, object]:
        """What the next step must know, as JSON can hold it. A document that was not read to its end is read again."""
        return {
            "documents": self.documents,
            "entities": list(self.entities),
            "faults": [list(told) for told in self.faults],
        }

    def passes_over(self, document: Document) -> bool:
        """Whether a document was read to its end in an earlier step; the one before it has now come to its end."""
        if self._open is not None:
            self.documents += str(min(self._open, _MOST_A_DOCUMENT))
            self._open = None
        if document.kind is not Kind.XML:
            return False
        self._passed += 1
        if self._passed <= self._known:
            self.place += int(self.documents[self._passed - 1])
            return True
        self._open = 0
        return False

    def take(self, item: Filing | Fault) -> bool:
        """Whether the item is new to this step."""
        if isinstance(item, Fault):
            told = (item.where, item.problem, item.expected)
            if told in self.faults or len(self.faults) >= MOST_FAULTS:
                return False
            self.faults[told] = None
            return True
        self.place += 1
        if self._open is not None:
            self._open += 1
        self.entities[item.entity] = None
        return self.place > self.read
