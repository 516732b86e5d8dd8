"""The limits of offers, as read from data/offers/rules.yaml, and the lists of levels and fields of study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.firm.facts import Text
from wegwijzer.core.offers.offering import Side


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """How much each sign of fit between two topics counts; only their order depends on it."""

    expertise: int
    field: int
    business_domains: int
    sector: int
    province: int
    words: int

    @property
    def most(self) -> int:
        """What a perfect fit would count."""
        return self.expertise + self.field + self.business_domains + self.sector + self.province + self.words


@dataclass(frozen=True, slots=True)
class OfferRules:
    """Every limit; all of them in days, but for `most_open` (requests by side) and `alike_from` (likeness, 0 to 1)."""

    longest_run: int
    remind_before: tuple[int, ...]
    hidden_for: int
    notice_before_removal: int
    answer_within: int
    answer_reminder: int
    requests_kept: int
    most_open: Mapping[Side, int] = field(hash=False)
    shared_days: int = 28
    weights: TopicWeights = TopicWeights(1, 1, 1, 1, 1, 1)
    alike_from: float = 1.0


@dataclass(frozen=True, slots=True)
class Studies:
    """Levels and fields of study by id, in order."""

    levels: Mapping[str, Text] = field(hash=False)
    fields: Mapping[str, Text] = field(hash=False)
