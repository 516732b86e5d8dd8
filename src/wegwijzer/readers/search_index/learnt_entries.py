"""What labelled problems taught about the entries of the shipped catalogue: which of them answer such a need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from wegwijzer.core.search.catalogue_documents import domain_of_service, is_service
from wegwijzer.core.search.searching import Signal
from wegwijzer.core.understanding.reading import ENTRIES_WEIGHT
from wegwijzer.readers.catalogue import shipped_catalogue
from wegwijzer.readers.reader_model import shipped_reader

_BY_ROLE = {"government_adviser": "adviser", "tech_transfer": "tto"}
"""Organisations of which a label names any: which of them it is depends on where the firm is. One that has passed into
another is none of them."""
_UNTAUGHT = 0.01
"""The chance of an entry of which nothing was learnt; also added to every chance, so that its logarithm says little
where it is near nothing."""


def entry_signal(entries: Iterable[str]) -> Signal:
    """How much likelier each entry is than one of which nothing was learnt, as a logarithm; never less likely.

    Entries that go by one label share its chance.
    """
    labels = {entry: label_of(entry) for entry in entries}
    sharing = Counter(labels.values())

    def value(text: str) -> Mapping[str, float]:
        chances = shipped_reader().entries(text)
        lifted = {
            entry: log((chances[label] / sharing[label] + _UNTAUGHT) / (2 * _UNTAUGHT))
            for entry, label in labels.items()
            if label in chances
        }
        return {entry: gain for entry, gain in lifted.items() if gain > 0}

    return ENTRIES_WEIGHT, value


def label_of(entry: str) -> str:
    """The name by which labelled problems call an entry of the shipped catalogue."""
    if is_service(entry):
        return f"domain:{domain_of_service(entry)}"
    organisation = shipped_catalogue().organisations.get(entry)
    if organisation is None or organisation.successors:
        return entry
    return _BY_ROLE.get(organisation.role.id, entry)
