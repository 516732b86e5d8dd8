"""What linked data needs in sentences; `wording` knows how to say it."""

from __future__ import annotations

from typing import Protocol

from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.firm.facts import Text


class Words(Protocol):
    """Texts in every language of the interface."""

    def requirement(self, criterion: Criterion, day: DayCatalogue) -> Text:
        """What a criterion asks, by the limits of a day."""

    def worth(self, on_day: MeasureOnDay, day: DayCatalogue) -> Text:
        """What a version is worth to a firm of which nothing is known."""

    def told(self, key: str) -> Text:
        """A text of the topic `linked`, such as `dataset.title` or `code.level.flemish`."""
