"""The numbers of the agenda: how much of a list is read, how often, what is told when. They stand in data/agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AgendaRules:
    """How the agenda reads lists, waits for decisions and writes digests.

    `digest_weekday` is Monday 0, `digest_hour` by the clock in Belgium. `themes_of_words` are words of a list's own
    categories, in plain form, with the business domain they stand for; `audiences_of_words` the same for audiences.
    """

    largest_list_bytes: int
    most_events: int
    most_dates: int
    longest_event_days: int
    days_ahead: int
    seconds_per_list: int
    most_redirects: int
    hours_between: int
    most_hours_between: int
    minutes_before_again: int
    lists_per_round: int
    lists_per_desk: int
    missing_readings: int
    days_to_decide: int
    keep_days: int
    digest_weekday: int
    digest_hour: int
    digest_days_ahead: int
    digest_most: int
    confirm_days: int
    confirm_letters_a_day: int
    distances_km: tuple[int, ...]
    themes_of_words: Mapping[str, str] = field(hash=False)
    audiences_of_words: Mapping[str, str] = field(hash=False)
    weak_words: frozenset[str]
    payers: Mapping[str, tuple[str, ...]] = field(hash=False)
    """By measure: organisations of the catalogue whose entry says that it pays at them."""
