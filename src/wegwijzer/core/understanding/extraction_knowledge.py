"""What extracting must know of words and places; it is read from data and passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wegwijzer.core.understanding.passages import Phrases

LISTS = frozenset(
    """
    adjectives after_bare_counts agos alone alone_not_before amount_fillers arrows articles balance_nouns
    becoming before_staff between_joints blocking_places breaks budget_nouns collectives conflicts cooperation
    countries country_adjectives currencies date_articles date_by date_links date_parts definite deliveries
    denials duration_links duration_starts durations dutch_signs existing existing_after export_prepositions
    export_verbs field_places foundations fractions french_signs gathered goals groups_of hiring
    investment_words job_nouns legal_forms limits markets money_set_aside months more_wanted moves multipliers
    name_starts no_staff no_staff_after not_own_nouns ordinal_ends others own_articles own_verbs_has
    own_verbs_is partners past past_after past_years people_before people_context people_nouns percents
    periods_ahead place_prepositions place_words possessives prepositions present present_verbs quarters
    range_joints relatives searching seasons sellers_to_us since speakers staff_fillers staff_nouns starters
    turnover_changes turnover_nouns undertakings we_are with_words years_ahead
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""The lists of phrases that the patterns lean on; the file must hold each of them and no other."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A municipality, province or region that can be named; empty where the name does not tell.

    `postal_code` only where the municipality has one. `needs_capital`: the name is an ordinary word as well.
    """

    province: str
    region: str
    postal_code: str = ""
    needs_capital: bool = False
    is_municipality: bool = True


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade: the division of NACE-BEL 2008 and the sector it belongs to; `kind` is firm, person or field."""

    division: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True)
class ExtractionKnowledge:
    """Everything that patterns look up. `trades` and `places` are keyed by plain words in order."""

    lists: Mapping[str, Phrases] = field(hash=False)
    numbers: Mapping[tuple[str, ...], int] = field(hash=False)
    trades: Mapping[tuple[str, ...], Trade] = field(hash=False)
    places: Mapping[tuple[str, ...], KnownPlace] = field(hash=False)
    postal_codes: Mapping[str, KnownPlace] = field(hash=False)
    """By postal code; its names are the names of `names_of_postal_codes`."""
    names_of_postal_codes: Mapping[str, frozenset[tuple[str, ...]]] = field(hash=False)
