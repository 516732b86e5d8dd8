"""Firms that look for partners, for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from wegwijzer.core.partnering.seeking import Asset, Seeker
from wegwijzer.core.partnering.suggesting import Bearing

BEARING = Bearing(suggestions=2, open_received=2, open_sent=2, answer_days=14, least_score=0.2)
WORDS = ("laser", "weave", "mould", "dry", "bottle")


def an_asset(words: str, expertise: str = "") -> Asset:
    """An asset whose terms are its words."""
    return Asset(words, dict.fromkeys(words.split(), 1.0), frozenset(expertise.split()))


ASSETS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(
    lambda words: an_asset(" ".join(words), words[0])
)
SEEKERS = st.lists(
    st.builds(
        Seeker,
        key=st.sampled_from("abcdefgh"),
        has=st.lists(ASSETS, max_size=2).map(tuple),
        seeks=st.lists(ASSETS, max_size=2).map(tuple),
        nace=st.sampled_from(("", "25", "2511", "2562", "1071")),
        markets=st.one_of(st.none(), st.frozensets(st.sampled_from(("be", "nl")))),
        meets_competitors=st.booleans(),
    ),
    unique_by=lambda seeker: seeker.key,
    max_size=8,
)
