"""The sentences of linked data, in every language at once."""

from __future__ import annotations

from functools import lru_cache

from wegwijzer.core.catalogue.amounts import worth
from wegwijzer.core.catalogue.catalogue import DayCatalogue, MeasureOnDay
from wegwijzer.core.criteria.nodes import Criterion
from wegwijzer.core.firm.facts import Text
from wegwijzer.wording.amounts import worth_text
from wegwijzer.wording.criteria import CriterionWording
from wegwijzer.wording.language import LANGUAGES, say


class LinkedWords:
    """What criteria ask and versions are worth, and the texts of the topic `linked`."""

    def requirement(self, criterion: Criterion, day: DayCatalogue) -> Text:
        """What a criterion asks, by the limits of a day."""
        return {language: _criteria(day, language).requirement(criterion) for language in LANGUAGES}

    def worth(self, on_day: MeasureOnDay, day: DayCatalogue) -> Text:
        """What a version is worth to a firm of which nothing is known."""
        amount, facts = on_day.version.amount, day.catalogue.facts
        found = worth(amount, {}) if amount is not None else None
        is_service = on_day.measure.kind == "service"
        return {lang: worth_text(found, lang, facts=facts, is_service=is_service) for lang in LANGUAGES}

    def told(self, key: str) -> Text:
        """A text of the topic `linked`."""
        return {language: say(f"linked.{key}", language) for language in LANGUAGES}


@lru_cache(maxsize=12)
def _criteria(day: DayCatalogue, language: str) -> CriterionWording:
    return CriterionWording(day.catalogue.facts, day.rules, language)
